package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
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

    /** Not sorted, as that takes long for thousands of assets, and most callers ask for one. */
    private final Map<AssetKey, List<StaleReason>> stale;
    private final Map<AssetKey, AssetState> states;
    private final SortedMap<AssetKey, NodeKind> placeholders;

    private Staleness(
            Map<AssetKey, List<StaleReason>> stale,
            Map<AssetKey, AssetState> states,
            SortedMap<AssetKey, NodeKind> placeholders) {
        this.stale = stale;
        this.states = states;
        this.placeholders = placeholders;
    }

    /**
     * Judges all assets, for a run that executes no kind on request; see
     * {@link #of(Definitions, RunHistory, CurrentCode, Instant, Set)}.
     */
    public static Staleness of(Definitions definitions, RunHistory history, CurrentCode code, Instant now) {
        return of(definitions, history, code, now, Set.of());
    }

    /**
     * Judges all assets. A node of a kind that is executed {@linkplain NodeKind.Execution#ON_REQUEST on request} is judged
     * by its real executions; the placeholders of other runs change nothing:
     * <ul>
     *   <li>if the kind is executed by the run, the node is stale like any other, also if it was never executed;
     *   <li>otherwise it is stale only if it was executed before. What is downstream of it isn't stale for that, since the
     *       run leaves its table as it is.
     * </ul>
     *
     * @param history all runs of the journal's folder
     * @param code where the code of models is found now, which is compared with that of their last build
     * @param now decides on freshness and on which partition is the latest. An asset whose first partition begins later isn't
     *     stale
     * @param executed the kinds that the run executes on request, see {@link dev.rockyjava.run.Materializer#execute}
     */
    public static Staleness of(
            Definitions definitions, RunHistory history, CurrentCode code, Instant now, Set<NodeKind> executed) {
        Map<AssetKey, AssetRecord> records = new HashMap<>();
        Map<AssetKey, String> targets = new HashMap<>();
        if (!history.runs().isEmpty()) {
            definitions.specs().forEach(spec -> targets.put(spec.key(), RecordedDefinition.target(spec)));
        }
        long forgotten = history.forgotten();
        for (RecordedRun run : history.runs()) {
            for (RecordedAsset asset : run.assets()) {
                String target = targets.get(asset.key());
                if (target != null) {
                    records.computeIfAbsent(asset.key(), key -> new AssetRecord()).add(asset, target, forgotten);
                }
            }
        }
        StaleAssets judged = new StaleAssets(definitions, records, code, now, executed, history.knownSince());
        judged.judge();
        SortedMap<AssetKey, NodeKind> placeholders = new TreeMap<>();
        judged.placeholders().forEach(key -> placeholders.put(key, definitions.get(key).kind()));
        return new Staleness(judged.stale(), judged.states(), placeholders);
    }

    /** Returns the reasons of each stale asset, by key. */
    public SortedMap<AssetKey, List<StaleReason>> stale() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(stale));
    }

    /** Returns why an asset is stale, in the order of {@link StaleReason#WORDS}; empty if it isn't. */
    public List<StaleReason> reasons(AssetKey key) {
        return stale.getOrDefault(key, List.of());
    }

    /**
     * Returns the partitions that must be built to bring an asset up to date, by their canonical keys, oldest first.
     * Empty if it isn't partitioned, or if its latest partition is all that is to be built, as in a run without a choice of
     * partitions.
     *
     * @param words the reasons that count, of {@link StaleReason#WORDS}; all if there are none
     * @throws IllegalArgumentException if a word isn't one of them
     */
    public SortedSet<String> partitions(AssetKey key, String... words) {
        List<StaleReason> reasons = reasons(key, counting(words));
        AssetState state = states.get(key);
        return state == null
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(state.toBuild(reasons));
    }

    /**
     * Returns a selection of the stale assets, each with its reason; it may be empty.
     *
     * @param words the reasons that count, of {@link StaleReason#WORDS}; all if there are none
     * @throws IllegalArgumentException if a word isn't one of them
     */
    public AssetSelection selection(String... words) {
        Set<String> counting = counting(words);
        SortedMap<AssetKey, String> because = new TreeMap<>();
        stale.keySet().forEach(key -> {
            String text = reasons(key, counting).stream().map(StaleReason::text).collect(Collectors.joining("; "));
            if (!text.isEmpty()) {
                NodeKind kind = placeholders.get(key);
                because.put(key, "stale: " + text + (kind == null ? "" : " (executed only with --execute " + kind.word() + ")"));
            }
        });
        return AssetSelection.because(because);
    }

    private List<StaleReason> reasons(AssetKey key, Set<String> counting) {
        return reasons(key).stream().filter(reason -> counting.contains(reason.word())).toList();
    }

    private static Set<String> counting(String... words) {
        Set<String> counting = words.length == 0 ? Set.copyOf(StaleReason.WORDS) : Set.of(words);
        if (!StaleReason.WORDS.containsAll(counting)) {
            throw new IllegalArgumentException("the reasons are " + String.join(", ", StaleReason.WORDS) + ", not "
                    + String.join(", ", counting));
        }
        return counting;
    }
}
