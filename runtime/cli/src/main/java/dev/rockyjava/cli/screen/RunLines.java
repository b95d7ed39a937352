package dev.rockyjava.cli.screen;

import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunPlan;
import dev.rockyjava.run.SkipCause;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the events of a run into permanent lines. */
final class RunLines {

    /** Skipped for one of these reasons, an asset gets no line; the summary reports them together. */
    private static final Set<SkipCause> OF_A_STOPPED_RUN =
            Set.of(SkipCause.INTERRUPTED, SkipCause.FAILED_FAST, SkipCause.TIMED_OUT);

    private final boolean engineLog;
    private final EngineWarnings warnings = new EngineWarnings();
    private int steps;
    private int done;
    private @Nullable RunPlan plan;

    /**
     * Creates the lines.
     *
     * @param engineLog whether to include the engine's log lines
     */
    RunLines(boolean engineLog) {
        this.engineLog = engineLog;
    }

    /** Returns the line for an event; empty for an event without one. Events must come in the order of the run. */
    Optional<StyledText> of(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            plan = started.plan();
            steps = started.plan().steps().size();
            return Optional.of(
                    StyledText.of("run " + started.runId() + ": " + steps + (steps == 1 ? " asset" : " assets")));
        } else if (event instanceof RunEvent.AssetRetried retried) {
            return Optional.of(StyledText.of(retried.key() + ": ")
                    .add("try " + retried.attempt() + " of " + retried.attempts() + " failed", Style.CAUTION)
                    .add(", the next is in " + DurationText.of(retried.delay()) + ": "
                            + CommandTexts.mainLine(retried.reason())));
        } else if (event instanceof RunEvent.EngineLog log) {
            return engineLog
                    ? Optional.of(StyledText.of(log.key() + " | ", Style.MINOR).add(log.line()))
                    : warnings.of(log);
        } else if (event instanceof RunEvent.AssetFinished finished) {
            done++;
            boolean noNews = finished.outcome().skipCause().filter(OF_A_STOPPED_RUN::contains).isPresent();
            return noNews ? Optional.empty() : Optional.of(finished(finished.outcome()));
        }
        return Optional.empty();
    }

    private StyledText finished(AssetOutcome outcome) {
        int width = String.valueOf(steps).length();
        OutcomeStatus status = outcome.status();
        StyledText line = StyledText.of(String.format(Locale.ROOT, "[%" + width + "d/%d] ", done, steps), Style.MINOR)
                .add(TextWidth.padded(status.word(), 12), Style.of(status))
                .add(String.format(Locale.ROOT, " %8s  ", DurationText.of(outcome.duration())), Style.MINOR)
                .add(outcome.key() + partitions(outcome));
        if (status == OutcomeStatus.GRAPH_ONLY) {
            return line; // its reason is the kind's
        }
        boolean plain = status == OutcomeStatus.MATERIALIZED && outcome.reason().isEmpty();
        return plain ? line : line.add(": " + CommandTexts.mainLine(outcome.reason().orElse("no reason given")));
    }

    private String partitions(AssetOutcome outcome) {
        if (!outcome.partitions().isEmpty()) {
            return " for " + CommandTexts.partitions(outcome.partitions());
        }
        return plan == null
                ? ""
                : plan.step(outcome.key()).partitions().map(planned -> " for " + planned.keys()).orElse("");
    }
}
