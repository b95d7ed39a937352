package dev.rockyjava.internal.secret;

import dev.rockyjava.internal.text.ControlSequences;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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

    /** What stands for a secret. */
    public static final String MASK = "***";
    private static final int SHORTEST = 6;

    // Of a longer value, such as a key in a document, whole keys and names in it are masked, too.
    private static final int LONGEST_WHOLE = 1024;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9+/=_.@:-]{16,}");

    // The short words must be separate parts: PAT isn't in PATH, nor SAS in SASL.
    private static final Pattern SECRET_NAME = Pattern.compile(
            "TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|_PWD|KEY|CREDENTIAL|WEBHOOK|BEARER|COOKIE|SIGNATURE"
                    + "|(?<![A-Z])(?:PAT|JWT|HMAC|AUTH|DSN|SAS)(?![A-Z])",
            Pattern.CASE_INSENSITIVE);

    // Folders, a socket, and names that say how something is done.
    private static final Pattern NOT_SECRET_NAME = Pattern.compile(
            "OLD_?PWD|SSH_AUTH_SOCK|.*_(?:TYPE|METHOD|MODE|ENABLED|ALGORITHM)", Pattern.CASE_INSENSITIVE);

    private static final Secrets OF_THIS_PROCESS = of(System.getenv());

    /**
     * Where secrets begin that a text ends within, and that the next line may continue; the length of the text if there is
     * none.
     *
     * @param from the first one, however short
     * @param telling the first one of which more than three characters stand there, other than one sign repeated
     * @param line the line of that one, or an earlier one if a secret begins there and ends in it
     */
    public record Unfinished(int from, int telling, int line) {}

    /**
     * @param given as they were added
     * @param values in all forms that are made here
     */
    private record Known(Set<String> given, KnownValues values) {}

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
        return new Known(
                Set.copyOf(values),
                new KnownValues(Stream.concat(plain.stream(), plain.stream().flatMap(Base64Forms::of))));
    }

    /** Includes single lines, since logs arrive line by line, and without control characters. */
    private static Stream<String> forms(Collection<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value, ControlSequences.removed(value)))
                .flatMap(value -> Stream.concat(Stream.of(value), value.lines()))
                .flatMap(value -> Stream.concat(Stream.of(value), parts(value)))
                .map(String::strip)
                .filter(value -> value.length() >= SHORTEST);
    }

    private static Stream<String> parts(String value) {
        return value.length() <= LONGEST_WHOLE ? Stream.of() : PART.matcher(value).results().map(MatchResult::group);
    }

    /** Returns the text with every secret in it masked. */
    public String mask(String text) {
        List<KnownValues.Range> values = known.values().in(text).values();
        return Credentials.mask(values.isEmpty() ? text : masked(text, values));
    }

    private static String masked(String text, List<KnownValues.Range> values) {
        StringBuilder masked = new StringBuilder();
        int end = 0;
        for (KnownValues.Range value : values) {
            // What overlaps is one.
            if (value.from() >= end) {
                masked.append(text, end, value.from()).append(MASK);
            }
            end = Math.max(end, value.to());
        }
        return masked.append(text, end, text.length()).toString();
    }

    /** Returns where secrets begin that the text ends within. */
    public Unfinished unfinished(String text) {
        KnownValues.Found found = known.values().in(text);
        int line = found.telling();
        if (line < text.length()) {
            line = lineOf(line, text);
            for (int i = found.values().size() - 1; i >= 0; i--) {
                KnownValues.Range value = found.values().get(i);
                line = value.from() < line && value.to() > line ? lineOf(value.from(), text) : line;
            }
        }
        return new Unfinished(found.unfinished(), found.telling(), line);
    }

    private static int lineOf(int place, String text) {
        return text.lastIndexOf('\n', place - 1) + 1;
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
