package dev.rockyjava.cli.page;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run as the page shows it, from its journal or from its events.
 *
 * @param duration how long it worked
 * @param result the outcome in words
 * @param resumed how often it was resumed
 */
record ShownRun(String id, Instant started, Duration duration, String result, int resumed, List<Part> assets, List<Check> checks) {

    /**
     * An asset of a run.
     *
     * @param status empty if it has no outcome
     * @param began when the work on it began; when the run began if there was none
     * @param worked whether it took a worker's time
     * @param waits when it began to wait for files and no longer waited, alternately; empty if that isn't known
     * @param reason empty if there is nothing to say
     * @param place of the SQL that failed; empty if that isn't known
     * @param hint what to do; empty if there is nothing special
     * @param skippedFor the asset for which it was skipped; empty if that isn't known
     */
    record Part(
            AssetKey key,
            Optional<OutcomeStatus> status,
            Instant began,
            Instant ended,
            boolean worked,
            List<Instant> waits,
            Optional<String> reason,
            Optional<String> place,
            Optional<String> hint,
            Optional<AssetKey> skippedFor) {}

    /**
     * A result of a check.
     *
     * @param asset the asset that was checked; empty if it is about none
     * @param result one of {@link PageWords#RESULTS}
     */
    record Check(Optional<AssetKey> asset, String name, String result, Optional<String> reason) {}

    /** Returns a run as its journal recorded it. */
    static ShownRun of(RecordedRun run) {
        return new ShownRun(
                run.runId(),
                run.started(),
                run.duration(),
                run.exitStatus().map(ShownRun::word).orElse("without an end"),
                run.resumed(),
                run.assets().stream().map(asset -> part(run, asset)).toList(),
                run.assets().stream()
                        .flatMap(asset -> asset.checks().stream().map(check -> new Check(
                                Optional.of(asset.key()), check.name(), PageWords.result(check.status(), check.warning()), Optional.empty())))
                        .toList());
    }

    private static Part part(RecordedRun run, RecordedAsset asset) {
        Instant began = asset.time().minus(asset.duration());
        return new Part(
                asset.key(),
                asset.status(),
                began.isBefore(run.started()) ? run.started() : began,
                asset.time(),
                worked(asset.status()) && !asset.doneBefore(),
                List.of(),
                asset.good() ? Optional.empty() : asset.reason(),
                asset.location().map(SqlLocation::toString),
                asset.notLoaded().map(CommandTexts::hint),
                Optional.empty());
    }

    /** Returns a run of this program. */
    static ShownRun of(RunResult result, RunRecording times) {
        return new ShownRun(
                result.runId(),
                result.started(),
                result.duration(),
                word(result.exitStatus()),
                0,
                result.outcomes().values().stream().map(outcome -> part(result, outcome, times)).toList(),
                result.checks().stream().map(check -> check(result, check)).toList());
    }

    private static Part part(RunResult result, AssetOutcome outcome, RunRecording times) {
        Instant ended = times.ended(outcome.key()).orElse(result.started().plus(result.duration()));
        Instant began = times.began(outcome.key()).orElse(ended.minus(outcome.duration()));
        OutcomeCause cause = outcome.cause().orElse(null);
        return new Part(
                outcome.key(),
                Optional.of(outcome.status()),
                began.isBefore(result.started()) ? result.started() : began,
                ended,
                worked(Optional.of(outcome.status())) && !(cause instanceof OutcomeCause.DoneBefore),
                waits(times.waits(outcome.key()), ended),
                outcome.good() ? Optional.empty() : outcome.reason(),
                outcome.location().map(SqlLocation::toString),
                cause instanceof OutcomeCause.UpstreamNotLoaded missing ? Optional.of(CommandTexts.hint(missing)) : Optional.empty(),
                cause instanceof OutcomeCause.UpstreamFailed failed ? Optional.of(failed.upstream()) : Optional.empty());
    }

    /** Returns times in pairs: an asset that waits to the end has no last one. */
    private static List<Instant> waits(List<Instant> times, Instant ended) {
        return times.size() % 2 == 0 ? times : Stream.concat(times.stream(), Stream.of(ended)).toList();
    }

    private static Check check(RunResult result, CheckEvaluation check) {
        boolean warning = check.severity().equals(CheckEvaluation.WARNING);
        return new Check(
                check.asset().filter(result.outcomes()::containsKey), check.name(), PageWords.result(check.status(), warning), check.reason());
    }

    private static boolean worked(Optional<OutcomeStatus> status) {
        return status.filter(known -> known == OutcomeStatus.MATERIALIZED || known == OutcomeStatus.FAILED).isPresent();
    }

    private static String word(int exitStatus) {
        return switch (exitStatus) {
            case RunResult.EXIT_SUCCESS -> "succeeded";
            case RunResult.EXIT_PARTIAL -> "partly failed";
            case RunResult.EXIT_INTERRUPTED -> "interrupted";
            default -> "failed";
        };
    }
}
