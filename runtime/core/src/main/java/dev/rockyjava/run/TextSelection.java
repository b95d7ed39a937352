package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.SelectionContext;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.RunSelection;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.SelectionWords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A selection as text, read anew for each plan: what is stale is what the run's journal says then, and what its engine
 * says of the sources.
 */
record TextSelection(String text, SelectionContext context, Definitions definitions, RockyEngine engine)
        implements RunSelection {

    @Override
    public Decided at(RunSettings settings, Instant moment) {
        Optional<Path> journal = settings.journal();
        if (journal.isEmpty()) {
            return new Decided(AssetSelection.parse(text, context), Map.of(), false);
        }
        SelectionWords words = new SelectionWords(
                definitions, () -> RunHistory.read(journal.get()), settings.code(), moment, settings.executed());
        CallOptions options = CallOptions.defaults().withTimeout(settings.callTimeout());
        AssetSelection selection = AssetSelection.parse(
                text, words.ofSources(words.ofRuns(context), query -> engine.query(query, options)));
        return new Decided(selection, partitions(words), words.askedForStale());
    }

    private Map<AssetKey, ChosenPartitions> partitions(SelectionWords words) {
        if (!words.askedForStale()) {
            return Map.of();
        }
        Map<AssetKey, ChosenPartitions> partitions = new HashMap<>();
        for (AssetSpec spec : definitions.specs()) {
            SortedSet<String> keys = words.partitions(spec.key());
            if (!keys.isEmpty()) {
                partitions.put(spec.key(), ChosenPartitions.of(spec.partitions().orElseThrow().grain(), keys));
            }
        }
        return partitions;
    }
}
