package dev.rockyjava.internal.run.journal;

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

    // Earlier versions had no milliseconds; such an id sorts before all others of its second.
    private static final Pattern ID =
            Pattern.compile("\\d{8}-\\d{6}(\\d{3})?-[" + LETTERS + "]{" + RANDOM_LETTERS + "}");

    private RunIds() {}

    /** Returns whether a text can be the id of a run. */
    public static boolean valid(String text) {
        return ID.matcher(text).matches();
    }

    public static String at(Instant time, RandomGenerator random) {
        StringBuilder id = new StringBuilder(TIME.format(time)).append('-');
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
