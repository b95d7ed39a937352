package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.AssetSelection;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which assets are stale, and why, according to the journals of earlier runs. What other programs built isn't in them.
 * Immutable.
 */
public final class Staleness {

    private final SortedMap<AssetKey, List<StaleReason>> stale;
    private final SortedMap<AssetKey, SortedSet<String>> partitions;

    private Staleness(SortedMap<AssetKey, List<StaleReason>> stale, SortedMap<AssetKey, SortedSet<String>> partitions) {
        this.stale = Collections.unmodifiableSortedMap(stale);
        this.partitions = Collections.unmodifiableSortedMap(partitions);
    }

    /**
     * Judges all assets.
     *
     * @param history all runs of the journal's folder
     * @param code where the code of models is found now, which is compared with that of their last build
     * @param now decides on freshness and on which partition is the latest
     */
    public static Staleness of(Definitions definitions, RunHistory history, CurrentCode code, Instant now) {
        Map<AssetKey, AssetRecord> records = new HashMap<>();
        Map<AssetKey, String> targets = new HashMap<>();
        definitions.specs().forEach(spec -> targets.put(spec.key(), RecordedDefinition.of(spec).target()));
        long forgotten = history.forgotten();
        for (RecordedRun run : history.runs()) {
            for (RecordedAsset asset : run.assets()) {
                String target = targets.get(asset.key());
                if (target != null) {
                    records.computeIfAbsent(asset.key(), key -> new AssetRecord()).add(asset, target, forgotten);
                }
            }
        }
        StaleAssets judged = new StaleAssets(definitions, records, code, now, history.knownSince());
        judged.judge();
        return new Staleness(judged.stale(), judged.partitions());
    }

    /** Returns the reasons of each stale asset, by key. */
    public SortedMap<AssetKey, List<StaleReason>> stale() {
        return stale;
    }

    /** Returns why an asset is stale, in the order of {@link StaleReason#WORDS}; empty if it isn't. */
    public List<StaleReason> reasons(AssetKey key) {
        return stale.getOrDefault(key, List.of());
    }

    /**
     * Returns the partitions that must be built to bring an asset up to date, by their canonical keys, oldest first.
     * Empty if it isn't partitioned, or if its latest partition is all that is to be built, as in a run without a choice of
     * partitions.
     */
    public SortedSet<String> partitions(AssetKey key) {
        return partitions.getOrDefault(key, Collections.emptySortedSet());
    }

    /**
     * Returns a selection of the stale assets, each with its reason; it may be empty.
     *
     * @param words the reasons that count, of {@link StaleReason#WORDS}; all if there are none
     * @throws IllegalArgumentException if a word isn't one of them
     */
    public AssetSelection selection(String... words) {
        Set<String> counting = words.length == 0 ? Set.copyOf(StaleReason.WORDS) : Set.of(words);
        if (!StaleReason.WORDS.containsAll(counting)) {
            throw new IllegalArgumentException("the reasons are " + String.join(", ", StaleReason.WORDS) + ", not "
                    + String.join(", ", counting));
        }
        SortedMap<AssetKey, String> because = new TreeMap<>();
        stale.forEach((key, reasons) -> {
            String text = reasons.stream()
                    .filter(reason -> counting.contains(reason.word()))
                    .map(StaleReason::text)
                    .collect(Collectors.joining("; "));
            if (!text.isEmpty()) {
                because.put(key, "stale: " + text);
            }
        });
        return AssetSelection.because(because);
    }
}
