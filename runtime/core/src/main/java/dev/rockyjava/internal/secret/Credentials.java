package dev.rockyjava.internal.secret;

import static dev.rockyjava.internal.secret.Secrets.MASK;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what stands where a credential does, whatever it is: the user part and the secret parameters of URLs and connection
 * strings, Authorization headers, and the values of two options of the engine. Where the end of a value isn't certain, more is
 * masked. Masking twice is the same as masking once.
 *
 * <p>An engine controls the text, so the time must grow with nothing but its length: repetitions are possessive, and from no two
 * places is the same text scanned.
 */
final class Credentials {

    private static final String WHITE_SPACE = " \t\n\u000B\f\r";

    private static final List<String> OPTIONS = List.of("--governance-override", "--idempotency-key");
    private static final Pattern OPTION = Pattern.compile("(?:" + String.join("|", OPTIONS) + ")[=\\s]\\s*+(?=\\S)");

    // With a password, up to the last @, since an unencoded password may contain a slash and even a space; a port is none.
    // Otherwise up to the last @ before the path.
    private static final Pattern URL_USER = Pattern.compile(
            "://(?:[^\\s/?#\"'@:\\[]*+:(?!//|\\s|\\d++(?:[/?#\\s\"',;:.)\\]}>]|$))(?:(?!://)[^\\r\\n\"'@])*+@(?:(?:(?!://)[^\\s\"'@])*+@)*+"
                    + "|(?:[^\\s/?#\"'@]*+@)++)");

    private static final String NAME = "((?!-)[^=&?;\\s\"']++)";
    private static final Pattern URL_PARAMETER = Pattern.compile("[?&]" + NAME + "=");
    private static final Pattern CONNECTION_PARAMETER = Pattern.compile(";[ \\t]*+" + NAME + "=[ \\t]*+");
    private static final Pattern SHORT_PARAMETER_NAME = Pattern.compile("(?:.*[^A-Z])?(?:SIG|PWD)", Pattern.CASE_INSENSITIVE);

    private static final Pattern SETTING = Pattern.compile(
            "\\b(?:password|passwd|pwd|passphrase|account_?key|shared_?access_?key|secret_access_key|client_secret"
                    + "|(?:access|session|motherduck)_token)\\s*+=\\s*+(?!\\$)",
            Pattern.CASE_INSENSITIVE);

    // Such as: authorization: none
    private static final Pattern SHORT_WORD = Pattern.compile("[A-Za-z]{0,5}");
    private static final Pattern HEADER = Pattern.compile(
            "\\bauthorization[\\\\\"']*+\\s*+[:=]\\s*+[\\[(]?+(\\\\*+[\"'])?+"
                    + "((?:basic|bearer|digest|negotiate|ntlm|oauth|token|apikey|dpop|hawk|scram-[\\w-]++|aws4-[\\w-]++)[ \\t]++)?+",
            Pattern.CASE_INSENSITIVE);
    private static final String HEADER_PARAMETER = "[\\w-]++[ \\t]*+=[ \\t]*+(?:\\\\*+\"[^\"]*+\"?+)?+[^\\s\"',]*+";
    private static final String HEADER_WORD = "[^\\s\"',;]++";
    private static final Pattern HEADER_VALUE = Pattern.compile(
            HEADER_PARAMETER + "(?:,[ \\t]*+" + HEADER_PARAMETER + ")*+|" + HEADER_WORD);
    // Of a scheme that isn't known, or of none.
    private static final Pattern HEADER_REST = Pattern.compile(
            "(?:(?!\\*\\*\\*)" + HEADER_WORD + "[ \\t]++)?+(?:" + HEADER_VALUE + ")|" + HEADER_WORD);

    /** Finds where a value ends that begins where a match does. */
    private interface End {

        /** Returns that place, which is where the value begins if nothing is to be masked. */
        int of(String text, Matcher begin);
    }

    private Credentials() {}

    /** Returns whether a text has one of the options: quicker than the pattern, and most texts have none. */
    private static boolean hasOption(String text) {
        for (String option : OPTIONS) {
            if (text.contains(option)) {
                return true;
            }
        }
        return false;
    }

