package dev.rockyjava.internal.template;

import org.jspecify.annotations.Nullable;

/** A value that has attributes: {@code value.name}. */
@FunctionalInterface
public interface Attributes {

    /** Returns the value of an attribute; null for None, {@link Undefined} if there is no such attribute. */
    @Nullable Object attribute(String name);
}
