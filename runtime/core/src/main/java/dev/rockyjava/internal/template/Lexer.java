package dev.rockyjava.internal.template;

import dev.rockyjava.internal.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into words. */
final class Lexer {

    private static final Pattern WORD = Pattern.compile("\\s+"
            + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)"
            + "|(?<float>\\d+(?:_\\d++)*+(?:\\.\\d+(?:_\\d++)*+(?:[eE][+-]?\\d+)?|[eE][+-]?\\d+))"
            + "|(?<integer>0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|\\d+(?:_\\d++)*+)"
            + "|(?<text>'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")"
            + "|(?<operator>//|\\*\\*|==|!=|<=|>=|[-+*/%~<>=.,:|()\\[\\]{}])",
            Pattern.DOTALL);

    /** More would overflow the stack during evaluation. */
    private static final int LONGEST = 10_000;

    private static final int MOST = 1_000;

    private Lexer() {}

    /**
     * Returns the words, followed by one of the kind {@code END}.
     *
     * @throws TemplateException if there is an unexpected character, or the expression is too long
     */
    static List<Token> words(String expression) {
        if (expression.length() > LONGEST) {
            throw tooLong();
        }
        List<Token> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(expression);
        int at = 0;
        while (at < expression.length()) {
            if (!matcher.region(at, expression.length()).lookingAt()) {
                throw new TemplateException("unexpected '" + expression.substring(at, at + 1) + "'");
            }
            for (Kind kind : Kind.values()) {
                String text = kind == Kind.END ? null : matcher.group(kind.name().toLowerCase(Locale.ROOT));
                if (text != null) {
                    words.add(new Token(kind, kind == Kind.TEXT ? unescaped(text) : text, at, matcher.end()));
                }
            }
            at = matcher.end();
            if (words.size() > MOST) {
                throw tooLong();
            }
        }
        words.add(new Token(Kind.END, "the end", at, at));
        return words;
    }

    private static TemplateException tooLong() {
        return new TemplateException("the expression is too long; at most " + LONGEST + " characters and " + MOST + " words");
    }

    private static String unescaped(String literal) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = literal.charAt(++i);
            switch (c) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case '\\', '\'', '"' -> text.append(c);
                case 'u' -> {
                    if (i + 5 > literal.length() - 1) {
                        throw new TemplateException("\\u needs four digits");
                    }
                    text.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append('\\').append(c);
            }
        }
        return text.toString();
    }
}