    /** Masks what stands where a credential does. */
    static String mask(String text) {
        String masked = text;
        if (hasOption(masked)) {
            masked = masked(masked, OPTION, (of, name) -> valueEnd(of, name.end(), WHITE_SPACE));
        }
        if (masked.indexOf('=') >= 0) {
            masked = masked(masked, URL_PARAMETER, Credentials::urlParameterEnd);
            masked = masked(masked, CONNECTION_PARAMETER, Credentials::connectionParameterEnd);
            masked = masked(masked, SETTING, (of, name) -> valueEnd(of, name.end(), WHITE_SPACE + "\"';&"));
        }
        if (masked.contains("uthorization") || masked.contains("UTHORIZATION")) {
            masked = masked(masked, HEADER, Credentials::headerEnd);
        }
        // The last, since a parameter may contain an @, too.
        return masked.contains("://") ? URL_USER.matcher(masked).replaceAll("://" + MASK + "@") : masked;
    }

    private static String masked(String text, Pattern begins, End ends) {
        Matcher begin = begins.matcher(text);
        StringBuilder masked = new StringBuilder();
        int done = 0;
        int from = 0;
        while (begin.find(from)) {
            from = begin.end();
            int end = ends.of(text, begin);
            if (end > from) {
                masked.append(text, done, from).append(MASK);
                done = end;
                from = end;
            }
        }
        return done == 0 ? text : masked.append(text, done, text.length()).toString();
    }

    private static int urlParameterEnd(String text, Matcher begin) {
        return isSecretParameter(begin.group(1)) ? valueEnd(text, begin.end(), WHITE_SPACE + "\"'&") : begin.end();
    }

    /** Only a semicolon ends a value; without one, a space does, since ordinary text may follow. */
    private static int connectionParameterEnd(String text, Matcher begin) {
        if (!isSecretParameter(begin.group(1))) {
            return begin.end();
        }
        int end = valueEnd(text, begin.end(), WHITE_SPACE + "\"';");
        int semicolon = end(text, end, "\r\n\"'=:;");
        return semicolon < text.length() && text.charAt(semicolon) == ';' ? semicolon : end;
    }

    private static boolean isSecretParameter(String name) {
        return Secrets.isSecretName(name) || SHORT_PARAMETER_NAME.matcher(name).matches();
    }

    /** Returns where a value ends: one in quotes, in braces as in ODBC, or up to one of some characters. */
    private static int valueEnd(String text, int from, String ends) {
        int opening = skip(text, from, '\\');
        char first = opening < text.length() ? text.charAt(opening) : ' ';
        int end;
        if (first == '"' || first == '\'') {
            end = closing(text, opening + 1, first, opening - from) + 1;
        } else if (first == '{' && ends.indexOf(';') >= 0) {
            end = closing(text, opening + 1, '}', 0) + 1;
        } else if (text.startsWith(MASK, from)) {
            end = from + MASK.length();
        } else {
            return end(text, from, ends);
        }
        // What follows without a gap belongs to it.
        return end(text, Math.min(end, text.length()), ends + ",)}]");
    }

    /**
     * Returns the quote that closes a value; the text's length if it was cut off before. That one is preceded by no more
     * backslashes than the opening one, and isn't doubled as in SQL, nor by a shell: '\''
     */
    private static int closing(String text, int from, char quote, int backslashes) {
        int at = from;
        while (at < text.length()) {
            int next = skip(text, at, '\\');
            if (next < text.length() && text.charAt(next) == quote && next - at <= backslashes) {
                int second = skip(text, next + 1, '\\');
                int between = second - next - 1;
                if (between < backslashes || second == text.length() || text.charAt(second) != quote) {
                    return next;
                }
                boolean third = between > backslashes && second + 1 < text.length() && text.charAt(second + 1) == quote;
                next = third ? second + 1 : second;
            }
            at = next + 1;
        }
        return text.length();
    }

    private static int headerEnd(String text, Matcher begin) {
        int from = begin.end();
        String opening = begin.group(1);
        int end;
        if (opening == null) {
            Matcher value = (begin.group(2) == null ? HEADER_REST : HEADER_VALUE).matcher(text).region(from, text.length());
            end = value.lookingAt() ? value.end() : from;
        } else {
            end = closing(text, from, opening.charAt(opening.length() - 1), opening.length() - 1);
            while (end > from && end < text.length() && text.charAt(end - 1) == '\\') {
                end--;
            }
        }
        return SHORT_WORD.matcher(text).region(from, end).matches() ? from : end;
    }

    private static int skip(String text, int from, char c) {
        int i = from;
        while (i < text.length() && text.charAt(i) == c) {
            i++;
        }
        return i;
    }

    private static int end(String text, int from, String ends) {
        int i = from;
        while (i < text.length() && ends.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
