package dev.rockyjava.internal.run.execute;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunStatus;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Tracks the progress of a run. Safe for use by several threads. */
public final class RunProgress {

    private volatile ExecutablePlan plan;
    private final Map<AssetKey, Thread> begun;
    private final Set<AssetKey> ended;

    public RunProgress(ExecutablePlan plan) {
        this.plan = plan;
        this.begun = new ConcurrentHashMap<>(plan.steps().size());
        this.ended = ConcurrentHashMap.newKeySet(plan.steps().size());
    }

    /** Replaces the plan before anything has begun: what is stale may have changed during a wait for other runs. */
    void begins(ExecutablePlan other) {
        plan = other;
    }

    /** Must be called by the thread that works on the asset. */
    void begins(AssetKey key) {
        begun.put(key, Thread.currentThread());
    }

    void ends(AssetKey key) {
        ended.add(key);
    }

    public RunStatus status() {
        // The end of an asset is recorded last and read first: an asset that ends meanwhile is still shown as running.
        Set<AssetKey> done = Set.copyOf(ended);
        SortedSet<AssetKey> running = new TreeSet<>();
        SortedSet<AssetKey> ready = new TreeSet<>();
        SortedMap<AssetKey, SortedSet<AssetKey>> waiting = new TreeMap<>();
        ExecutablePlan now = plan;
        for (PlannedStep step : now.steps()) {
            AssetKey key = step.key();
            if (done.contains(key)) {
                continue;
            }
            Thread thread = begun.get(key);
            if (thread != null) {
                (EngineLocks.isWaiting(thread) ? ready : running).add(key);
                continue;
            }
            SortedSet<AssetKey> upstream = now.waitsFor(key);
            upstream.removeAll(done);
            if (upstream.isEmpty()) {
                ready.add(key);
            } else {
                waiting.put(key, upstream);
            }
        }
        return new RunStatus(running, ready, waiting);
    }
}
