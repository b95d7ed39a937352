package dev.rockyjava.processor;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.processor.select.LineageColumns;
import dev.rockyjava.snapshot.Location;
import java.util.Map;

/**
 * The assets of a component, as far as they could be read.
 *
 * @param snapshot the snapshot's name in messages
 * @param definitions the definitions; only their names after an error
 * @param places the positions of nodes in the snapshot by node id; unknown ones may be missing
 * @param columns the columns that may get constants
 * @param complete false after an error that rocky-java or the compiler has reported; problems that follow from it
 *     aren't reported
 */
record CompiledAssets(
        String snapshot,
        Definitions definitions,
        Map<String, Location> places,
        LineageColumns columns,
        boolean complete) {

    /** Returns assets of which only the names are usable. */
    static CompiledAssets namesOnly(String snapshot, Definitions definitions) {
        return new CompiledAssets(snapshot, definitions, Map.of(), LineageColumns.none(), false);
    }
}
