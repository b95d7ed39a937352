package dev.rockyjava.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables in for {@code {{ env.X }}}, {@code {{ env('X') }}} and {@code {{ env('X', 'default') }}}, the
 * templates of {@code defs.yaml} that need no Python. A value that is {@code {{ env('X', none) }}} and nothing else is null
 * without the variable.
 */
final class Templates {

    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*?)}}");
    private static final Pattern VARIABLE = Pattern.compile("\\s*env\\s*(?:\\.\\s*([A-Za-z_][A-Za-z0-9_]*)"
            + "|\\(\\s*(['\"])([A-Za-z_][A-Za-z0-9_]*)\\2\\s*(?:,\\s*(?:(['\"])(.*?)\\4|([Nn]one))\\s*)?\\))\\s*");

    private final Function<String, Optional<String>> variables;

    /**
     * @param variables looks a variable up; empty when it isn't set
     */
    Templates(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    /**
     * The value with every text in it resolved.
     *
     * @throws ConfigException for another template, or a variable that isn't set and has no default
     */
    @Nullable Object resolve(@Nullable Object value) {
        return resolve(value, template -> {
            throw new ConfigException("the template " + template
                    + " needs Python; only {{ env.NAME }} is resolved here. Write the value itself");
        });
    }

    /** The same, but templates of another kind stay as they are: somebody else resolves them. */
    @Nullable Object resolveVariables(@Nullable Object value) {
        return resolve(value, template -> template);
    }

    /** Whether the value is {@code {{ env.X }}} and nothing else, of a variable that isn't set: null, for the peer. */
    boolean areUnset(@Nullable Object value) {
        return value instanceof String text
                && onlyVariable(text)
                        .map(variable -> variable.group(1))
                        .filter(name -> variables.apply(name).isEmpty())
                        .isPresent();
    }

    private static Optional<MatchResult> onlyVariable(String text) {
        Matcher whole = TEMPLATE.matcher(text);
        Matcher variable = VARIABLE.matcher(whole.matches() ? whole.group(1) : "");
        return variable.matches() ? Optional.of(variable) : Optional.empty();
    }

    /** Whether there is a template anywhere in the value. */
    static boolean areIn(@Nullable Object value) {
        if (value instanceof String text) {
            return TEMPLATE.matcher(text).find();
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Templates::areIn);
        }
        return value instanceof Map<?, ?> map && map.values().stream().anyMatch(Templates::areIn);
    }

    private @Nullable Object resolve(@Nullable Object value, UnaryOperator<String> other) {
        if (value instanceof String text) {
            return isNone(text)
                    ? null
                    : TEMPLATE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(text(match, other)));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> resolve(element, other)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> resolved = new LinkedHashMap<>();
            map.forEach((name, member) -> resolved.put(name, resolve(member, other)));
            return resolved;
        }
        return value;
    }

    /** Whether it is {@code {{ env('X', none) }}} and nothing else, of a variable that isn't set. */
    private boolean isNone(String text) {
        return onlyVariable(text)
                .filter(variable -> variable.group(6) != null)
                .filter(variable -> variables.apply(variable.group(3)).isEmpty())
                .isPresent();
    }

    private String text(MatchResult template, UnaryOperator<String> other) {
        Matcher matcher = VARIABLE.matcher(template.group(1));
        if (!matcher.matches()) {
            return other.apply(template.group());
        }
        String name = Optional.ofNullable(matcher.group(1)).orElse(matcher.group(3));
        return variables.apply(name)
                .or(() -> Optional.ofNullable(matcher.group(5)))
                .orElseThrow(() -> new ConfigException(
                        template.group() + ": the environment variable " + name + " is not set; set it"));
    }
}
