package dev.rockyjava.internal.run.facts;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.document.RetentionStatusOutput;
import dev.rockyjava.engine.document.RetentionStatusOutput.ModelRetention;
import dev.rockyjava.internal.run.verdict.EngineKeys;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Turns the answers of {@code rocky retention-status} into observations: one per model that is an asset of the run, as
 * in dagster-rocky ({@code retention_observations} of its observability). Other models are ignored.
 */
record RetentionObservations(EngineKeys keys, Predicate<AssetKey> inRun) {

    List<Observation> of(List<RetentionStatusOutput> answers) {
        List<Observation> observations = new ArrayList<>();
        for (RetentionStatusOutput answer : answers) {
            for (ModelRetention row : answer.models()) {
                keys.ofModel(row.model()).filter(inRun).ifPresent(key -> observations.add(observation(key, row)));
            }
        }
        return observations;
    }

    private static Observation observation(AssetKey key, ModelRetention row) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put(MetadataKeys.RETENTION_MODEL, row.model());
        facts.put(MetadataKeys.RETENTION_IN_SYNC, row.inSync());
        Long configured = row.configuredDays();
        if (configured != null) {
            facts.put(MetadataKeys.RETENTION_CONFIGURED_DAYS, configured);
        }
        Long inWarehouse = row.warehouseDays();
        if (inWarehouse != null) {
            facts.put(MetadataKeys.RETENTION_WAREHOUSE_DAYS, inWarehouse);
        }
        return new Observation(Optional.of(key), List.of(row.model()), Observation.RETENTION_DRIFT, facts);
    }
}
