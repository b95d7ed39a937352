package dev.rockyjava.internal.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of CTEs visible in a part of a query; they hide tables of the same name. */
record Scope(@Nullable Scope outer, List<String> names) {

    static final Scope EMPTY = new Scope(null, List.of());

    Scope with(List<String> more) {
        return new Scope(this, more);
    }

    boolean has(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.names.stream().anyMatch(name::equalsIgnoreCase)) {
                return true;
            }
        }
        return false;
    }
}
