package dev.rockyjava.internal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** String operations of Python and Jinja. */
final class PythonStrings {

    private static final Pattern JINJA_WORD_ENDS = Pattern.compile("([-\\s({\\[<]+)");

    private PythonStrings() {}

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String capitalized(String text) {
        return text.isEmpty() ? text : upper(text.substring(0, 1)) + lower(text.substring(1));
    }

    /** Jinja's filter: a word ends at a space, a hyphen or an opening bracket. */
    static String titleOfFilter(String text) {
        StringBuilder title = new StringBuilder();
        Matcher end = JINJA_WORD_ENDS.matcher(text);
        int from = 0;
        while (end.find()) {
            title.append(capitalized(text.substring(from, end.start()))).append(end.group());
            from = end.end();
        }
        return title.append(capitalized(text.substring(from))).toString();
    }

    /** Python's method: a word ends at anything that isn't a letter. */
    static String titleOfMethod(String text) {
        StringBuilder title = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String letter = String.valueOf(c);
            title.append(inWord ? lower(letter) : upper(letter));
            inWord = Character.isLetter(c);
        }
        return title.toString();
    }

    /**
     * Removes characters at the ends.
     *
     * @param characters the characters to remove; null for white space
     */
    static String stripped(String text, @Nullable String characters, boolean left, boolean right) {
        IntPredicate goes = characters == null
                ? c -> Character.isWhitespace(c) || Character.isSpaceChar(c)
                : c -> characters.indexOf(c) >= 0;
        int from = 0;
        int to = text.length();
        while (left && from < to && goes.test(text.charAt(from))) {
            from++;
        }
        while (right && to > from && goes.test(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** @param count maximum number of replacements; negative for no limit */
    static String replaced(String text, String old, String by, int count) {
        if (count < 0) {
            return text.replace(old, by);
        }
        String rest = text;
        StringBuilder replaced = new StringBuilder();
        for (int i = 0; i < count && !old.isEmpty(); i++) {
            int at = rest.indexOf(old);
            if (at < 0) {
                break;
            }
            replaced.append(rest, 0, at).append(by);
            rest = rest.substring(at + old.length());
        }
        return replaced + rest;
    }

    /**
     * Splits a text.
     *
     * @param separator null for white space, which then doesn't begin or end a part
     * @param most maximum number of cuts; negative for no limit
     * @param fromRight whether the last cuts are made if there are more
     */
    static List<Object> split(String text, @Nullable String separator, int most, boolean fromRight) {
        if (separator != null && separator.isEmpty()) {
            throw new TemplateException("a text can't be split at nothing");
        }
        Pattern between = separator == null ? Pattern.compile("\\s+") : Pattern.compile(Pattern.quote(separator));
        String whole = separator == null ? stripped(text, null, true, true) : text;
        List<int[]> cuts = cuts(whole, between);
        if (most >= 0 && cuts.size() >= most) {
            // The remainder keeps its own end.
            whole = separator == null ? stripped(text, null, !fromRight, fromRight) : text;
            cuts = cuts(whole, between);
            cuts = fromRight ? cuts.subList(Math.max(0, cuts.size() - most), cuts.size()) : cuts.subList(0, Math.min(most, cuts.size()));
        }
        List<Object> parts = new ArrayList<>();
        int from = 0;
        for (int[] cut : cuts) {
            parts.add(whole.substring(from, cut[0]));
            from = cut[1];
        }
        if (separator != null || !whole.isEmpty()) {
            parts.add(whole.substring(from));
        }
        return parts;
    }

    private static List<int[]> cuts(String text, Pattern between) {
        List<int[]> cuts = new ArrayList<>();
        Matcher matcher = between.matcher(text);
        while (matcher.find()) {
            cuts.add(new int[] {matcher.start(), matcher.end()});
        }
        return cuts;
    }

    static String truncated(String text, int length, boolean withinWords, String end, int leeway) {
        if (text.length() <= length + leeway) {
            return text;
        }
        String part = text.substring(0, Math.max(0, length - end.length()));
        int lastSpace = part.lastIndexOf(' ');
        return (withinWords || lastSpace < 0 ? part : part.substring(0, lastSpace)) + end;
    }
}
