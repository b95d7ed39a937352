package dev.rockyjava.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code defs.yaml}, and which of its components is meant: {@code rocky/defs.yaml}, or
 * {@code rocky/defs.yaml#KEY} of a file with several.
 *
 * @param path the file
 * @param key see {@link DefsYaml}; empty when none is given
 */
public record DefsFile(String path, Optional<String> key) {

    private static final Pattern WITH_KEY = Pattern.compile("(.*\\.ya?ml)#(.+)", Pattern.CASE_INSENSITIVE);

    /** Reads the text form. A {@code #} that isn't behind {@code .yaml} or {@code .yml} belongs to the path. */
    public static DefsFile parse(String text) {
        Matcher matcher = WITH_KEY.matcher(text);
        return matcher.matches()
                ? new DefsFile(matcher.group(1), Optional.of(matcher.group(2)))
                : new DefsFile(text, Optional.empty());
    }
}
