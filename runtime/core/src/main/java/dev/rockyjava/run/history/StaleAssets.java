package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges the assets of one project. Each belongs to one of these groups:
 * <ul>
 *   <li>those that a run executes. What is downstream of a stale one is stale too;
 *   <li>those that were executed on request before, and get a placeholder in this run. They are judged, but stay as they
 *       are: what is downstream of a stale one is stale only if it was built before a failure, which may have changed the
 *       table. A gate has no table: what is upstream of it counts as upstream of what is downstream of it;
 *   <li>those that were never executed and aren't in this run, and those that can't be executed. They are never stale, and
 *       what is upstream of them counts as upstream of what is downstream of them;
 *   <li>those whose first partition begins later. They are never stale, and nothing is downstream of them.
 * </ul>
 */
final class StaleAssets {

    private static final Set<NodeKind> FEEDING = Set.of(NodeKind.SEED, NodeKind.SOURCE, NodeKind.LOAD);

    private final Definitions definitions;
    private final Map<AssetKey, AssetRecord> records;
    private final CurrentCode code;
    private final Instant now;
    private final Optional<Instant> known;
    private final Set<NodeKind> executed;
    private final Set<AssetKey> judged = new HashSet<>();
    /** The judged assets that a run gives a placeholder. */
    private final Set<AssetKey> placeholders = new HashSet<>();
    /** What is upstream of these counts as upstream of what is downstream of them. */
    private final Set<AssetKey> passing = new HashSet<>();
    private final List<AssetKey> unknownReads = new ArrayList<>();
    private final Map<AssetKey, AssetState> states = new HashMap<>();
    private final Map<AssetKey, Set<StaleReason>> found = new HashMap<>();
    private final Map<AssetKey, List<StaleReason>> stale = new HashMap<>();

    /**
     * The newest build of an asset, or of several.
     *
     * @param good whether it was successful. If not, the table may have changed
     */
    private record Newest(AssetKey key, RunPart ended, boolean good) {

        static @Nullable Newest of(@Nullable Newest one, @Nullable Newest other) {
            return other == null || one != null && !other.ended.after(one.ended) ? one : other;
        }
    }

    /**
     * Creates the judgement, which {@link #judge} makes.
     *
     * @param executed the kinds that a run executes on request
     * @param known since when all runs are known; empty if all ever were
     */
    StaleAssets(
            Definitions definitions,
            Map<AssetKey, AssetRecord> records,
            CurrentCode code,
            Instant now,
            Set<NodeKind> executed,
            Optional<Instant> known) {
        this.definitions = definitions;
        this.known = known;
        this.records = records;
        this.code = code;
        this.now = now;
        this.executed = executed;
        for (AssetSpec spec : definitions.specs()) {
            group(spec);
        }
    }

    private void group(AssetSpec spec) {
        if (!spec.readsKnown()) {
            unknownReads.add(spec.key());
        }
        boolean run = switch (spec.kind().execution()) {
            case ALWAYS -> true;
            case ON_REQUEST -> executed.contains(spec.kind());
            case NEVER -> false;
        };
        if (AssetState.beginsLater(spec, now)) {
            return;
        }
        boolean judge = spec.kind() != NodeKind.TEST && (run || record(spec.key()).attempt().isPresent());
        if (judge) {
            judged.add(spec.key());
            if (!run) {
                placeholders.add(spec.key());
            }
        }
        if (!judge || !run && spec.kind() == NodeKind.QUALITY) {
            passing.add(spec.key());
        }
    }

    Map<AssetKey, List<StaleReason>> stale() {
        return stale;
    }

    /** Returns the states of the assets that are stale or may be. */
    Map<AssetKey, AssetState> states() {
        return states;
    }

    /** Returns those of them that a run gives a placeholder. */
    Set<AssetKey> placeholders() {
        return placeholders;
    }

    void judge() {
        List<AssetSpec> built = definitions.specs().stream().filter(spec -> record(spec.key()).built()).toList();
        Map<AssetKey, SortedMap<String, String>> codeNow = code.of(built);
        Map<AssetKey, Newest> passed = passedThrough();
        Set<AssetKey> feeders = feeders();
        Newest fed = null;
        for (AssetKey feeder : feeders) {
            fed = Newest.of(fed, newest(feeder, passed));
        }
        for (AssetSpec spec : definitions.specs()) {
            if (judged.contains(spec.key())) {
                judge(spec, codeNow.getOrDefault(spec.key(), Collections.emptySortedMap()), passed, fed);
            }
        }
        spread(feeders);
        Comparator<StaleReason> order = Comparator.comparingInt(reason -> StaleReason.WORDS.indexOf(reason.word()));
        found.forEach((key, reasons) -> {
            StaleReason[] sorted = reasons.toArray(StaleReason[]::new);
            Arrays.sort(sorted, order);
            stale.put(key, List.of(sorted));
        });
    }

    private void judge(AssetSpec spec, SortedMap<String, String> codeNow, Map<AssetKey, Newest> passed, @Nullable Newest fed) {
        AssetState state = AssetState.of(spec, record(spec.key()), now, known);
        Set<StaleReason> reasons = new LinkedHashSet<>(state.reasons(codeNow));
        RecordedBuild latest = state.latest().orElse(null);
        if (latest != null) {
            for (AssetKey upstream : spec.upstreamKeys()) {
                since(latest, newest(upstream, passed), latest.definition().isAfter(upstream), spec.key())
                        .ifPresent(reasons::add);
            }
            since(latest, spec.readsKnown() ? null : fed, true, spec.key()).ifPresent(reasons::add);
        }
        states.put(spec.key(), state);
        if (!reasons.isEmpty()) {
            found.put(spec.key(), reasons);
        }
    }

