package dev.rockyjava.internal.template;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Substitutes one known variable in an expression: {@code env.X} and {@code env('X')} are replaced by their values.
 */
record Binding(String name, Map<String, Object> variables) {

    static Binding of(String name, Object value) {
        return new Binding(name, Map.of(name, value));
    }

    /**
     * Returns a template with the value substituted.
     *
     * @param open the two characters that begin it
     * @param inner the text between those and the two that close it
     */
    String region(String open, String inner) {
        int dash = inner.startsWith("-") ? 1 : 0;
        int end = inner.length() - (inner.endsWith("-") && inner.length() > dash ? 1 : 0);
        String expression = inner.substring(dash, end);
        List<Token> words = Lexer.words(expression);
        StringBuilder bound = new StringBuilder();
        int from = 0;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).isName(name) && (i == 0 || !words.get(i - 1).is("."))) {
                int last = last(words, i);
                Token start = words.get(i);
                String use = expression.substring(start.start(), words.get(last).end());
                Object value = ExpressionParser.parse(use, new TreeSet<>()).value(variables);
                boolean alone = i == 0 && last == words.size() - 2;
                if (alone && value instanceof Undefined undefined) {
                    throw undefined.exception();
                }
                if (alone && open.equals("{{") && dash == 0 && value instanceof String text && text.indexOf('{') < 0) {
                    return text;
                }
                bound.append(expression, from, start.start()).append(Values.isNone(value) ? "none" : Values.quoted(value));
                from = words.get(last).end();
                i = last;
            }
        }
        String close = open.equals("{{") ? "}}" : "%}";
        return open + inner.substring(0, dash) + bound + expression.substring(from) + inner.substring(end) + close;
    }

    /** Returns the index of the last word of the attribute or call that begins here. */
    private int last(List<Token> words, int start) {
        if (words.get(start + 1).is(".")) {
            return Math.min(start + 2, words.size() - 2);
        }
        int depth = 0;
        for (int i = start + 1; i < words.size(); i++) {
            depth += words.get(i).is("(") ? 1 : words.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return words.get(i).is(")") ? i : start;
            }
        }
        throw new TemplateException("a parenthesis isn't closed");
    }
}
