package dev.rockyjava.internal.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that a template may call. */
@FunctionalInterface
public interface Callable {

    /**
     * Calls the value.
     *
     * @param positional the arguments without a name
     * @param named the arguments with a name
     * @throws TemplateException if the arguments don't match
     */
    @Nullable Object call(List<@Nullable Object> positional, Map<String, @Nullable Object> named);
}
