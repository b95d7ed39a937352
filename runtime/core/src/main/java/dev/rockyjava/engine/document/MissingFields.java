package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replaces missing JSON fields with the records' defaults (empty lists, empty Optionals). */
final class MissingFields {

    private MissingFields() {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    // A missing creator property of type Optional reaches the constructor as null.
    static <T> Optional<T> orEmpty(@Nullable Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
