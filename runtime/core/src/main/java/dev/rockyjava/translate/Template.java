package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.template.JinjaTemplate;
import dev.rockyjava.internal.template.TemplateException;
import dev.rockyjava.internal.template.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A string with placeholders, {@code raw/{source_type}/{table}}, or with Jinja templates, which dagster-rocky also
 * supports: {@code raw/{{ source_type | lower }}/{{ table_name }}}. The value of a placeholder stays within its
 * segment of a key, whatever characters it has; in a template, each {@code /} begins another segment, as in Dagster.
 */
final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\s*([A-Za-z0-9_]+)\\s*}");

    private final String text;
    private final boolean placeholdersOnly;
    private final JinjaTemplate whole;

    private Template(String text, JinjaTemplate whole) {
        this.text = text;
        this.placeholdersOnly = !JinjaTemplate.isIn(text);
        this.whole = whole;
    }

    /**
     * Parses a template.
     *
     * @throws TranslationException if a template in it is invalid, or a brace belongs to no placeholder or template
     */
    static Template parse(String text) {
        return asked(() -> new Template(text, JinjaTemplate.parse(JinjaTemplate.mapText(text, part -> jinja(text, part)))));
    }

    /**
     * Parses a string in which single braces have no meaning.
     *
     * @throws TranslationException if a template in it is invalid
     */
    static Template ofJinja(String text) {
        return asked(() -> new Template(text, JinjaTemplate.parse(text)));
    }

    /**
     * Parses a template that may only use certain names.
     *
     * @throws TranslationException also if it uses another name
     */
    static Template parse(String text, Set<String> names) {
        Template template = parse(text);
        for (String name : template.whole.names()) {
            if (!names.contains(name)) {
                throw TranslationException.unknown("the placeholder {" + name + "} of '" + text + "'", name, names);
            }
        }
        return template;
    }

    private static String jinja(String text, String part) {
        Matcher matcher = PLACEHOLDER.matcher(part);
        String rest = matcher.replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            throw new TranslationException("'" + text + "' has a brace that belongs to no placeholder; a placeholder is one"
                    + " name in braces, such as {table}");
        }
        return matcher.replaceAll("{{ $1 }}");
    }

    /** Returns the text with the values substituted. */
    String text(Map<String, ? extends @Nullable Object> variables) {
        return Values.text(value(variables));
    }

    /** Returns the value: a string, or another type if it is a single expression or a Python literal. */
    @Nullable Object value(Map<String, ? extends @Nullable Object> variables) {
        try {
            return whole.value(variables);
        } catch (TemplateException e) {
            throw invalid(e);
        }
    }

    /** Returns the segments of a key. */
    List<String> path(Map<String, ? extends @Nullable Object> variables) {
        if (placeholdersOnly) {
            List<String> path = new ArrayList<>();
            for (String segment : AssetKey.parse(text).path()) {
                path.add(filled(segment, variables));
            }
            return path;
        }
        Object value = value(variables);
        return value instanceof List<?> list
                ? list.stream().map(Values::text).toList()
                : List.of(Values.text(value).split("/", -1));
    }

    private String filled(String segment, Map<String, ? extends @Nullable Object> variables) {
        return PLACEHOLDER.matcher(segment).replaceAll(match -> Matcher.quoteReplacement(value(match, variables)));
    }

    private String value(MatchResult placeholder, Map<String, ? extends @Nullable Object> variables) {
        String name = placeholder.group(1);
        if (!variables.containsKey(name)) {
            throw TranslationException.unknown("the placeholder {" + name + "} of '" + text + "'", name, variables.keySet());
        }
        return Values.text(variables.get(name));
    }

    /** An operation that may find a template invalid. */
    private interface Question<T extends @Nullable Object> {
        T answer();
    }

    private static <T extends @Nullable Object> T asked(Question<T> question) {
        try {
            return question.answer();
        } catch (TemplateException e) {
            throw invalid(e);
        }
    }

    private static TranslationException invalid(TemplateException e) {
        return new TranslationException("translation: " + e.getMessage(), e);
    }

    @Override
    public String toString() {
        return text;
    }
}
