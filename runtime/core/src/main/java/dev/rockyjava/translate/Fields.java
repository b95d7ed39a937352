package dev.rockyjava.translate;

import java.util.Optional;
import java.util.Set;

/** What the placeholders of a template stand for. */
interface Fields {

    /** The placeholders that there are. */
    Set<String> names();

    /** The value of a placeholder; empty when this thing has none of that name. */
    Optional<String> value(String name);
}