    /** @param ordered whether the run knew that it comes after the upstream. If not, it may have been built before that */
    private static Optional<StaleReason> since(
            RecordedBuild build, @Nullable Newest upstream, boolean ordered, AssetKey own) {
        return upstream != null
                        && upstream.ended().compareTo(build.began()) >= (ordered ? 1 : 0)
                        && !upstream.key().equals(own)
                ? Optional.of(upstream.good()
                        ? new StaleReason.UpstreamBuilt(upstream.key())
                        : new StaleReason.UpstreamStale(upstream.key()))
                : Optional.empty();
    }

    /** An asset on the way downstream from one that is stale. */
    private record Reached(AssetKey key, AssetKey from) {}

    /** Makes what is downstream of the stale assets stale. */
    private void spread(Set<AssetKey> feeders) {
        Deque<Reached> todo = new ArrayDeque<>();
        definitions.keys().stream()
                .filter(key -> found.containsKey(key) && !placeholders.contains(key))
                .forEach(key -> todo.add(new Reached(key, key)));
        Set<AssetKey> passed = new HashSet<>();
        boolean fed = false;
        while (!todo.isEmpty()) {
            Reached next = todo.remove();
            spread(next.from(), definitions.graph().downstream(next.key()), todo, passed);
            if (!fed && feeders.contains(next.key())) {
                fed = true;
                spread(next.from(), unknownReads, todo, passed);
            }
        }
    }

    private void spread(AssetKey from, List<AssetKey> consumers, Deque<Reached> todo, Set<AssetKey> passed) {
        boolean nonePasses = passing.isEmpty(); // as nearly always
        for (AssetKey consumer : consumers) {
            if (!nonePasses && passing.contains(consumer) && passed.add(consumer)) {
                todo.add(new Reached(consumer, from));
            }
            if (judged.contains(consumer) && !consumer.equals(from)) {
                Set<StaleReason> known = found.get(consumer);
                if (known == null) {
                    known = new LinkedHashSet<>();
                    found.put(consumer, known);
                    if (!placeholders.contains(consumer)) {
                        todo.add(new Reached(consumer, consumer));
                    }
                }
                known.add(new StaleReason.UpstreamStale(from));
            }
        }
    }

    private AssetRecord record(AssetKey key) {
        return records.getOrDefault(key, AssetRecord.NONE);
    }

    private @Nullable Newest newest(AssetKey key, Map<AssetKey, Newest> passed) {
        Newest own = own(key);
        return passing.contains(key) ? Newest.of(own, passed.get(key)) : own;
    }

    private @Nullable Newest own(AssetKey key) {
        AssetRecord record = record(key);
        Newest built = record.changed().map(part -> new Newest(key, part, true)).orElse(null);
        // A run that doesn't repeat the failed work leaves the table as that did.
        Optional<RecordedAttempt> failed = record.attempt()
                .filter(attempt -> !attempt.good() && placeholders.contains(key) && !passing.contains(key));
        return Newest.of(built, failed.map(attempt -> new Newest(key, attempt.part(), false)).orElse(null));
    }

    /** Returns, for the assets that pass it on, the newest build of what is upstream of them. */
    private Map<AssetKey, Newest> passedThrough() {
        Map<AssetKey, Newest> passed = new HashMap<>();
        Deque<AssetKey> todo = new ArrayDeque<>();
        for (AssetSpec spec : passing.isEmpty() ? List.<AssetSpec>of() : definitions.specs()) {
            Newest own = own(spec.key());
            if (own != null) {
                pass(spec.key(), own, passed, todo);
            }
        }
        while (!todo.isEmpty()) {
            AssetKey key = todo.remove();
            pass(key, Objects.requireNonNull(passed.get(key)), passed, todo);
        }
        return passed;
    }

    private void pass(AssetKey from, Newest newest, Map<AssetKey, Newest> passed, Deque<AssetKey> todo) {
        for (AssetKey consumer : definitions.graph().downstream(from)) {
            if (passing.contains(consumer)) {
                Newest known = passed.get(consumer);
                Newest better = Newest.of(known, newest);
                if (better != null && !better.equals(known)) {
                    passed.put(consumer, better);
                    todo.add(consumer);
                }
            }
        }
    }

    /** Returns what a model of unknown reads may read: seeds, sources and loads that don't come after a model. */
    private Set<AssetKey> feeders() {
        Set<AssetKey> feeders = new HashSet<>();
        if (unknownReads.isEmpty()) {
            return feeders;
        }
        Set<AssetKey> others = new HashSet<>();
        definitions.specs().stream()
                .filter(spec -> !FEEDING.contains(spec.kind()))
                .map(AssetSpec::key)
                .forEach(others::add);
        if (others.size() == definitions.keys().size()) {
            return feeders; // as in a project of models alone
        }
        others.addAll(definitions.graph().allDownstream(others));
        definitions.keys().stream().filter(key -> !others.contains(key)).forEach(feeders::add);
        return feeders;
    }
}
