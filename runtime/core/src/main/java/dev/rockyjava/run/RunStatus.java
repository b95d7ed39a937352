package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The state of a run's unfinished assets at one moment. Each asset is in exactly one of the three collections; all are
 * sorted.
 *
 * @param running the assets that the engine works on, or that wait for a retry. Of assets that are
 *     {@linkplain Materializer#fused built by one call}, the first
 * @param ready the assets whose upstream is done, and that wait for a free worker ({@link Materializer#parallelism}) or
 *     for an engine call of this program that uses the same files
 * @param waiting the assets that wait for other assets of the run, each with those that it waits for: the assets of
 *     {@link RunPlan#waitsFor} that have not ended, at least one
 */
public record RunStatus(
        SortedSet<AssetKey> running, SortedSet<AssetKey> ready, SortedMap<AssetKey, SortedSet<AssetKey>> waiting) {

    public RunStatus {
        running = Collections.unmodifiableSortedSet(new TreeSet<>(running));
        ready = Collections.unmodifiableSortedSet(new TreeSet<>(ready));
        SortedMap<AssetKey, SortedSet<AssetKey>> copy = new TreeMap<>();
        waiting.forEach((key, upstream) -> copy.put(key, Collections.unmodifiableSortedSet(new TreeSet<>(upstream))));
        waiting = Collections.unmodifiableSortedMap(copy);
    }

    /** Returns one line for the running assets, one for the ready ones, and one for each waiting asset. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        if (!running.isEmpty()) {
            lines.add("running: " + text(running));
        }
        if (!ready.isEmpty()) {
            lines.add("ready: " + text(ready));
        }
        waiting.forEach((key, upstream) -> lines.add(key + " waits for " + text(upstream)));
        return String.join("\n", lines);
    }

    private static String text(SortedSet<AssetKey> keys) {
        return keys.stream().map(AssetKey::toString).collect(Collectors.joining(", "));
    }
}
