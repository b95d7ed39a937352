package dev.rockyjava.cli.screen;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a run at one moment.
 *
 * @param now the moment
 * @param started when the run began
 * @param steps the number of its assets
 * @param counts the number of finished assets by their outcome
 * @param running the assets that are being built or wait for the engine's files, longest first
 * @param waiting the number of assets that haven't begun
 * @param next the first few of those, in plan order
 * @param rest the estimated remaining time; empty if there are no earlier runs
 */
record RunView(
        Instant now,
        Instant started,
        int steps,
        Map<OutcomeStatus, Integer> counts,
        List<Running> running,
        int waiting,
        List<AssetKey> next,
        Optional<Duration> rest) {

    /**
     * An asset that is being built.
     *
     * @param key its key
     * @param partitions its chosen partitions; empty for most assets
     * @param since when the engine began with it, or when it began to wait
     * @param usual how long it usually takes; empty if that isn't known
     * @param tries the number of failed attempts
     * @param waits whether it waits for other calls that use the same engine files
     */
    record Running(
            AssetKey key,
            Optional<String> partitions,
            Instant since,
            Optional<Duration> usual,
            int tries,
            boolean waits) {}

    RunView {
        counts = Map.copyOf(counts);
        running = List.copyOf(running);
        next = List.copyOf(next);
    }

    int done() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
