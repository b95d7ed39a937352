package dev.rockyjava.internal.run.facts;

import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.RunOutput.BudgetBreach;
import dev.rockyjava.engine.document.RunOutput.Contained;
import dev.rockyjava.engine.document.RunOutput.Drift;
import dev.rockyjava.engine.document.RunOutput.DriftAction;
import dev.rockyjava.engine.document.RunOutput.ExcludedTable;
import dev.rockyjava.engine.document.RunOutput.OverrideWarning;
import dev.rockyjava.engine.document.RunOutput.Quarantine;
import dev.rockyjava.internal.run.verdict.EngineKeys;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Extracts the observations from an answer: everything besides what was built and checked. */
public final class Observations {

    private Observations() {}

    public static List<Observation> of(RunOutput output, EngineKeys keys) {
        List<Observation> observations = new ArrayList<>();
        for (DriftAction action : output.drift().actionsTaken()) {
            EngineKeys.NamedTable table = keys.ofTable(action.table(), output);
            observations.add(new Observation(
                    table.asset(), table.engineKey(), Observation.SCHEMA_DRIFT, facts(action, output.drift())));
        }
        for (Contained entry : output.contained()) {
            observations.add(new Observation(
                    keys.ofModel(entry.model()), List.of(entry.model()), Observation.CONTAINED, facts(entry)));
        }
        for (ExcludedTable table : output.excludedTables()) {
            observations.add(new Observation(
                    keys.of(table.assetKey()), table.assetKey(), Observation.EXCLUDED, facts(table)));
        }
        for (Quarantine entry : output.quarantine()) {
            observations.add(new Observation(
                    keys.of(entry.assetKey()), entry.assetKey(), Observation.QUARANTINE, facts(entry)));
        }
        output.budgetBreaches().forEach(breach ->
                observations.add(ofTheCall(Observation.BUDGET_BREACH, facts(breach))));
        output.overrideWarnings().forEach(warning ->
                observations.add(ofTheCall(Observation.OVERRIDE_WARNING, facts(warning))));
        output.schedulingWarnings().forEach(warning -> observations.add(ofTheCall(
                Observation.SCHEDULING_WARNING, new TreeMap<>(Map.of(MetadataKeys.REASON, warning)))));
        output.volumeWarnings().forEach(warning -> observations.add(ofTheCall(
                Observation.VOLUME_WARNING, new TreeMap<>(Map.of(MetadataKeys.REASON, warning)))));
        output.sourceSyncs().forEach(sync -> observations.add(ofTheCall(Observation.SOURCE_SYNC, facts(sync))));
        for (RunOutput.MaterializedTable built : output.materializations()) {
            for (RunOutput.UpstreamRead read : built.upstreamReads().map(RunOutput.UpstreamReads::reads).orElse(List.of())) {
                keys.undeclared(built.assetKey(), read.table()).ifPresent(upstream -> observations.add(new Observation(
                        keys.of(built.assetKey()),
                        built.assetKey(),
                        Observation.UNDECLARED_READ,
                        new TreeMap<>(Map.of(
                                MetadataKeys.UPSTREAM_TABLE,
                                read.table(),
                                MetadataKeys.REASON,
                                "it read " + upstream + ", which the definitions don't have upstream of it, so the two may"
                                        + " be built in any order; refresh the snapshot, or declare it by depends_on")))));
            }
        }
        return observations;
    }

    private static SortedMap<String, Object> facts(RunOutput.SourceSync sync) {
        SortedMap<String, Object> facts = new TreeMap<>(Map.of(
                MetadataKeys.SOURCE_ID, sync.id(),
                MetadataKeys.SOURCE_SYNC_OUTCOME, sync.outcome(),
                MetadataKeys.SOURCE_SYNC_WAITED, sync.waitedSecs()));
        sync.lastSyncAt().ifPresent(time -> facts.put(MetadataKeys.SOURCE_LAST_SYNC_AT, time));
        sync.detail().ifPresent(detail -> facts.put(MetadataKeys.REASON, detail));
        return facts;
    }

    private static Observation ofTheCall(String name, SortedMap<String, Object> facts) {
        return new Observation(Optional.empty(), List.of(), name, facts);
    }

    private static SortedMap<String, Object> facts(DriftAction action, Drift drift) {
        return new TreeMap<>(Map.of(
                MetadataKeys.DRIFT_ACTION, action.action(),
                MetadataKeys.DRIFT_REASON, action.reason(),
                MetadataKeys.DRIFT_TABLE, action.table(),
                MetadataKeys.DRIFT_TABLES_CHECKED, drift.tablesChecked(),
                MetadataKeys.DRIFT_TABLES_DRIFTED, drift.tablesDrifted()));
    }

    private static SortedMap<String, Object> facts(Contained entry) {
        return new TreeMap<>(Map.of(
                MetadataKeys.CONTAINED, true,
                MetadataKeys.BLOCKED_BY, String.join(", ", entry.blockedBy()),
                MetadataKeys.UNBLOCK_HINT, entry.unblockHint()));
    }

    private static SortedMap<String, Object> facts(ExcludedTable table) {
        return new TreeMap<>(Map.of(
                MetadataKeys.REASON, table.reason(),
                MetadataKeys.PRUNED_UNCHANGED, table.reason().equals("unchanged_since_last_copy")));
    }

    private static SortedMap<String, Object> facts(Quarantine entry) {
        SortedMap<String, Object> facts = new TreeMap<>(
                Map.of(MetadataKeys.QUARANTINE_MODE, entry.mode(), MetadataKeys.QUARANTINE_OK, entry.ok()));
        entry.validTable().ifPresent(table -> facts.put(MetadataKeys.VALID_TABLE, table));
        entry.quarantineTable().ifPresent(table -> facts.put(MetadataKeys.QUARANTINE_TABLE, table));
        Optional.ofNullable(entry.validRows()).ifPresent(rows -> facts.put(MetadataKeys.VALID_ROWS, rows));
        Optional.ofNullable(entry.quarantinedRows()).ifPresent(rows -> facts.put(MetadataKeys.QUARANTINED_ROWS, rows));
        entry.error().ifPresent(error -> facts.put(MetadataKeys.REASON, error));
        return facts;
    }

    private static SortedMap<String, Object> facts(BudgetBreach breach) {
        return new TreeMap<>(Map.of(
                MetadataKeys.BUDGET_LIMIT_TYPE, breach.limitType(),
                MetadataKeys.BUDGET_LIMIT, breach.limit(),
                MetadataKeys.BUDGET_ACTUAL, breach.actual()));
    }

    private static SortedMap<String, Object> facts(OverrideWarning warning) {
        SortedMap<String, Object> facts = new TreeMap<>(Map.of(
                MetadataKeys.OVERRIDE_RULE_INDEX, warning.ruleIndex(),
                MetadataKeys.OVERRIDE_KIND, warning.kind(),
                MetadataKeys.REASON, warning.message()));
        warning.connector().ifPresent(connector -> facts.put(MetadataKeys.OVERRIDE_CONNECTOR, connector));
        warning.table().ifPresent(table -> facts.put(MetadataKeys.OVERRIDE_TABLE, table));
        return facts;
    }
}
