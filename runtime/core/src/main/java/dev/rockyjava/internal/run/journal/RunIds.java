package dev.rockyjava.internal.run.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Creates and checks the ids of runs. They sort by time to the millisecond, and are valid file names on every system.
 */
public final class RunIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    // Without 0, 1, l and o, which are easily mistyped.
    private static final String LETTERS = "23456789abcdefghijkmnpqrstuvwxyz";
    private static final int RANDOM_LETTERS = 6;
    private static final int LENGTH = "yyyyMMdd-HHmmssSSS-".length() + RANDOM_LETTERS;

    // Earlier versions had no milliseconds; such an id sorts before all others of its second.
    private static final Pattern ID =
            Pattern.compile("\\d{8}-\\d{6}(\\d{3})?-[" + LETTERS + "]{" + RANDOM_LETTERS + "}");

    private RunIds() {}

    /** Returns whether a text can be the id of a run. */
    public static boolean valid(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Returns when the run with an id began.
     *
     * @throws IllegalArgumentException if the text isn't the id of a run, or states no valid time
     */
    public static Instant began(String id) {
        if (valid(id) && id.length() == LENGTH) {
            try {
                return TIME.parse(id.substring(0, id.lastIndexOf('-')), Instant::from);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + id + "' isn't the id of a run: it begins with no valid time", e);
            }
        }
        throw new IllegalArgumentException(
                "'" + id + "' isn't the id of a run, such as 20260408-013000250-k3x9ab; a run's result and log state it");
    }

    public static String at(Instant time, RandomGenerator random) {
        StringBuilder id = new StringBuilder(TIME.format(time)).append('-');
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
