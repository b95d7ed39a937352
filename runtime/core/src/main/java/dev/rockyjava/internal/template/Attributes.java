package dev.rockyjava.internal.template;

import org.jspecify.annotations.Nullable;

/** A value that has attributes: {@code value.name}. */
@FunctionalInterface
public interface Attributes {

    /** The value of an attribute; null for None, {@link Undefined} when there is none. */
    @Nullable Object attribute(String name);
}
