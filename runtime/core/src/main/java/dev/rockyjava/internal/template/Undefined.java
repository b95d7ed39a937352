package dev.rockyjava.internal.template;

/**
 * What a name stands for that there isn't. It may be tested and replaced by a default, but not printed.
 *
 * @param message what is missing, and what to do
 * @param none whether it is None otherwise, as an environment variable is that isn't set
 */
public record Undefined(String message, boolean none) {

    /** A name that isn't known. */
    public Undefined(String message) {
        this(message, false);
    }
}
