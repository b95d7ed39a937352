package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders: {@code raw/{source_type}/{table}}. What is put in for one stays within its segment, whatever
 * characters it has.
 */
public final class Template {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}|\\{\\s*([A-Za-z0-9_]+)\\s*}");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /**
     * Reads a template.
     *
     * @param names the placeholders that may be in it
     * @param more whether there may be others, which only the thing that is named can tell
     * @throws TranslationException if there is another placeholder, or a brace that belongs to none
     */
    static Template parse(String text, Set<String> names, boolean more) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String name = name(matcher);
            if (!more && !names.contains(name)) {
                throw TranslationException.unknown("the placeholder {" + name + "} of '" + text + "'", name, names);
            }
        }
        String rest = matcher.replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            throw new TranslationException("'" + text + "' has a brace that belongs to no placeholder; a placeholder is one"
                    + " name in braces, such as {table}");
        }
        return new Template(text);
    }

    private static String name(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    /** The text with the placeholders put in. */
    String text(Fields fields) {
        return fill(text, fields);
    }

    private String fill(String part, Fields fields) {
        return PLACEHOLDER.matcher(part).replaceAll(match -> Matcher.quoteReplacement(value(name(match), fields)));
    }

    /** The segments of a key. */
    List<String> path(Fields fields) {
        List<String> path = new ArrayList<>();
        for (String segment : AssetKey.parse(text).path()) {
            path.add(fill(segment, fields));
        }
        return path;
    }

    private String value(String name, Fields fields) {
        return fields.value(name).orElseThrow(() -> TranslationException.unknown(
                "the placeholder {" + name + "} of '" + text + "'", name, fields.names()));
    }

    @Override
    public String toString() {
        return text;
    }
}
