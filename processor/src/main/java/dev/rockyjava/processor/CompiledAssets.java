package dev.rockyjava.processor;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.processor.select.LineageColumns;
import dev.rockyjava.snapshot.Location;
import java.util.Map;

/**
 * The assets of a component, as far as they could be read.
 *
 * @param snapshot what the snapshot is called for people
 * @param places where nodes stand in the snapshot, by their ids; those that aren't known may be missing
 * @param columns those that may get constants
 * @param complete false after an error, shown by us or by the compiler: what follows from it is not worth another
 */
record CompiledAssets(
        String snapshot,
        Definitions definitions,
        Map<String, Location> places,
        LineageColumns columns,
        boolean complete) {

    /** Returns assets good for nothing but their names. */
    static CompiledAssets namesOnly(String snapshot, Definitions definitions) {
        return new CompiledAssets(snapshot, definitions, Map.of(), LineageColumns.none(), false);
    }
}
