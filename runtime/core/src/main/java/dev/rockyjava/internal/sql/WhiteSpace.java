package dev.rockyjava.internal.sql;

/**
 * White space as defined by the engine: Unicode's {@code White_Space}, which is neither Java's whitespace nor its
 * space characters.
 */
public final class WhiteSpace {

    private static final String BLANKS = "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
            + "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

    private WhiteSpace() {}

    /** Returns the text without leading and trailing white space. */
    public static String trim(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return BLANKS.indexOf(c) >= 0;
    }
}
