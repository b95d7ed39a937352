package dev.rockyjava.translate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of the placeholders in a template for a model or a node. */
interface PlaceholderValues {

    /** Returns all placeholders that have a value. */
    Map<String, @Nullable Object> variables();
}
