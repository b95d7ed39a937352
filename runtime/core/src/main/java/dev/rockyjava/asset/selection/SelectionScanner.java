package dev.rockyjava.asset.selection;

import java.util.List;

/** A scanner over the text of a selection. */
final class SelectionScanner {

    /** The depth of a {@code +} without a number. */
    static final int ALL = Integer.MAX_VALUE;

    private static final String ENDS_WORD = "()+,\"";

    private final String text;
    private int at;

    SelectionScanner(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        return at == text.length();
    }

    boolean at(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    boolean take(char c) {
        if (at(c)) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Consumes space, and the keyword, in either case, if it comes next as a whole word. */
    boolean keyword(String keyword) {
        skipSpace();
        int start = at;
        if (word().equalsIgnoreCase(keyword) && !at('"')) {
            return true;
        }
        at = start;
        return false;
    }

    /** Returns the text before the next space or special character; empty if that is next. */
    String word() {
        int start = at;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && ENDS_WORD.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /**
     * Returns a quoted text. {@code \"} is a quote; before any other character a {@code \} is kept, since keys have
     * their own escapes.
     */
    String quoted() {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return content.toString();
            }
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                content.append(escaped == '"' ? "" : c).append(escaped);
            } else {
                content.append(c);
            }
        }
        throw expectedAt(text.length(), "'\"' to close the one at column " + (start + 1));
    }

    /** Returns the depth of a {@code +} or {@code 2+} before an operand; 0 if there is none. */
    int depthBefore() {
        int start = at;
        String digits = digits();
        if (take('+')) {
            if (!digits.isEmpty() && (at == text.length() || Character.isWhitespace(text.charAt(at)) || at(')'))) {
                at = start; // an asset whose name is a number, followed by its downstream operator
                return 0;
            }
            return digits.isEmpty() ? ALL : number(digits, start);
        }
        at = start;
        return 0;
    }

    /** Returns the depth of a {@code +} or {@code +2} directly after an operand; 0 if there is none. */
    int depthAfter() {
        if (!take('+')) {
            return 0;
        }
        int start = at;
        String digits = digits();
        if (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !at(')') && !at(',')) {
            throw expected("a number of steps, a space or the end after '+' (put a name with a '+' in it in quotes)");
        }
        return digits.isEmpty() ? ALL : number(digits, start);
    }

    private String digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return text.substring(start, at);
    }

    private int number(String digits, int start) {
        try {
            int number = Integer.parseInt(digits);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // too large: the same message
        }
        throw expectedAt(start, "a number of steps from 1 to " + Integer.MAX_VALUE);
    }

    SelectionSyntaxException expected(String what) {
        return expectedAt(at, what);
    }

    SelectionSyntaxException expectedAt(int position, String what) {
        return expectedAt(position, what, List.of());
    }

    SelectionSyntaxException expectedAt(int position, String what, List<String> nearest) {
        return new SelectionSyntaxException(text, position + 1, what, nearest);
    }
}
