package dev.rockyjava.internal.run.journal;

import dev.rockyjava.run.history.RecordedBuild;
import dev.rockyjava.run.history.RecordedDefinition;
import dev.rockyjava.run.history.RunPart;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows a journal's lines to determine in which parts of the run, and from what code, each asset and partition was built.
 * A call counts from the time when it is about to be made, as the engine reads the files later.
 */
final class BuildTracker {

    /** How an asset ended in a part. */
    enum Ending { BUILT, BUILT_BADLY, NOTHING_TO_DO, FAILED, SKIPPED, PLACEHOLDER }

    /** A piece of the work on an asset. */
    private record Work(RunPart part, SortedMap<String, String> code) {}

    /** What is known of one asset. */
    private static final class Asset {
        /** The work by unit that belongs to the current build. */
        private final Map<String, Work> work = new HashMap<>();
        private final Set<String> done = new HashSet<>();
        private final SortedMap<String, RecordedBuild> partitions = new TreeMap<>();
        private RecordedDefinition definition = new RecordedDefinition("", "", "", "");
        private @Nullable Work latest;
        private @Nullable RunPart endedIn;
        private @Nullable RecordedBuild build;
        private Attempts attempts = Attempts.NONE;
        /** The attempts before the current part. */
        private Attempts attemptsBefore = attempts;
        private boolean doneInPart;

        private boolean calledIn(RunPart part) {
            return latest != null && latest.part().equals(part);
        }
    }

    private final Map<String, Asset> assets = new HashMap<>();
    private @Nullable RunPart part;

    void begin(RunPart next) {
        part = next;
    }

    void planned(String key, RecordedDefinition definition, Attempts attempts) {
        Asset asset = asset(key);
        asset.definition = definition;
        asset.attempts = attempts;
    }

    /** Receives a call that is about to be made, for one of the assets that it builds. */
    void calling(String key, String unit, SortedMap<String, String> code) {
        Asset asset = asset(key);
        RunPart now = now();
        if (!asset.calledIn(now)) {
            // What an earlier part did without finishing it is done again.
            asset.work.keySet().retainAll(asset.done);
            asset.attemptsBefore = asset.attempts;
            asset.attempts = asset.attempts.begun(now);
            asset.doneInPart = false;
        }
        asset.latest = new Work(now, code);
        if (builds(unit)) {
            asset.work.put(unit, asset.latest);
        } else {
            asset.attempts = asset.attempts.untested(now, List.of());
        }
    }

    /** Returns whether a piece of work is more than a test, which neither builds anything nor has code of its own. */
    private static boolean builds(String unit) {
        return !unit.startsWith("Test ");
    }

    /** Receives a piece of work that won't be repeated. */
    void done(String key, String unit, List<String> partitions, Instant time) {
        Asset asset = asset(key);
        RunPart now = now();
        asset.done.add(unit);
        asset.doneInPart = true;
        if (!builds(unit)) {
            asset.attempts.tested();
            return;
        }
        Work work = asset.work.computeIfAbsent(unit, name -> asset.calledIn(now)
                ? Objects.requireNonNull(asset.latest)
                : new Work(now, Collections.emptySortedMap()));
        RecordedBuild build = new RecordedBuild(work.part(), now, time, true, work.code(), asset.definition);
        partitions.forEach(partition -> asset.partitions.put(partition, build));
        asset.attempts.built(partitions);
    }

    void ended(String key, Ending how, boolean doneBefore, List<String> partitions, Instant time) {
        Asset asset = asset(key);
        RunPart now = now();
        asset.endedIn = now;
        RecordedBuild build = build(asset, asset.work.values(), doneBefore, how != Ending.NOTHING_TO_DO, time);
        // The calls of this part that didn't record what they had built when they were done.
        List<Work> rest = asset.work.entrySet().stream()
                .filter(work -> work.getValue().part().equals(now) && !asset.done.contains(work.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        RecordedBuild ofRest = rest.isEmpty() ? build : build(asset, rest, false, true, time);
        for (String partition : partitions) {
            RecordedBuild known = asset.partitions.get(partition);
            if (known == null || !known.ended().equals(now)) {
                asset.partitions.put(partition, ofRest);
            }
        }
        switch (how) {
            case BUILT, BUILT_BADLY, NOTHING_TO_DO -> {
                asset.build = build;
                asset.attempts =
                        how == Ending.BUILT_BADLY ? asset.attempts.untested(now, partitions) : asset.attempts.good(now);
            }
            case FAILED -> asset.attempts = asset.attempts.failed(now, partitions);
            case SKIPPED -> {
                // The engine refused, or the run ended before its turn. What was done in part makes it a failure.
                if (asset.calledIn(now)) {
                    asset.attempts = asset.doneInPart ? asset.attempts.failed(now, partitions) : asset.attemptsBefore;
                }
            }
            case PLACEHOLDER -> {}
        }
    }

    private RecordedBuild build(
            Asset asset, Collection<Work> work, boolean doneBefore, boolean changed, Instant time) {
        RunPart began = work.stream().map(Work::part).min(RunPart::compareTo).orElse(now());
        RunPart ended = doneBefore ? work.stream().map(Work::part).max(RunPart::compareTo).orElse(now()) : now();
        return new RecordedBuild(began, ended, time, changed, code(work), asset.definition);
    }

    /** Returns the digests of several pieces of work together. */
    private static SortedMap<String, String> code(Collection<Work> work) {
        List<SortedMap<String, String>> different = work.stream().map(Work::code).distinct().toList();
        if (different.size() == 1) {
            return different.get(0);
        }
        SortedMap<String, String> mixed = new TreeMap<>();
        different.forEach(mixed::putAll);
        mixed.replaceAll((file, digest) -> different.stream().allMatch(code -> digest.equals(code.get(file)))
                ? digest
                : RecordedBuild.MIXED);
        return mixed;
    }

    RunPart endedIn(String key) {
        return Objects.requireNonNullElseGet(asset(key).endedIn, this::now);
    }

    /** Returns how an asset was defined, according to the plan. */
    RecordedDefinition definition(String key) {
        return asset(key).definition;
    }

    Optional<RecordedBuild> last(String key) {
        return Optional.ofNullable(asset(key).build);
    }

    Attempts attempts(String key) {
        return asset(key).attempts;
    }

    SortedMap<String, RecordedBuild> partitions(String key) {
        return asset(key).partitions;
    }

    private Asset asset(String key) {
        return assets.computeIfAbsent(key, name -> new Asset());
    }

    private RunPart now() {
        return Objects.requireNonNull(part, "the journal begins with its run");
    }
}
