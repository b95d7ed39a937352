package dev.rockyjava.internal.snapshot.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Formats JSON as dagster-rocky does where it stores JSON as text: Python's
 * {@code json.dumps(value, sort_keys=True)}. Numbers keep their digits from the file.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    /** Returns the value at the parser's current token, and moves the parser to the value's last token. */
    static String of(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            SortedMap<String, String> members = new TreeMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, of(parser));
            }
            List<String> pairs = new ArrayList<>();
            members.forEach((name, value) -> pairs.add(quoted(name) + ": " + value));
            return "{" + String.join(", ", pairs) + "}";
        }
        if (token == JsonToken.START_ARRAY) {
            List<String> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(of(parser));
            }
            return "[" + String.join(", ", elements) + "]";
        }
        return token == JsonToken.VALUE_STRING ? quoted(parser.getString()) : parser.getString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> quoted.append(
                        c >= ' ' && c <= '~' ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }
}
