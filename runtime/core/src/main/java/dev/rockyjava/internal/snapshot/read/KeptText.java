package dev.rockyjava.internal.snapshot.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * The text of a JSON value for display.
 *
 * @param json as JSON, with sorted members; null if it exceeds the limit
 * @param plain the same, but a text has no quotes
 */
record KeptText(@Nullable String json, @Nullable String plain) {

    /** The text of a value that is never displayed. */
    static final KeptText NONE = new KeptText(null, null);

    static KeptText ofText(String text) {
        return new KeptText('"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"', text);
    }

    static KeptText ofJson(String json) {
        return new KeptText(json, json);
    }

    /** Returns the text, or the digest of a value that is too long. */
    String shown(long digest) {
        return plain == null ? Digests.text(digest) : writable(plain);
    }

    /** Returns a text without unpaired surrogates, which no file could hold. */
    private static String writable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                whole.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                whole.appendCodePoint(c);
            }
        });
        return whole.toString();
    }

    /** Collects the texts of the elements of an object or array, up to a length. */
    static final class Parts {

        private final boolean list;
        private final int length;
        private final List<String> elements = new ArrayList<>(0);
        private final SortedMap<String, String> members = new TreeMap<>();
        private int kept;

        Parts(boolean list, int length) {
            this.list = list;
            this.length = length;
        }

        int length() {
            return length;
        }

        void add(String name, KeptText text) {
            kept += text.json() == null ? length + 1 : text.json().length() + name.length();
            if (text.json() == null || kept > length) {
                elements.clear();
                members.clear();
            } else if (list) {
                elements.add(text.json());
            } else {
                members.put(name, ofText(name).json() + ": " + text.json());
            }
        }

        KeptText text() {
            if (kept > length) {
                return NONE;
            }
            return ofJson(list
                    ? "[" + String.join(", ", elements) + "]"
                    : "{" + String.join(", ", members.values()) + "}");
        }
    }
}
