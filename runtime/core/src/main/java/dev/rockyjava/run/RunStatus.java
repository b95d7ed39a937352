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
 * What the unfinished assets of a run are at, at one moment. Each is in exactly one of the three; all are sorted.
 *
 * @param running what the engine works on, or what waits for a retry. Of assets that are
 *     {@linkplain Materializer#fused built by one call}, the first
 * @param ready what could begin but for others: it waits for its turn among {@link Materializer#parallelism}, or for an
 *     engine call of this program that uses the same files
 * @param waiting what has to wait for other assets of the run, and for which: those of {@link RunPlan#waitsFor} that have
 *     not ended, at least one
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

    /** A line for the running, a line for the ready, and a line for each that waits. */
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
