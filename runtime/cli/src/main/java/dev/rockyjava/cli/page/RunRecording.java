package dev.rockyjava.cli.page;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.RunResult;
import java.time.Instant;
import java.util.HashMap;
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
    private @Nullable RunResult result;

    /** Creates a listener for one run, to be given to {@link dev.rockyjava.run.Materializer#listener}. */
    public RunRecording() {}

    @Override
    public synchronized void onEvent(RunEvent event) {
        if (event instanceof RunEvent.AssetStarted started) {
            began.putIfAbsent(started.key(), started.time());
        } else if (event instanceof RunEvent.AssetFinished finished) {
            ended.put(finished.key(), finished.time());
        } else if (event instanceof RunEvent.RunFinished finished) {
            result = finished.result();
        }
    }

    /** Returns the result; empty if the run hasn't finished. */
    synchronized Optional<RunResult> result() {
        return Optional.ofNullable(result);
    }

    synchronized Optional<Instant> began(AssetKey key) {
        return Optional.ofNullable(began.get(key));
    }

    synchronized Optional<Instant> ended(AssetKey key) {
        return Optional.ofNullable(ended.get(key));
    }
}
