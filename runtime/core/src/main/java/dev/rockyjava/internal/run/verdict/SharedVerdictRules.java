package dev.rockyjava.internal.run.verdict;

import static dev.rockyjava.internal.run.verdict.Verdict.failed;
import static dev.rockyjava.internal.run.verdict.Verdict.interrupted;
import static dev.rockyjava.internal.run.verdict.Verdict.skipped;

import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.run.SkipCause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rows that several tables of verdicts share, and helpers for making a table. */
final class SharedVerdictRules {

    static final int INTERRUPTED_EXIT = 130;

    private SharedVerdictRules() {}

    /** Returns the rows that apply whenever the answer is a {@link RunOutput}. */
    static List<VerdictRule> interruptedOrElsewhere() {
        return List.of(
                // The status of an interrupted run is "Success" (§3.2).
                row("interrupted", c -> c.run().interrupted() || c.endedBySignal(), c -> interrupted(
                        "the engine was interrupted by a signal before it was done")),
                row("idempotent", c -> c.run().status().equals("SkippedIdempotent"), c -> skipped(
                        SkipCause.CLAIMED_BY_OTHER_RUN,
                        "the engine did nothing: a run with this idempotency key is already done; "
                                + "is ROCKY_IDEMPOTENCY_KEY set in the environment?")),
                row("in flight", c -> c.run().status().equals("SkippedInFlight"), c -> skipped(
                        SkipCause.CLAIMED_BY_OTHER_RUN,
                        "the engine did nothing: a run with this idempotency key is still in progress")));
    }

    static List<VerdictRule> answeredBy(Class<? extends EngineDocument> type) {
        return List.of(row("wrong document", c -> !c.answeredWith(type), c -> failed(
                "the engine answered '" + RequestText.of(c.request()) + "' with a document of command '"
                        + c.document().command() + "', which says nothing about " + c.spec().key()
                        + "; the pipeline may have another type now, so refresh the snapshot")));
    }

    /**
     * Returns the row for a pipeline of another type. It must follow the rows about skipping, whose answers state no
     * type.
     */
    static VerdictRule otherPipelineType(String type) {
        return row(
                "other pipeline type",
                c -> !c.run().pipelineType().isEmpty() && !c.run().pipelineType().equals(type),
                c -> failed("the engine ran a " + c.run().pipelineType() + " pipeline, but " + c.spec().key() + " is a "
                        + type + " in these definitions; refresh the snapshot"));
    }

    static VerdictRule row(String name, Predicate<EngineCall> when, Function<EngineCall, Verdict> then) {
        return new VerdictRule(name, when, then);
    }

    static List<VerdictRule> table(List<VerdictRule> first, List<VerdictRule> second, VerdictRule... others) {
        List<VerdictRule> rows = new ArrayList<>(first);
        rows.addAll(second);
        rows.addAll(List.of(others));
        return List.copyOf(rows);
    }
}
