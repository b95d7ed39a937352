package dev.rockyjava.cli.page;

import dev.rockyjava.asset.AssetSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An asset as the page shows it.
 *
 * @param state one of {@link PageWords#STATES}
 * @param stale why it is stale, as text
 * @param built when it was built last; empty if that isn't known
 * @param columns its columns, with the types of the database; a type is empty if it isn't known
 * @param checks declared checks and others that have a result
 * @param commands the command lines that build it
 * @param java an expression that names it
 */
record PageAsset(
        AssetSpec spec,
        String state,
        List<String> stale,
        Optional<Instant> built,
        Optional<PartitionStrip> partitions,
        SortedMap<String, String> columns,
        List<Check> checks,
        List<String> commands,
        String java,
        ModelSql.Found code) {

    /**
     * A check.
     *
     * @param result one of {@link PageWords#RESULTS}; empty if there is none yet
     */
    record Check(String name, Optional<String> result, Optional<String> reason) {}
}
