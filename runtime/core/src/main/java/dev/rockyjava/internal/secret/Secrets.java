package dev.rockyjava.internal.secret;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Masks what must not reach a log, a journal, a snapshot or an exception. A value is secret because of where it is
 * used (see {@link ProjectSecrets}), or because of its variable's name. In addition, the user part and secret
 * parameters of URLs and connection strings are masked, Authorization headers, and the values of two options of the
 * engine. Thread-safe.
 *
 * <p>A value is found verbatim, line by line, also if a line is broken within it; as escaped in JSON, Rust, SQL, a shell or
 * XML; percent-encoded; and in Base64, alone or as a part of what was encoded. Values of fewer than 6 characters are never
 * masked: they are words or numbers that also occur elsewhere.
 */
public final class Secrets {

    private static final String MASK = "***";
    private static final int SHORTEST = 6;

    // Matching a character in all its forms takes stack space. For a longer value its parts are masked: whole keys
    // and names.
    private static final int LONGEST_ENCODED = 1024;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9+/=_.@:-]{16,}");

    // The short words must be separate parts: PAT isn't in PATH, nor SAS in SASL.
    private static final Pattern SECRET_NAME = Pattern.compile(
            "TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|_PWD|KEY|CREDENTIAL|WEBHOOK|BEARER|COOKIE|SIGNATURE"
                    + "|(?<![A-Z])(?:PAT|JWT|HMAC|AUTH|DSN|SAS)(?![A-Z])",
            Pattern.CASE_INSENSITIVE);

    // Folders, a socket, and names that say how something is done.
    private static final Pattern NOT_SECRET_NAME = Pattern.compile(
            "OLD_?PWD|SSH_AUTH_SOCK|.*_(?:TYPE|METHOD|MODE|ENABLED|ALGORITHM)", Pattern.CASE_INSENSITIVE);

    // Possessive, since alternatives with backtracking take a stack frame for each character. An unclosed quote
    // belongs to a line that was cut off.
    private static final Pattern OPTION_VALUE = Pattern.compile(
            "(--(?:governance-override|idempotency-key)(?:=|\\s+))(?:'[^']*'|\"(?:[^\"\\\\]++|\\\\.)*+\"?|\\S+)");
    private static final Pattern URL_USER = Pattern.compile("://[^\\s/?#\"']+@");
    // Each text is scanned once: a name can't contain the character that begins one, and isn't retried in a shorter
    // form.
    private static final Pattern URL_PARAMETER = Pattern.compile(
            "([?&](?:[^=&?\\s]*(?:password|passwd|token|secret|key|signature|credential|jwt|hmac|webhook|bearer|cookie)"
                    + "[^=&\\s]*+|(?:[^=&?\\s]*[_-])?(?:pat|auth|dsn|sas|sig))=)[^&\\s\"']+",
            Pattern.CASE_INSENSITIVE);

    // A value that contains another goes first, or its rest would stay readable.
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    // Without any of these a text has all values verbatim.
    private static final Pattern ENCODED = Pattern.compile("[%\\\\+&\n]|''|\"\"");

    private static final Secrets OF_THIS_PROCESS = of(System.getenv());

    private static final Pattern PARAMETER = Pattern.compile(
            "(\\b(?:password|passwd|pwd|passphrase|account_?key|shared_?access_?key|secret_access_key|client_secret"
                    + "|(?:access|session|motherduck)_token)\\s*=\\s*)(?![$*])(?:'[^']*'|\"[^\"]*\"|[^;&\\s'\"]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile(
            "(\\bauthorization[\"']?\\s*[:=]\\s*[\"']?(?:[a-z]+\\s+)?)(?![$*])[^\\s\"',;]{6,}", Pattern.CASE_INSENSITIVE);

    // What an engine puts where it breaks a long message: the end of the line and the frame that it draws.
    private static final String LINE_BREAK = "(?:[ \t]*+(?:\r?\n|\\\\+(?:r\\\\+)?n)[ \t\u2502|]*+)";

    // A text that ends in so many characters of a value may be continued in the next line.
    private static final int SHORTEST_BEGIN = 4;

    /**
     * @param given as they were added
     * @param values their forms without an escape, the longest first
     * @param encoded matches each in all other forms
     * @param begins the characters that a match of it can begin with: it is tried at these only, since trying it at each
     *     character of a document takes longer than reading the document
     */
    private record Known(Set<String> given, List<String> values, Pattern encoded, BitSet begins) {}

    private volatile Known known;

    private Secrets(Collection<String> values) {
        known = known(values);
    }

    /** Returns a masker for the values of variables whose name says that they are secret. */
    public static Secrets of(Map<String, String> environment) {
        return new Secrets(secretByName(environment));
    }

    private static List<String> secretByName(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> isSecretName(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns a masker for the secrets in this process's environment. */
    public static Secrets ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** Returns whether the name of a variable or key says that its value is secret. */
    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).find() && !NOT_SECRET_NAME.matcher(name).matches();
    }

    /** Masks, from now on, the values of variables whose name says that they are secret. */
    public void addSecretByName(Map<String, String> environment) {
        add(secretByName(environment));
    }

    /** Masks additional values from now on. Known values remain masked. */
    public synchronized void add(Collection<String> values) {
        Set<String> all = new LinkedHashSet<>(known.given());
        if (all.addAll(values)) {
            known = known(all);
        }
    }

    private static Known known(Collection<String> values) {
        List<String> plain = forms(values).distinct().toList();
        List<String> all = Stream.concat(plain.stream(), plain.stream().flatMap(Base64Forms::of))
                .distinct()
                .sorted(LONGEST_FIRST)
                .toList();
        List<String> matched = plain.stream()
                .sorted(LONGEST_FIRST)
                .filter(value -> value.length() <= LONGEST_ENCODED)
                .toList();
        BitSet begins = new BitSet();
        matched.forEach(value -> beginnings(value).chars().forEach(begins::set));
        Pattern encoded = Pattern.compile(matched.stream().map(Secrets::encoded).collect(Collectors.joining("|")));
        return new Known(Set.copyOf(values), all, encoded, begins);
    }

    /** Returns the characters that a form of a value can begin with. */
    private static String beginnings(String value) {
        return isPlain(value.codePointAt(0)) ? value.substring(0, 1) : value.charAt(0) + "%\\&";
    }

    /** Includes single lines, since logs arrive line by line. */
    private static Stream<String> forms(Collection<String> values) {
        return values.stream()
                .flatMap(value -> Stream.concat(Stream.of(value), value.lines()))
                .flatMap(value -> Stream.concat(Stream.of(value), parts(value)))
                .map(String::strip)
                .filter(value -> value.length() >= SHORTEST);
    }

    private static Stream<String> parts(String value) {
        return value.length() <= LONGEST_ENCODED ? Stream.of() : PART.matcher(value).results().map(MatchResult::group);
    }

    /**
     * Returns a pattern for a value whose characters may each be verbatim, escaped (even twice), doubled as in SQL, or
     * percent-encoded, and between which lines may be broken.
     */
    private static String encoded(String value) {
        StringBuilder regex = new StringBuilder();
        value.codePoints().forEach(c -> {
            // A line may also be broken at a space, which is then missing.
            boolean isBreak = regex.isEmpty() || c == ' ' || c == '\n';
            regex.append(isBreak ? "" : LINE_BREAK + "?+").append(encoded(c));
        });
        return regex.toString();
    }

    private static String encoded(int c) {
        String character = Character.toString(c);
        if (isPlain(c)) {
            return character;
        }
        return "(?:(?i:" + percent(character) + "|" + escapes(character) + ")|" + switch (c) {
            case '\n' -> LINE_BREAK;
            case '\r' -> "\r|\\\\+r";
            case '\t' -> "\t|\\\\+t";
            case ' ' -> " |\\+|" + LINE_BREAK;
            case '\'' -> "'\\\\+''|\\\\*'(?:\\\\*')?|&apos;";
            case '"' -> "\\\\*\"(?:\\\\*\")?|&quot;";
            case '&' -> "&(?:amp;)?|\\\\+&";
            case '<' -> "\\\\*<|&lt;";
            case '>' -> "\\\\*>|&gt;";
            default -> "\\\\*" + Pattern.quote(character);
        } + ")";
    }

    /** Returns whether a character is unchanged in every form. */
    private static boolean isPlain(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static String percent(String character) {
        StringBuilder text = new StringBuilder();
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            text.append(String.format(Locale.ROOT, "%%(?:25)?%02x", b));
        }
        return text.toString();
    }

    /** A backslash and u00e9 as in JSON for each UTF-16 unit, as in Rust, with braces, and as in XML. */
    private static String escapes(String character) {
        StringBuilder json = new StringBuilder();
        character.chars().forEach(unit -> json.append(String.format(Locale.ROOT, "\\\\+u%04x", unit)));
        int c = character.codePointAt(0);
        return json + String.format(Locale.ROOT, "|\\\\+u\\{%x\\}|&#(?:x0*%x|0*%d);", c, c, c);
    }

    /** Returns the text with every secret in it masked. */
    public String mask(String text) {
        Known now = known;
        String masked = text;
        for (String value : now.values()) {
            masked = masked.replace(value, MASK);
        }
        return maskCredentials(ENCODED.matcher(masked).find() ? maskEncoded(masked, now) : masked);
    }

    private static String maskEncoded(String text, Known now) {
        Matcher matcher = now.encoded().matcher(text);
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            if (now.begins().get(text.charAt(at)) && matcher.region(at, text.length()).lookingAt()) {
                masked.append(text, copied, at).append(MASK);
                at = matcher.end();
                copied = at;
            } else {
                at++;
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    /** Masks what stands where a credential does, whatever it is. */
    static String maskCredentials(String text) {
        String masked = text;
        if (masked.contains("://")) {
            masked = URL_USER.matcher(masked).replaceAll("://" + MASK + "@");
        }
        if (masked.indexOf('=') >= 0) {
            masked = URL_PARAMETER.matcher(masked).replaceAll("$1" + MASK);
            masked = PARAMETER.matcher(masked).replaceAll("$1" + MASK);
        }
        if (masked.contains("uthorization") || masked.contains("UTHORIZATION")) {
            masked = HEADER.matcher(masked).replaceAll("$1" + MASK);
        }
        return masked.contains("--") ? OPTION_VALUE.matcher(masked).replaceAll("$1" + MASK) : masked;
    }

    /** Returns whether the text ends in the beginning of a secret, which the next line may continue. */
    public boolean mayContinue(String text) {
        Known now = known;
        Matcher matcher = now.encoded().matcher(text);
        int at = 0;
        while (at <= text.length() - SHORTEST_BEGIN) {
            boolean tried = now.begins().get(text.charAt(at));
            boolean found = tried && matcher.region(at, text.length()).lookingAt();
            if (tried && !found && matcher.hitEnd()) {
                return true;
            }
            at = found ? matcher.end() : at + 1;
        }
        return false;
    }

    /** Returns a command line to display, with secrets masked. */
    public String mask(List<String> command) {
        StringBuilder line = new StringBuilder();
        for (String argument : command) {
            line.append(line.isEmpty() ? "" : " ").append(quoted(argument));
        }
        return mask(line.toString());
    }

    private static String quoted(String argument) {
        boolean plain = !argument.isEmpty() && argument.chars().noneMatch(c -> c <= ' ' || c == '\'' || c == '"');
        // "…" rather than '…' if it contains a quote: the pattern for the end of a value then finds the right one.
        return plain ? argument : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
