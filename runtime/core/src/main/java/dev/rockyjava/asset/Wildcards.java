package dev.rockyjava.asset;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts with {@code *} in them, and keys whose segments are such texts. */
final class Wildcards {

    private static final String ANY_SEGMENTS = "**";

    private Wildcards() {}

    static boolean in(String text) {
        return text.indexOf('*') >= 0;
    }

    /** A text in which {@code *} stands for any characters, also none. */
    static Pattern text(String text) {
        StringBuilder regex = new StringBuilder();
        for (String literal : text.split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** The segments of a pattern for keys; a segment {@code **} stands for any number of segments. */
    static List<Segment> key(String text) {
        List<Segment> segments = new ArrayList<>();
        for (String segment : AssetKey.parse(text).path()) {
            segments.add(new Segment(segment.equals(ANY_SEGMENTS), text(segment)));
        }
        return List.copyOf(segments);
    }

    record Segment(boolean anyNumber, Pattern pattern) {}

    /** Whether the last segments of a path are as the pattern says, whatever comes before them. */
    static boolean endsWith(List<String> path, List<Segment> pattern) {
        for (int from = 0; from <= path.size(); from++) {
            if (matches(path, from, pattern, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(List<String> path, int i, List<Segment> pattern, int j) {
        if (j == pattern.size()) {
            return i == path.size();
        }
        Segment segment = pattern.get(j);
        if (segment.anyNumber) {
            return matches(path, i, pattern, j + 1) || i < path.size() && matches(path, i + 1, pattern, j);
        }
        return i < path.size()
                && segment.pattern.matcher(path.get(i)).matches()
                && matches(path, i + 1, pattern, j + 1);
    }
}
