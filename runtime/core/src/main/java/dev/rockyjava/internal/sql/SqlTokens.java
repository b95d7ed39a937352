package dev.rockyjava.internal.sql;

import dev.rockyjava.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Splits SQL into tokens, without comments, in any dialect that the engine supports. Where dialects contradict one
 * another, the interpretation that leaves a readable text is chosen: a backslash escapes a quote only if the text
 * isn't valid otherwise, and comments nest up to one that would never end.
 */
final class SqlTokens {

    private final String sql;
    private final boolean backslashEscapes;
    private final List<Token> tokens = new ArrayList<>();
    /** Ends that don't occur any more: looking for them again from each beginning would take quadratic time. */
    private final Set<String> absent = new HashSet<>();
    private Optional<Map<String, Integer>> lastMarks = Optional.empty();
    private boolean commentsNest = true;
    private int at;

    private SqlTokens(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.backslashEscapes = backslashEscapes;
    }

    static List<Token> of(String sql) throws UnreadableSqlException {
        try {
            return new SqlTokens(sql, false).all();
        } catch (UnreadableSqlException standard) {
            try {
                return new SqlTokens(sql, true).all();
            } catch (UnreadableSqlException escaped) {
                throw standard;
            }
        }
    }

    private List<Token> all() throws UnreadableSqlException {
        while (at < sql.length()) {
            next();
        }
        return tokens;
    }

    private void next() throws UnreadableSqlException {
        char c = sql.charAt(at);
        int start = at;
        if (c == '\uFEFF' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            at++;
        } else if (sql.startsWith("--", at) || isLineComment(c)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end;
        } else if (sql.startsWith("/*", at)) {
            at = endOfComment();
        } else if (c == '\'') {
            quoted(Kind.TEXT, c, backslashEscapes);
        } else if (c == '"') {
            quoted(Kind.NAME, c, backslashEscapes);
        } else if (c == '`') {
            quoted(Kind.BACKTICKS, c, backslashEscapes);
        } else if (c == '$') {
            dollar();
        } else if (c == '@') {
            while (at < sql.length() && (sql.charAt(at) == '@' || isWordPart(sql.charAt(at)))) {
                at++;
            }
            add(Kind.PLACEHOLDER, sql.substring(start, at), start);
        } else if (c == '{' && template()) {
            return;
        } else if (isWordStart(c) || isWordPart(c) && followsDot()) {
            word();
        } else if (isDigit(c)) {
            number();
        } else if (c == '\\') {
            throw new UnreadableSqlException("there is a backslash in line " + line(at));
        } else {
            at++;
            add(Kind.SYMBOL, String.valueOf(c), start);
        }
    }

    /**
     * {@code #} and {@code //} begin a comment in some dialects and are operators in others, so they only count at
     * the beginning of a line.
     */
    private boolean isLineComment(char c) {
        char next = at + 1 < sql.length() ? sql.charAt(at + 1) : '\n';
        boolean mark = c == '#' ? ">-=".indexOf(next) < 0 && !isDigit(next) : c == '/' && next == '/';
        if (!mark) {
            return false;
        }
        int before = at - 1;
        while (before >= 0 && sql.charAt(before) != '\n') {
            if (!Character.isWhitespace(sql.charAt(before))) {
                return false;
            }
            before--;
        }
        return true;
    }

