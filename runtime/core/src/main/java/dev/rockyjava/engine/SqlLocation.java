package dev.rockyjava.engine;

import java.util.OptionalInt;

/**
 * A place in the SQL of a model.
 *
 * @param file the file, relative to the folder of {@code rocky.toml}, with {@code /} as separator
 * @param line the line in the file, counted from 1; empty if unknown
 */
public record SqlLocation(String file, OptionalInt line) {

    /** Returns the place as editors and terminals recognize it: {@code models/orders.sql:12}. */
    @Override
    public String toString() {
        return file + (line.isPresent() ? ":" + line.getAsInt() : "");
    }
}
