package dev.rockyjava.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts what was written for an attribute, in a file or in an annotation, into its value. */
public final class AttributeValues {

    private final Templates templates;
    private final boolean compiling;

    private AttributeValues(Function<String, Optional<String>> variables, boolean compiling) {
        this.templates = new Templates(variables);
        this.compiling = compiling;
    }

    /**
     * Returns a converter for run time, which resolves every template.
     *
     * @param variables looks up {@code {{ env.X }}}; returns empty if it isn't set
     */
    public static AttributeValues forRunning(Function<String, Optional<String>> variables) {
        return new AttributeValues(variables, false);
    }

    /**
     * Returns a converter for compile time. A template in an attribute that doesn't affect the generated code is
     * ignored and the attribute stays unset, because the variable belongs to the machine that runs the program.
     *
     * @param variables looks up {@code {{ env.X }}}; returns empty if it isn't set
     */
    public static AttributeValues forCompiling(Function<String, Optional<String>> variables) {
        return new AttributeValues(variables, true);
    }

    /**
     * Sets an attribute.
     *
     * @param value as written; null removes the value
     * @throws ConfigException if the value isn't of the attribute's type, or a template in it can't be resolved
     */
    public void set(ComponentConfig.Builder config, Attribute attribute, @Nullable Object value) {
        if (attribute == Attribute.TRANSLATION) {
            // Other variables in double braces are resolved per asset.
            config.set(attribute, templates.resolveVariables(value));
        } else if (!compiling || attribute.isForCompiling() || !Templates.areIn(value)) {
            // At compile time it isn't known whether the variable will be missing at run time.
            boolean maybeNull = !compiling && attribute.isOptionalText();
            config.set(attribute, maybeNull ? templates.resolveOptional(value) : templates.resolve(value));
        }
    }

    /**
     * Sets an attribute to what is written for it in an annotation. An annotation has no null, so an empty value removes
     * the attribute.
     *
     * @param value a text, a number or a boolean; for a mapping, its lines of YAML
     * @throws ConfigException if the value isn't of the attribute's type, or a template in it can't be resolved
     */
    public void setWritten(ComponentConfig.Builder config, Attribute attribute, Object value) {
        boolean unset = value.equals("") || value.equals(List.of());
        Object read = value instanceof List<?> lines && !unset
                ? DefsYaml.mapping(attribute, lines.stream().map(String::valueOf).toList())
                : value;
        set(config, attribute, unset ? null : read);
        config.place(attribute, "@RockyAssets");
    }
}
