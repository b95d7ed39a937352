package dev.rockyjava.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts environment variables in for {@code {{ env.X }}}, the one template of {@code defs.yaml} that isn't Python. */
final class Templates {

    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*?)}}");
    private static final Pattern VARIABLE = Pattern.compile("\\s*env\\.([A-Za-z_][A-Za-z0-9_]*)\\s*");

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
     * @throws ConfigException for another template, or a variable that isn't set
     */
    @Nullable Object resolve(@Nullable Object value) {
        if (value instanceof String text) {
            return TEMPLATE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(variable(match.group(1))));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::resolve).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> resolved = new LinkedHashMap<>();
            map.forEach((name, member) -> resolved.put(name, resolve(member)));
            return resolved;
        }
        return value;
    }

    private String variable(String template) {
        Matcher matcher = VARIABLE.matcher(template);
        if (!matcher.matches()) {
            throw new ConfigException("the template {{" + template
                    + "}} needs Python; only {{ env.NAME }} is resolved here. Write the value itself");
        }
        String name = matcher.group(1);
        return variables.apply(name).orElseThrow(() -> new ConfigException(
                "{{ env." + name + " }}: the environment variable " + name + " is not set; set it"));
    }
}
