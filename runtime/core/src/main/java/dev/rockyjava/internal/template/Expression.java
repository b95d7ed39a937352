package dev.rockyjava.internal.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expression, which has a value once the variables are known. */
@FunctionalInterface
interface Expression {

    @Nullable Object value(Map<String, ? extends @Nullable Object> variables);
}