    private int endOfComment() throws UnreadableSqlException {
        int depth = 0;
        for (int i = at; commentsNest && i < sql.length() - 1; i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                i++;
                if (--depth == 0) {
                    return i + 1;
                }
            }
        }
        commentsNest = false;
        int end = sql.indexOf("*/", at + 2);
        if (end < 0) {
            throw new UnreadableSqlException("the comment that begins in line " + line(at) + " doesn't end");
        }
        return end + 2;
    }

    private void quoted(Kind kind, char quote, boolean escapes) throws UnreadableSqlException {
        int start = at;
        String three = String.valueOf(quote).repeat(3);
        if (escapes && sql.startsWith(three, at)) {
            int end = next(three, at + 3);
            if (end >= 0) {
                at = end + 3;
                add(kind, sql.substring(start + 3, end), start);
                return;
            }
        }
        StringBuilder text = new StringBuilder();
        for (at = start + 1; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\\' && escapes && at + 1 < sql.length()) {
                text.append(sql.charAt(++at));
            } else if (c != quote) {
                text.append(c);
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                text.append(c);
                at++;
            } else {
                at++;
                add(kind, text.toString(), start);
                return;
            }
        }
        throw new UnreadableSqlException("the quote " + quote + " in line " + line(start) + " doesn't end");
    }

    /** Reads a string between {@code $tag$} and {@code $tag$}, or a variable. */
    private void dollar() {
        int start = at;
        int tag = at + 1;
        while (tag < sql.length() && isWordPart(sql.charAt(tag)) && sql.charAt(tag) != '$') {
            tag++;
        }
        if (tag < sql.length() && sql.charAt(tag) == '$') {
            String mark = sql.substring(at, tag + 1);
            int end = lastMarks().getOrDefault(mark, tag) > tag ? sql.indexOf(mark, tag + 1) : -1;
            if (end >= 0) {
                at = end + mark.length();
                add(Kind.TEXT, sql.substring(tag + 1, end), start);
                return;
            }
        }
        int brace = sql.startsWith("${", at) ? next("}", at) : -1;
        at = brace > 0 ? brace + 1 : Math.max(tag, at + 1);
        add(Kind.PLACEHOLDER, sql.substring(start, at), start);
    }

    /** Returns where each {@code $tag$} begins the last time: looking for each of many would take quadratic time. */
    private Map<String, Integer> lastMarks() {
        if (lastMarks.isEmpty()) {
            Map<String, Integer> last = new HashMap<>();
            int open = sql.indexOf('$');
            for (int i = open + 1; i < sql.length() && open >= 0; i++) {
                if (sql.charAt(i) == '$') {
                    last.put(sql.substring(open, i + 1), open);
                    open = i;
                } else if (!isWordPart(sql.charAt(i))) {
                    open = sql.indexOf('$', i);
                    i = open;
                }
            }
            lastMarks = Optional.of(last);
        }
        return lastMarks.get();
    }

    /** Skips templates of other tools; the engine fills in none, but a project that is being migrated has them. */
    private boolean template() {
        int start = at;
        char second = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
        String closing = second == '{' ? "}}" : second == '%' || second == '#' ? second + "}" : "";
        int end = closing.isEmpty() ? -1 : next(closing, at + 2);
        if (end < 0) {
            return false;
        }
        at = end + 2;
        if (second == '{') {
            add(Kind.PLACEHOLDER, sql.substring(start, at), start);
        }
        return true;
    }

    /** Returns the next position of a text; -1 if there is none. */
    private int next(String end, int from) {
        int found = absent.contains(end) ? -1 : sql.indexOf(end, from);
        if (found < 0) {
            absent.add(end);
        }
        return found;
    }

    private void word() throws UnreadableSqlException {
        int start = at;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        if (at - start == 1 && at < sql.length() && sql.charAt(at) == '\'' && "eE".indexOf(sql.charAt(start)) >= 0) {
            quoted(Kind.TEXT, '\'', true);
        } else {
            add(Kind.WORD, sql.substring(start, at), start);
        }
    }

    private void number() {
        int start = at;
        while (at < sql.length() && (isWordPart(sql.charAt(at)) || isDecimalPoint())) {
            at++;
        }
        add(Kind.NUMBER, sql.substring(start, at), start);
    }

    private boolean isDecimalPoint() {
        return sql.charAt(at) == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1));
    }

    private boolean followsDot() {
        return !tokens.isEmpty()
                && tokens.get(tokens.size() - 1).is('.')
                && tokens.get(tokens.size() - 1).end() == at
                && tokens.size() > 1
                && tokens.get(tokens.size() - 2).isName();
    }

    private void add(Kind kind, String text, int start) {
        tokens.add(Token.of(kind, text, start, at));
    }

    private int line(int position) {
        return 1 + (int) sql.substring(0, position).chars().filter(c -> c == '\n').count();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return c == '_' || Character.isLetter(c) || Character.isSurrogate(c);
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || Character.isLetterOrDigit(c) || c == '$';
    }
}
