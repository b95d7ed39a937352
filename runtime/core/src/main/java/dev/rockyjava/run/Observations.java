package dev.rockyjava.run;

import dev.rockyjava.engine.RunOutput;
import dev.rockyjava.engine.RunOutput.Contained;
import dev.rockyjava.engine.RunOutput.DriftAction;
import dev.rockyjava.engine.RunOutput.ExcludedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an answer says besides what was built and checked, with the Python peer's names of metadata. */
final class Observations {

    private Observations() {}

    static List<Observation> of(RunOutput output, EngineKeys keys) {
        List<Observation> observations = new ArrayList<>();
        for (DriftAction action : output.drift().actionsTaken()) {
            EngineKeys.Named table = keys.ofTable(action.table(), output);
            observations.add(new Observation(table.asset(), table.engineKey(), Observation.SCHEMA_DRIFT, new TreeMap<>(
                    Map.of(
                            MetadataKeys.DRIFT_ACTION, action.action(),
                            MetadataKeys.DRIFT_REASON, action.reason(),
                            MetadataKeys.DRIFT_TABLE, action.table(),
                            MetadataKeys.DRIFT_TABLES_CHECKED, output.drift().tablesChecked(),
                            MetadataKeys.DRIFT_TABLES_DRIFTED, output.drift().tablesDrifted()))));
        }
        for (Contained entry : output.contained()) {
            observations.add(new Observation(
                    keys.ofModel(entry.model()), List.of(entry.model()), Observation.CONTAINED, new TreeMap<>(Map.of(
                            MetadataKeys.CONTAINED, true,
                            MetadataKeys.BLOCKED_BY, String.join(", ", entry.blockedBy()),
                            MetadataKeys.UNBLOCK_HINT, entry.unblockHint()))));
        }
        for (ExcludedTable table : output.excludedTables()) {
            observations.add(new Observation(
                    keys.of(table.assetKey()), table.assetKey(), Observation.EXCLUDED, new TreeMap<>(Map.of(
                            MetadataKeys.REASON, table.reason(),
                            MetadataKeys.PRUNED_UNCHANGED, table.reason().equals("unchanged_since_last_copy")))));
        }
        return observations;
    }
}
