package dev.rockyjava.processor.select;

import dev.rockyjava.asset.AssetKey;
import java.util.List;
import java.util.regex.Pattern;

/** A pattern of keys: {@code *} in a segment for any characters, a segment {@code **} for any number of segments. */
final class KeyPattern {

    private final List<String> segments;

    /**
     * @throws IllegalArgumentException if the text ends in a lone {@code \}
     */
    KeyPattern(String text) {
        this.segments = AssetKey.parse(text).path();
    }

    boolean matches(AssetKey key) {
        return matches(0, key.path(), 0);
    }

    private boolean matches(int at, List<String> path, int from) {
        if (at == segments.size()) {
            return from == path.size();
        }
        if (segments.get(at).equals("**")) {
            for (int next = from; next <= path.size(); next++) {
                if (matches(at + 1, path, next)) {
                    return true;
                }
            }
            return false;
        }
        return from < path.size() && fits(segments.get(at), path.get(from)) && matches(at + 1, path, from + 1);
    }

    private static boolean fits(String pattern, String segment) {
        StringBuilder regex = new StringBuilder();
        int literal = 0;
        for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', literal)) {
            regex.append(Pattern.quote(pattern.substring(literal, star))).append(".*");
            literal = star + 1;
        }
        regex.append(Pattern.quote(pattern.substring(literal)));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(segment).matches();
    }
}
