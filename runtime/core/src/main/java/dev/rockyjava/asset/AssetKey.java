package dev.rockyjava.asset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of an asset: one or more path segments, such as {@code poc / gold / fct_revenue}.
 *
 * <p>Two keys are equal if their segments are. Keys sort segment by segment as {@link String#compareTo} does, so the
 * order is the same on every machine and in every locale.
 *
 * @param path the segments, outermost first; at least one. A segment may be empty (the engine allows a target without
 *     a catalog) and may contain any character
 */
public record AssetKey(List<String> path) implements Comparable<AssetKey> {

    private static final char SEPARATOR = '/';
    private static final char ESCAPE = '\\';

    /**
     * Creates a key.
     *
     * @throws IllegalArgumentException if {@code path} has no segment
     */
    public AssetKey {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("an asset key needs at least one segment");
        }
    }

    /**
     * Returns the key with the given segments.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AssetKey of(String... path) {
        return new AssetKey(List.of(path));
    }

    /**
     * Parses the text form, the inverse of {@link #toString()}: segments joined by {@code /}, with {@code \} before a
     * {@code /} or {@code \} that belongs to a segment.
     *
     * @param text for example {@code "poc/gold/fct_revenue"}; the empty text is the key of one empty segment
     * @throws IllegalArgumentException if the text ends in a lone {@code \}
     */
    public static AssetKey parse(String text) {
        List<String> segments = new ArrayList<>(3);
        if (text.indexOf(ESCAPE) < 0) {
            int from = 0;
            for (int slash = text.indexOf(SEPARATOR); slash >= 0; slash = text.indexOf(SEPARATOR, from)) {
                segments.add(text.substring(from, slash));
                from = slash + 1;
            }
            segments.add(text.substring(from));
            return new AssetKey(segments);
        }
        StringBuilder segment = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ESCAPE) {
                if (++i == text.length()) {
                    throw new IllegalArgumentException("asset key ends in a lone '\\': " + text);
                }
                segment.append(text.charAt(i));
            } else if (c == SEPARATOR) {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
        return new AssetKey(segments);
    }

    /** Returns the last segment. */
    public String name() {
        return path.get(path.size() - 1);
    }

    @Override
    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    public int compareTo(AssetKey other) {
        if (this == other) {
            return 0;
        }
        int common = Math.min(path.size(), other.path.size());
        for (int i = 0; i < common; i++) {
            String segment = path.get(i);
            String others = other.path.get(i);
            // Usually the same object, since most keys share their outer segments.
            int order = segment == others ? 0 : segment.compareTo(others);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(path.size(), other.path.size());
    }

    // Replaces the record's own method, which is linked on the first call and costs milliseconds at program start.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof AssetKey that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** Returns the text form that {@link #parse(String)} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(64);
        for (int i = 0; i < path.size(); i++) {
            if (i > 0) {
                text.append(SEPARATOR);
            }
            String segment = path.get(i);
            if (segment.indexOf(SEPARATOR) < 0 && segment.indexOf(ESCAPE) < 0) {
                text.append(segment);
                continue;
            }
            for (int j = 0; j < segment.length(); j++) {
                char c = segment.charAt(j);
                if (c == SEPARATOR || c == ESCAPE) {
                    text.append(ESCAPE);
                }
                text.append(c);
            }
        }
        return text.toString();
    }
}
