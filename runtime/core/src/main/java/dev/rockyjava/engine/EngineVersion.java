package dev.rockyjava.engine;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the engine, and what is known to differ between versions.
 *
 * @param text the version as printed, including any pre-release suffix, which comparisons ignore
 */
public record EngineVersion(int major, int minor, int patch, String text) implements Comparable<EngineVersion> {

    /**
     * The oldest supported version: the first that accepts {@code run --model} and {@code --pipeline} together
     * (ENGINE.md §1.6).
     */
    public static final EngineVersion OLDEST = new EngineVersion(1, 69, 0, "1.69.0");

    private static final Pattern PRINTED =
            Pattern.compile("(?:rocky\\s+)?((\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:[-+]\\S*)?)(?:\\s.*)?", Pattern.DOTALL);

    private static final Comparator<EngineVersion> ORDER = Comparator.comparingInt(EngineVersion::major)
            .thenComparingInt(EngineVersion::minor)
            .thenComparingInt(EngineVersion::patch);

    /** Parses the output of {@code rocky --version}; returns empty if it is something else. */
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
     * Returns whether the engine inlines the SQL of an ephemeral model into the models that read it, so that the
     * model itself can't be run. Older versions only compile such a model.
     */
    public boolean inlinesEphemeralModels() {
        return atLeast(1, 72); // 1.71 is known not to; which version introduced it isn't known
    }

    /** Returns whether this is the first release of a minor version, or later. */
    public boolean atLeast(int minimumMajor, int minimumMinor) {
        return major > minimumMajor || major == minimumMajor && minor >= minimumMinor;
    }

    @Override
    public int compareTo(EngineVersion other) {
        return ORDER.compare(this, other);
    }
}
