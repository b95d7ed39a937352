package dev.rockyjava.cli.screen;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run at one moment.
 *
 * @param now the moment
 * @param started when the run began
 * @param steps how many assets it has
 * @param counts of those that are done, by what became of them
 * @param running those that are being worked on, or wait for the engine's files, longest first
 * @param waiting how many haven't begun
 * @param next the first few of those, in the plan's order
 * @param rest how long the run may still take; empty if nothing is known of earlier runs
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
     * An asset that is being worked on.
     *
     * @param since when the engine began with it, or it began to wait
     * @param usual how long it usually takes
     * @param tries that failed
     * @param partitions those that it is built for; mostly empty
     * @param waits whether it waits for others that use the same files of the engine
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
