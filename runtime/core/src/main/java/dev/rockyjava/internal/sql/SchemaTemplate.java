package dev.rockyjava.internal.sql;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of catalogs and schemas that contain components of the source (ENGINE.md §7.2). */
public final class SchemaTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}:]*)(:[^{}]*)?}");

    private SchemaTemplate() {}

    /**
     * Fills a template: {@code {name}}, or {@code {name:SEP}} with a separate separator for several values. Unknown
     * placeholders are left unchanged.
     *
     * @param values the components' values, by name
     */
    public static String fill(String template, Map<String, List<String>> values, String separator) {
        Matcher matcher = PLACEHOLDER.matcher(template);
        return matcher.replaceAll(match -> {
            List<String> value = values.get(match.group(1));
            String between = match.group(2) == null ? separator : match.group(2).substring(1);
            return Matcher.quoteReplacement(value == null ? match.group() : String.join(between, value));
        });
    }
}
