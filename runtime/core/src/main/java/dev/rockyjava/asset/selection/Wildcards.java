package dev.rockyjava.asset.selection;

import dev.rockyjava.asset.AssetKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Matches texts with {@code *} in them, and keys whose segments are such texts. */
final class Wildcards {

    private static final String ANY_SEGMENTS = "**";

    private Wildcards() {}

    /**
     * A text in which some characters match any number of characters, including none.
     *
     * @param any the positions of these characters
     */
    record Text(String text, BitSet any) {

        /** Returns a text that matches itself only. */
        static Text literal(String text) {
            return new Text(text, new BitSet());
        }

        /**
         * Returns a text in which each {@code *} matches any characters; {@code \} makes a following {@code *} or
         * {@code \} literal.
         */
        static Text of(String written) {
            Builder builder = new Builder();
            for (int i = 0; i < written.length(); i++) {
                char c = written.charAt(i);
                boolean escapes = c == '\\' && i + 1 < written.length() && "*\\".indexOf(written.charAt(i + 1)) >= 0;
                builder.add(escapes ? written.charAt(++i) : c, c == '*');
            }
            return builder.build();
        }

        boolean matches(String other) {
            return Wildcards.matches(
                    other.length(), text.length(), any::get, (i, j) -> other.charAt(i) == text.charAt(j));
        }

        boolean hasWildcard() {
            return !any.isEmpty();
        }

        boolean anySegments() {
            return text.equals(ANY_SEGMENTS) && any.cardinality() == text.length();
        }

        private String withoutWildcards() {
            StringBuilder rest = new StringBuilder();
            for (int i = any.nextClearBit(0); i < text.length(); i = any.nextClearBit(i + 1)) {
                rest.append(text.charAt(i));
            }
            return rest.toString();
        }
    }

    private static final class Builder {

        private final StringBuilder text = new StringBuilder();
        private final BitSet any = new BitSet();

        void add(char c, boolean wildcard) {
            any.set(text.length(), wildcard);
            text.append(c);
        }

        Text build() {
            return new Text(text.toString(), any);
        }
    }

    /**
     * A pattern for the end of keys.
     *
     * @param segments one that {@linkplain Text#anySegments is {@code **}} matches any number of segments, including
     *     none
     */
    record Key(List<Text> segments) {

        /**
         * Parses a key with {@code *} in it; {@code \} makes the next character literal.
         *
         * @throws IllegalArgumentException as {@link AssetKey#parse}
         */
        static Key of(String written) {
            AssetKey.parse(written); // rejects invalid keys
            List<Text> segments = new ArrayList<>();
            Builder segment = new Builder();
            for (int i = 0; i < written.length(); i++) {
                char c = written.charAt(i);
                if (c == '/') {
                    segments.add(segment.build());
                    segment = new Builder();
                } else {
                    segment.add(c == '\\' ? written.charAt(++i) : c, c == '*');
                }
            }
            segments.add(segment.build());
            return new Key(List.copyOf(segments));
        }

        /** Returns whether the last segments of a key match the pattern, whatever precedes them. */
        boolean matches(AssetKey key) {
            List<String> path = key.path();
            // An implicit ** before the first segment.
            return Wildcards.matches(
                    path.size(),
                    segments.size() + 1,
                    j -> j == 0 || segments.get(j - 1).anySegments(),
                    (i, j) -> segments.get(j - 1).matches(path.get(i)));
        }

        boolean hasWildcard() {
            return segments.stream().anyMatch(Text::hasWildcard);
        }

        /** Returns the key without its wildcards. */
        AssetKey literals() {
            return new AssetKey(segments.stream().map(Text::withoutWildcards).collect(Collectors.toList()));
        }
    }

    @FunctionalInterface
    private interface Fits {
        boolean test(int element, int part);
    }

    /**
     * Returns whether the elements match the parts of a pattern, from the first to the last. After a mismatch only
     * the last wildcard is retried: an earlier one that took more could gain nothing. So the work is at most the
     * product of both lengths, however many wildcards there are.
     */
    private static boolean matches(int elements, int parts, IntPredicate any, Fits fits) {
        int part = 0;
        int afterWildcard = -1;
        int taken = 0;
        for (int i = 0; i < elements; ) {
            if (part < parts && any.test(part)) {
                afterWildcard = ++part;
                taken = i;
            } else if (part < parts && fits.test(i, part)) {
                i++;
                part++;
            } else if (afterWildcard >= 0) {
                part = afterWildcard;
                i = ++taken;
            } else {
                return false;
            }
        }
        while (part < parts && any.test(part)) {
            part++;
        }
        return part == parts;
    }
}
