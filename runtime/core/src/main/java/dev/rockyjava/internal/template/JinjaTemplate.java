package dev.rockyjava.internal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text with templates in it: <code>{{ expression }}</code>, <code>{% if expression %}</code> with {@code elif},
 * {@code else} and {@code endif}, and comments, <code>{# … #}</code>. Immutable.
 */
public final class JinjaTemplate {

    private static final int MOST = 1_000;

    private static final int LONGEST_SHOWN = 120;

    /** A part of the text, which adds something to the result. */
    private interface Part {
        void render(Map<String, ? extends @Nullable Object> variables, List<@Nullable Object> into);
    }

    /**
     * A region of the text as written.
     *
     * @param kind the character after the first brace; a space for text between templates
     * @param text the text, or the text between the delimiters
     */
    private record Region(char kind, String text) {}

    private final String text;
    private final Set<String> names = new TreeSet<>();
    private final List<Part> parts;

    private JinjaTemplate(String text, List<Region> regions) {
        this.text = text;
        Reader reader = new Reader(regions);
        parts = reader.until();
        reader.end();
    }

    /**
     * Parses a text.
     *
     * @throws TemplateException if a template in it is invalid; the message quotes the text
     */
    public static JinjaTemplate parse(String text) {
        // As in Jinja: a block of text in YAML ends in a line break.
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        try {
            return new JinjaTemplate(text, regions(whole));
        } catch (TemplateException e) {
            throw in(text, e);
        }
    }

    /** Returns whether there is a template in the text. */
    public static boolean isIn(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#");
    }

    /** Returns the text with each stretch outside all templates replaced. */
    public static String mapText(String text, UnaryOperator<String> change) {
        StringBuilder mapped = new StringBuilder();
        int at = 0;
        try {
            while (at < text.length()) {
                int open = opening(text, at);
                mapped.append(change.apply(text.substring(at, open)));
                at = open;
                if (open < text.length()) {
                    at = closing(text, open) + 2;
                    mapped.append(text, open, at);
                }
            }
        } catch (TemplateException e) {
            throw in(text, e);
        }
        return mapped.toString();
    }

    /**
     * Substitutes the value of one variable, and leaves the others to a later evaluation.
     *
     * @return a text with templates, or without if there were no other variables
     * @throws TemplateException if a template is invalid, or consists only of a variable that is missing
     */
    public static String bind(String text, String name, Object value) {
        StringBuilder bound = new StringBuilder();
        int at = 0;
        try {
            while (at < text.length()) {
                int open = opening(text, at);
                bound.append(text, at, open);
                at = open;
                if (open < text.length()) {
                    int close = closing(text, open);
                    at = close + 2;
                    bound.append(text.charAt(open + 1) == '#'
                            ? text.substring(open, at)
                            : Binding.of(name, value).region(text.substring(open, open + 2), text.substring(open + 2, close)));
                }
            }
        } catch (TemplateException e) {
            throw in(text, e);
        }
        return bound.toString();
    }

    private static TemplateException in(String text, TemplateException e) {
        String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return new TemplateException("'" + shown + "': " + e.getMessage(), e);
    }

    /** Returns the names of the variables in it. */
    public Set<String> names() {
        return names;
    }

    /**
     * Returns the value: that of the expression if the text is a single expression, otherwise a string; a string that
     * is a number, a list, … in Python's notation is converted to that.
     *
     * @throws TemplateException if a variable is unknown or an operation isn't possible
     */
    public @Nullable Object value(Map<String, ? extends @Nullable Object> variables) {
        List<@Nullable Object> values = render(variables);
        if (values.size() == 1 && !(values.get(0) instanceof String)) {
            return values.get(0);
        }
        return values.isEmpty() ? null : ExpressionParser.literal(joined(values));
    }

    /**
     * Returns the value of the expression if the text is a single expression, otherwise the text; a string is never
     * converted.
     *
     * @return for a single variable, this may also be an {@link Undefined} that counts as None
     * @throws TemplateException if a variable is unknown or an operation isn't possible
     */
    public @Nullable Object plainValue(Map<String, ? extends @Nullable Object> variables) {
        List<@Nullable Object> values = render(variables);
        return values.size() == 1 ? values.get(0) : joined(values);
    }

    private List<@Nullable Object> render(Map<String, ? extends @Nullable Object> variables) {
        List<@Nullable Object> values = new ArrayList<>();
        try {
            parts.forEach(part -> part.render(variables, values));
            // An undefined value is only allowed as an intermediate result.
            if (values.size() == 1 && values.get(0) instanceof Undefined undefined && !undefined.none()) {
                throw undefined.exception();
            }
            if (values.size() > 1) {
                joined(values);
            }
            return values;
        } catch (TemplateException e) {
            throw in(text, e);
        }
    }

    private static String joined(List<@Nullable Object> values) {
        return String.join("", values.stream().map(Values::text).toList());
    }

    /** Returns the text as written. */
    @Override
    public String toString() {
        return text;
    }

    private static int opening(String text, int from) {
        for (int at = text.indexOf('{', from); at >= 0 && at + 1 < text.length(); at = text.indexOf('{', at + 1)) {
            if ("{%#".indexOf(text.charAt(at + 1)) >= 0) {
                return at;
            }
        }
        return text.length();
    }

    /** Returns the index of the two closing characters. A brace within quotes or of a mapping doesn't close. */
    private static int closing(String text, int open) {
        char kind = text.charAt(open + 1);
        String end = kind == '{' ? "}}" : kind + "}";
        if (kind == '#') {
            int at = text.indexOf(end, open + 2);
            return at >= 0 ? at : unclosed(end);
        }
        int depth = 0;
        for (int i = open + 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth == 0 && text.startsWith(end, i)) {
                return i;
            }
            if (c == '\'' || c == '"') {
                i = endOfQuotes(text, i);
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            }
        }
        return unclosed(end);
    }

    private static int endOfQuotes(String text, int start) {
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(start)) {
                return i;
            }
        }
        return text.length();
    }

    private static int unclosed(String end) {
        throw new TemplateException("a template in it isn't closed by " + end);
    }

    private static List<Region> regions(String text) {
        List<Region> regions = new ArrayList<>();
        int at = 0;
        boolean trim = false;
        while (at < text.length()) {
            int open = opening(text, at);
            boolean last = open == text.length();
            boolean trimBefore = !last && open + 2 < text.length() && text.charAt(open + 2) == '-';
            String between = PythonStrings.stripped(text.substring(at, open), null, trim, trimBefore);
            if (!between.isEmpty()) {
                regions.add(new Region(' ', between));
            }
            if (last) {
                break;
            }
            int close = closing(text, open);
            trim = close > open + 2 && text.charAt(close - 1) == '-';
            int from = Math.min(close, open + (trimBefore ? 3 : 2));
            int to = Math.max(from, trim ? close - 1 : close);
            if (text.charAt(open + 1) != '#') {
                regions.add(new Region(text.charAt(open + 1), text.substring(from, to).strip()));
            }
            at = close + 2;
            if (regions.size() > MOST) {
                throw new TemplateException("more than " + MOST + " templates in one text");
            }
        }
        return regions;
    }

    /** Converts regions to parts. */
    private final class Reader {

        private final List<Region> regions;
        private int at;

        Reader(List<Region> regions) {
            this.regions = regions;
        }

        /** Returns the parts up to the end or to a statement that isn't an {@code if}. */
        List<Part> until() {
            List<Part> read = new ArrayList<>();
            while (at < regions.size()) {
                Region region = regions.get(at);
                switch (region.kind()) {
                    case ' ' -> read.add((variables, into) -> into.add(region.text()));
                    case '{' -> {
                        Expression expression = ExpressionParser.parse(region.text(), names);
                        read.add((variables, into) -> into.add(expression.value(variables)));
                    }
                    default -> {
                        if (!word(region).equals("if")) {
                            return read;
                        }
                        read.add(condition());
                        continue;
                    }
                }
                at++;
            }
            return read;
        }

        private static String word(Region statement) {
            return statement.text().split("\\s", 2)[0];
        }

        private Part condition() {
            String test = regions.get(at).text();
            Expression expression = ExpressionParser.parse(test.substring(word(regions.get(at)).length()), names);
            at++;
            List<Part> yes = until();
            List<Part> no = List.of();
            String word = at < regions.size() ? word(regions.get(at)) : "";
            if (word.equals("elif")) {
                no = List.of(condition());
            } else {
                if (word.equals("else")) {
                    at++;
                    no = until();
                }
                if (at == regions.size() || !word(regions.get(at)).equals("endif")) {
                    end();
                    throw new TemplateException("an 'if' has no 'endif'");
                }
                at++;
            }
            List<Part> otherwise = no;
            return (variables, into) -> (Values.truth(expression.value(variables)) ? yes : otherwise)
                    .forEach(part -> part.render(variables, into));
        }

        void end() {
            if (at < regions.size()) {
                throw new TemplateException("the statement '" + regions.get(at).text() + "' is not known or out of place;"
                        + " there are if, elif, else and endif");
            }
        }
    }
}
