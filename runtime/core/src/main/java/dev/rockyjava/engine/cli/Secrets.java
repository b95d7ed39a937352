package dev.rockyjava.engine.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Masks what must not reach a log or an exception text. */
final class Secrets {

    private static final String MASK = "***";

    // Shorter values are words or numbers that also occur elsewhere; masking those would hide more than it protects.
    private static final int SHORTEST = 6;

    private static final Pattern SECRET_NAME =
            Pattern.compile("TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|_PWD|KEY|CREDENTIAL", Pattern.CASE_INSENSITIVE);

    // OLDPWD is a folder.
    private static final Set<String> NOT_SECRET = Set.of("OLDPWD", "OLD_PWD");

    // Possessive, as alternatives that may be tried again take a stack frame for each character. A quote that isn't
    // closed is one of a line that was cut off.
    private static final Pattern OPTION_VALUE = Pattern.compile(
            "(--(?:governance-override|idempotency-key)(?:=|\\s+))(?:'[^']*'|\"(?:[^\"\\\\]++|\\\\.)*+\"?|\\S+)");
    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^\\s:/@]*:)[^\\s/]+@");
    // Each text is looked at once: a name neither holds the sign that begins one, nor is tried again shortened.
    private static final Pattern URL_PARAMETER = Pattern.compile(
            "([?&][^=&?\\s]*(?:password|passwd|token|secret|key|signature|credential)[^=&\\s]*+=)[^&\\s\"']+",
            Pattern.CASE_INSENSITIVE);

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    /** Takes the values of variables whose name says that they are secret. */
    static Secrets of(Map<String, String> environment) {
        List<String> values = environment.entrySet().stream()
                .filter(entry -> SECRET_NAME.matcher(entry.getKey()).find() && !NOT_SECRET.contains(entry.getKey()))
                // Logs come line by line, and the engine's own are JSON.
                .flatMap(entry -> Stream.concat(Stream.of(entry.getValue()), entry.getValue().lines()))
                .map(String::strip)
                .flatMap(value -> Stream.of(value, value.replace("\\", "\\\\").replace("\"", "\\\"")))
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                // One that holds another goes first, or its rest would stay readable.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        return new Secrets(values);
    }

    /** The same text with every secret in it masked. */
    String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        if (masked.contains("://")) {
            masked = URL_PASSWORD.matcher(masked).replaceAll("$1" + MASK + "@");
            masked = URL_PARAMETER.matcher(masked).replaceAll("$1" + MASK);
        }
        return masked.contains("--") ? OPTION_VALUE.matcher(masked).replaceAll("$1" + MASK) : masked;
    }

    /** A command line for people to read, secrets masked. */
    String mask(List<String> command) {
        StringBuilder line = new StringBuilder();
        for (String argument : command) {
            line.append(line.isEmpty() ? "" : " ").append(quoted(argument));
        }
        return mask(line.toString());
    }

    private static String quoted(String argument) {
        boolean plain = !argument.isEmpty() && argument.chars().noneMatch(c -> c <= ' ' || c == '\'' || c == '"');
        // "…" and not '…' where it holds a quote: the pattern that finds the end of a value then finds the right one.
        return plain ? argument : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
