package dev.rockyjava.processor;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.processor.select.LineageColumns;
import dev.rockyjava.snapshot.Location;
import java.util.Map;
import java.util.Optional;

/**
 * The assets of a component, as far as they could be read.
 *
 * @param snapshot the snapshot's name in messages
 * @param inProject the snapshot's path relative to the project; empty if it was found elsewhere, or not at all
 * @param definitions the definitions; only their names after an error
 * @param places the positions of nodes in the snapshot by node id; unknown ones may be missing
 * @param columns the columns that may get constants
 * @param complete false after an error that rocky-java or the compiler has reported; problems that follow from it
 *     aren't reported
 */
record CompiledAssets(
        String snapshot,
        Optional<String> inProject,
        Definitions definitions,
        Map<String, Location> places,
        LineageColumns columns,
        boolean complete) {

    /** Returns assets of which only the names are usable. */
    static CompiledAssets namesOnly(String snapshot, Definitions definitions) {
        return new CompiledAssets(snapshot, Optional.empty(), definitions, Map.of(), LineageColumns.none(), false);
    }
}
