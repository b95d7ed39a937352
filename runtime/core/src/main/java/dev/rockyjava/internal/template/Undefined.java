package dev.rockyjava.internal.template;

import java.util.List;

/**
 * The value of an unknown name. It may be tested and replaced by a default, but not printed.
 *
 * @param message what is missing, and what to do
 * @param none whether it otherwise counts as None, like an environment variable that isn't set
 * @param nearest known names that may have been meant
 */
public record Undefined(String message, boolean none, List<String> nearest) {

    /** Creates the value of an unknown name, without suggestions. */
    public Undefined(String message) {
        this(message, false);
    }

    /** Creates the value of an unknown name, without suggestions. */
    public Undefined(String message, boolean none) {
        this(message, none, List.of());
    }
}
