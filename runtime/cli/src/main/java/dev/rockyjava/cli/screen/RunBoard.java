package dev.rockyjava.cli.screen;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedPartitions;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the events of a run into its current state, which can be read at any time. Thread-safe. */
final class RunBoard {

    private static final int NEXT = 5;

    private final int parallelism;
    private final Map<AssetKey, PlannedStep> waiting = new LinkedHashMap<>();
    private final Map<AssetKey, RunView.Running> running = new LinkedHashMap<>();
    private final Map<OutcomeStatus, Integer> counts = new EnumMap<>(OutcomeStatus.class);
    private Map<AssetKey, Duration> usual = Map.of();
    private int steps;
    private @Nullable Instant started;

    /**
     * Creates a board.
     *
     * @param parallelism the maximum number of assets that are built concurrently
     */
    RunBoard(int parallelism) {
        this.parallelism = parallelism;
    }

    /** Sets how long assets took in earlier runs. */
    synchronized void usually(Map<AssetKey, Duration> durations) {
        usual = Map.copyOf(durations);
    }

    synchronized void add(RunEvent event) {
        if (event instanceof RunEvent.RunStarted run) {
            started = run.time();
            steps = run.plan().steps().size();
            run.plan().steps().forEach(step -> waiting.put(step.key(), step));
        } else if (event instanceof RunEvent.AssetStarted asset) {
            Optional<String> partitions = Optional.ofNullable(waiting.remove(asset.key()))
                    .flatMap(PlannedStep::partitions)
                    .map(PlannedPartitions::keys);
            running.put(
                    asset.key(),
                    new RunView.Running(asset.key(), partitions, asset.time(), Optional.empty(), 0, false));
        } else if (event instanceof RunEvent.AssetRetried retried) {
            running.computeIfPresent(retried.key(), (key, now) ->
                    new RunView.Running(key, now.partitions(), now.since(), Optional.empty(), retried.attempt(), false));
        } else if (event instanceof RunEvent.AssetWaits waits) {
            running.computeIfPresent(waits.key(), (key, now) ->
                    new RunView.Running(key, now.partitions(), waits.time(), Optional.empty(), now.tries(), waits.waits()));
        } else if (event instanceof RunEvent.AssetFinished asset) {
            waiting.remove(asset.key());
            running.remove(asset.key());
            counts.merge(asset.outcome().status(), 1, Integer::sum);
        }
    }

    /** Returns the state of the run; empty before it has begun. */
    synchronized Optional<RunView> view(Instant now) {
        return Optional.ofNullable(started).map(start -> new RunView(
                now,
                start,
                steps,
                counts,
                running.values().stream()
                        .map(asset -> new RunView.Running(
                                asset.key(),
                                asset.partitions(),
                                asset.since(),
                                Optional.ofNullable(usual.get(asset.key())),
                                asset.tries(),
                                asset.waits()))
                        .toList(),
                waiting.size(),
                waiting.keySet().stream().limit(NEXT).toList(),
                rest(now)));
    }

    /**
     * Returns the remaining work divided by the parallelism. An asset without a known duration counts as the median.
     */
    private Optional<Duration> rest(Instant now) {
        if (usual.isEmpty()) {
            return Optional.empty();
        }
        Duration other = median(new ArrayList<>(usual.values()));
        Duration sum = Duration.ZERO;
        int left = running.size();
        for (PlannedStep step : waiting.values()) {
            if (step.action() instanceof PlannedAction.Ask && step.sharesWith().isEmpty()) {
                sum = sum.plus(usual.getOrDefault(step.key(), other));
                left++;
            }
        }
        Duration longest = Duration.ZERO;
        int queued = 0;
        for (RunView.Running asset : running.values()) {
            queued += asset.waits() ? 1 : 0;
            Duration done = asset.waits() ? Duration.ZERO : Duration.between(asset.since(), now);
            Duration rest = usual.getOrDefault(asset.key(), other).minus(done);
            sum = sum.plus(rest.isNegative() ? Duration.ZERO : rest);
            longest = rest.compareTo(longest) > 0 ? rest : longest;
        }
        // If assets wait for the engine's files, the engine can do no more concurrently than it does now.
        int atATime = queued > 0 ? running.size() - queued : Math.min(parallelism, left);
        Duration shared = sum.dividedBy(Math.max(1, atATime));
        return Optional.of(shared.compareTo(longest) > 0 ? shared : longest);
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }
}
