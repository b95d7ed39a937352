package dev.rockyjava.config;

import dev.rockyjava.internal.template.Attributes;
import dev.rockyjava.internal.template.Callable;
import dev.rockyjava.internal.template.JinjaTemplate;
import dev.rockyjava.internal.template.TemplateException;
import dev.rockyjava.internal.template.Undefined;
import dev.rockyjava.internal.template.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the templates of {@code defs.yaml}. The only variable is {@code env}. If the environment variable isn't
 * set, {@code {{ env.X }}} is None, {@code {{ env('X') }}} is an error, and {@code {{ env('X', 'default') }}} is its
 * default. Everything else that Dagster offers there needs Python.
 */
final class Templates {

    private static final String ENV = "env";

    private final Environment environment;
    private final Map<String, Object> variables = new LinkedHashMap<>();

    /** @param environment looks up a variable; returns empty if it isn't set */
    Templates(Function<String, Optional<String>> environment) {
        this.environment = new Environment(environment);
        variables.put(ENV, this.environment);
        for (String python : List.of("dg", "datetime", "automation_condition", "context", "project_root")) {
            variables.put(python, new Undefined("'" + python + "' needs Dagster's Python",
                    "write the value itself, or take it from the environment: {{ env.NAME }}"));
        }
    }

    /** The process's environment variables. */
    private record Environment(Function<String, Optional<String>> variables) implements Attributes, Callable {

        private static final String SET_IT = "set it";

        @Override
        public Object attribute(String name) {
            return variables.apply(name)
                    .<Object>map(value -> value)
                    .orElseGet(() -> new Undefined(notSet(name), SET_IT, true, List.of()));
        }

        @Override
        public @Nullable Object call(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
            Object name = positional.isEmpty() ? named.get("key") : positional.get(0);
            Optional<String> value = variables.apply(Values.text(name));
            if (value.isPresent()) {
                return value.get();
            }
            if (positional.size() > 1) {
                return positional.get(1);
            }
            if (named.containsKey("default")) {
                return named.get("default");
            }
            throw ConfigException.of(notSet(Values.text(name)), SET_IT);
        }

        private static String notSet(String name) {
            return "the environment variable " + name + " is not set";
        }
    }

    /**
     * Returns the value with every string in it resolved.
     *
     * @throws ConfigException for a variable that is unknown or not set, or an operation that isn't possible
     */
    @Nullable Object resolve(@Nullable Object value) {
        Object resolved = mapped(value, this::resolved);
        if (resolved instanceof Undefined undefined) {
            TemplateException e = undefined.exception();
            throw new ConfigException(value + ": " + e.getMessage(), e);
        }
        return resolved;
    }

    /** Like {@link #resolve}, except that a template that consists of an unset variable only is null. */
    @Nullable Object resolveOptional(@Nullable Object value) {
        Object resolved = mapped(value, this::resolved);
        return resolved instanceof Undefined ? null : resolved;
    }

    /** Substitutes environment variables and leaves all other variables to be resolved later. */
    @Nullable Object resolveVariables(@Nullable Object value) {
        return mapped(value, text -> JinjaTemplate.bind(text, ENV, environment));
    }

    /** Returns whether there is a template anywhere in the value. */
    static boolean areIn(@Nullable Object value) {
        if (value instanceof String text) {
            return JinjaTemplate.isIn(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Templates::areIn);
        }
        return value instanceof Map<?, ?> map && map.values().stream().anyMatch(Templates::areIn);
    }

    private @Nullable Object resolved(String text) {
        return JinjaTemplate.parse(text).plainValue(variables);
    }

    private static @Nullable Object mapped(@Nullable Object value, Function<String, @Nullable Object> change) {
        if (value instanceof String text && JinjaTemplate.isIn(text)) {
            try {
                return change.apply(text);
            } catch (TemplateException e) {
                throw new ConfigException(String.valueOf(e.getMessage()), e);
            }
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> unlessUnset(mapped(element, change))).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> resolved = new LinkedHashMap<>();
            map.forEach((name, member) -> resolved.put(name, unlessUnset(mapped(member, change))));
            return resolved;
        }
        return value;
    }

    private static @Nullable Object unlessUnset(@Nullable Object value) {
        if (value instanceof Undefined undefined) {
            TemplateException e = undefined.exception();
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
        return value;
    }
}
