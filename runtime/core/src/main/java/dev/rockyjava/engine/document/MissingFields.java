package dev.rockyjava.engine.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces missing lists with empty ones; the reader of the documents does the same with texts and Optionals. */
final class MissingFields {

    private MissingFields() {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
