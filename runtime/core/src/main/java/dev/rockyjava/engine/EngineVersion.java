package dev.rockyjava.engine;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the engine, and what is known to differ between versions.
 *
 * @param text as printed, with a pre-release mark if it has one, which doesn't count when compared
 */
public record EngineVersion(int major, int minor, int patch, String text) implements Comparable<EngineVersion> {

    /** The first with {@code run --model} and {@code --pipeline} together (ENGINE.md §1.6). */
    public static final EngineVersion OLDEST = new EngineVersion(1, 69, 0, "1.69.0");

    /** The first after the last one that is known not to do it: which one began with it isn't known. */
    private static final EngineVersion INLINES = new EngineVersion(1, 72, 0, "1.72.0");

    private static final Pattern PRINTED =
            Pattern.compile("(?:rocky\\s+)?((\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:[-+]\\S*)?)(?:\\s.*)?", Pattern.DOTALL);

    private static final Comparator<EngineVersion> ORDER = Comparator.comparingInt(EngineVersion::major)
            .thenComparingInt(EngineVersion::minor)
            .thenComparingInt(EngineVersion::patch);

    /** Reads what {@code rocky --version} prints; empty if that is something else. */
    public static Optional<EngineVersion> parse(String printed) {
        Matcher matcher = PRINTED.matcher(printed.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new EngineVersion(
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                matcher.group(1)));
    }

    /**
     * Whether the SQL of an ephemeral model is put into the models that read it, and the model itself can't be run. Before,
     * such a model is compiled and that is all.
     */
    public boolean inlinesEphemeralModels() {
        return compareTo(INLINES) >= 0;
    }

    @Override
    public int compareTo(EngineVersion other) {
        return ORDER.compare(this, other);
    }
}
