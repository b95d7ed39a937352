package dev.rockyjava.cli.page;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.RunResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records one run for a {@link WarehousePage}: when the work on each asset began and ended, and the result, which has more than
 * the journal: the reasons of checks, and what was skipped for what. Thread-safe.
 */
public final class RunRecording implements RunListener {

    private final Map<AssetKey, Instant> began = new HashMap<>();
    private final Map<AssetKey, Instant> ended = new HashMap<>();
    /** The times at which each asset began to wait for files and no longer waited, alternately. */
    private final Map<AssetKey, List<Instant>> waits = new HashMap<>();
    private @Nullable RunResult result;

    /** Creates a listener for one run, to be given to {@link dev.rockyjava.run.Materializer#listener}. */
    public RunRecording() {}

    @Override
    public synchronized void onEvent(RunEvent event) {
        if (event instanceof RunEvent.AssetStarted started) {
            began.putIfAbsent(started.key(), started.time());
        } else if (event instanceof RunEvent.AssetFinished finished) {
            ended.put(finished.key(), finished.time());
        } else if (event instanceof RunEvent.AssetWaits wait) {
            List<Instant> times = waits.computeIfAbsent(wait.key(), key -> new ArrayList<>());
            if (wait.waits() == (times.size() % 2 == 0)) {
                times.add(wait.time());
            }
        } else if (event instanceof RunEvent.RunFinished finished) {
            result = finished.result();
        }
    }

    /** Returns the result; empty if the run hasn't finished. */
    synchronized Optional<RunResult> result() {
        return Optional.ofNullable(result);
    }

    synchronized List<Instant> waits(AssetKey key) {
        return List.copyOf(waits.getOrDefault(key, List.of()));
    }

    synchronized Optional<Instant> began(AssetKey key) {
        return Optional.ofNullable(began.get(key));
    }

    synchronized Optional<Instant> ended(AssetKey key) {
        return Optional.ofNullable(ended.get(key));
    }
}
