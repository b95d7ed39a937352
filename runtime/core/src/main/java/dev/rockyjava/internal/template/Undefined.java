package dev.rockyjava.internal.template;

import java.util.List;

/**
 * What a name stands for that there isn't. It may be tested and replaced by a default, but not printed.
 *
 * @param message what is missing, and what to do
 * @param none whether it is None otherwise, as an environment variable is that isn't set
 * @param nearest names that are known and may have been meant
 */
public record Undefined(String message, boolean none, List<String> nearest) {

    /** A name that isn't known. */
    public Undefined(String message) {
        this(message, false);
    }

    public Undefined(String message, boolean none) {
        this(message, none, List.of());
    }
}
