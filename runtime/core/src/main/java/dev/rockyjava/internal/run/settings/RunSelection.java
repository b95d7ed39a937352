package dev.rockyjava.internal.run.settings;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.selection.AssetSelection;
import java.time.Instant;
import java.util.Map;

/** Which assets a run executes. It is decided once per plan, since what is stale depends on when it is asked. */
@FunctionalInterface
public interface RunSelection {

    /**
     * The decision.
     *
     * @param partitions the partitions to build of assets for which the caller made no choice
     * @param ofStale whether what is stale was asked for, so that a run of placeholders alone would change nothing
     */
    record Decided(AssetSelection selection, Map<AssetKey, ChosenPartitions> partitions, boolean ofStale) {}

    /**
     * Decides.
     *
     * @param settings the settings of the run, with its journal
     * @param moment the plan's moment
     */
    Decided at(RunSettings settings, Instant moment);

    /** Returns whether the decision may be another one a moment later. */
    default boolean changes() {
        return true;
    }

    /** Returns the same selection at any moment. */
    static RunSelection of(AssetSelection selection) {
        Decided decided = new Decided(selection, Map.of(), false);
        return new RunSelection() {

            @Override
            public Decided at(RunSettings settings, Instant moment) {
                return decided;
            }

            @Override
            public boolean changes() {
                return false;
            }
        };
    }
}
