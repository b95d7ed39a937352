package dev.rockyjava.internal.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of an unknown name. It may be tested and replaced by a default, but not printed.
 *
 * @param problem what is missing
 * @param hint what to do; null if the problem says it
 * @param none whether it otherwise counts as None, like an environment variable that isn't set
 * @param nearest known names that may have been meant
 */
public record Undefined(String problem, @Nullable String hint, boolean none, List<String> nearest) {

    /** Creates the value of an unknown name, without suggestions. */
    public Undefined(String problem) {
        this(problem, null);
    }

    /** Creates the value of an unknown name, without suggestions. */
    public Undefined(String problem, @Nullable String hint) {
        this(problem, hint, false, List.of());
    }

    /** Returns the exception for a use that needs a value. */
    public TemplateException exception() {
        return new TemplateException(hint == null ? problem : problem + "; " + hint, nearest, hint);
    }
}
