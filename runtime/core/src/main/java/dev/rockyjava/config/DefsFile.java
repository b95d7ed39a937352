package dev.rockyjava.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code defs.yaml}, and one of its components: {@code rocky/defs.yaml}, or {@code rocky/defs.yaml#KEY} for a file
 * with several.
 *
 * @param path the file
 * @param key see {@link DefsYaml}; empty if none is given
 */
public record DefsFile(String path, Optional<String> key) {

    private static final Pattern WITH_KEY = Pattern.compile("(.*\\.ya?ml)#(.+)", Pattern.CASE_INSENSITIVE);

    /** Parses the text form. A {@code #} that doesn't follow {@code .yaml} or {@code .yml} belongs to the path. */
    public static DefsFile parse(String text) {
        Matcher matcher = WITH_KEY.matcher(text);
        return matcher.matches()
                ? new DefsFile(matcher.group(1), Optional.of(matcher.group(2)))
                : new DefsFile(text, Optional.empty());
    }
}
