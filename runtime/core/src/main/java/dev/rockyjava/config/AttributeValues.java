package dev.rockyjava.config;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what was written for an attribute, in a file or in an annotation, into its value. */
public final class AttributeValues {

    private final Templates templates;
    private final boolean compiling;

    private AttributeValues(Function<String, Optional<String>> variables, boolean compiling) {
        this.templates = new Templates(variables);
        this.compiling = compiling;
    }

    /**
     * For running: every template is resolved.
     *
     * @param variables looks up {@code {{ env.X }}}; empty when it isn't set
     */
    public static AttributeValues forRunning(Function<String, Optional<String>> variables) {
        return new AttributeValues(variables, false);
    }

    /**
     * For a compiler: a template in an attribute that changes nothing of what is generated is left alone, and the
     * attribute unset, as the variable belongs to the machine that runs the program.
     *
     * @param variables looks up {@code {{ env.X }}}; empty when it isn't set
     */
    public static AttributeValues forCompiling(Function<String, Optional<String>> variables) {
        return new AttributeValues(variables, true);
    }

    /**
     * Sets an attribute.
     *
     * @param value as written; null takes back what was set
     * @throws ConfigException if the value isn't of the attribute's type, or a template in it can't be resolved
     */
    public void set(ComponentConfig.Builder config, Attribute attribute, @Nullable Object value) {
        if (attribute == Attribute.TRANSLATION) {
            // What else is in double braces is about each asset.
            config.set(attribute, templates.resolveVariables(value));
        } else if (!compiling || attribute.isForCompiling() || !Templates.areIn(value)) {
            // A compiler can't know that the program will run without the variable too.
            boolean maybeNull = !compiling && attribute.isOptionalText();
            config.set(attribute, maybeNull ? templates.resolveOptional(value) : templates.resolve(value));
        }
    }
}
