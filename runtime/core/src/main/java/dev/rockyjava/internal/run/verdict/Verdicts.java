package dev.rockyjava.internal.run.verdict;

import static dev.rockyjava.internal.run.verdict.Rules.answeredBy;
import static dev.rockyjava.internal.run.verdict.Rules.interruptedOrElsewhere;
import static dev.rockyjava.internal.run.verdict.Rules.row;
import static dev.rockyjava.internal.run.verdict.Rules.table;
import static dev.rockyjava.internal.run.verdict.Verdict.failed;
import static dev.rockyjava.internal.run.verdict.Verdict.graphOnly;
import static dev.rockyjava.internal.run.verdict.Verdict.interrupted;
import static dev.rockyjava.internal.run.verdict.Verdict.materialized;
import static dev.rockyjava.internal.run.verdict.Verdict.skipped;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.SkipCause;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that decides what an answer of the engine means. For each command an ordered table; the first row that
 * applies gives the verdict. Success is always the last row: whatever no row understands, such as the status word of a
 * newer engine, or counts that contradict each other, has failed before.
 */
public final class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    private Verdicts() {}

    /** Rows for a call that brought no answer at all, whatever was asked. */
    public static final List<Rule> NO_ANSWER = List.of(
            row("thread interrupted", c -> c.threw(EngineInterruptedException.class), c -> interrupted(
                    "the run was interrupted while the engine worked on it; what was done is unknown: "
                            + Messages.of(c.thrown()))),
            row("engine interrupted", c -> c.thrown() instanceof EngineCommandException e
                    && e.exitCode() == Rules.INTERRUPTED_EXIT, c -> interrupted(Messages.of(c.thrown()))),
            row("not repeated", c -> c.threw(NotRepeatedException.class), c -> failed(Messages.of(c.thrown()))),
            row("inlined", c -> c.request() instanceof RunRequest.Model
                    && c.thrown() instanceof EngineCommandException e
                    && Messages.isAboutAnInlinedModel(Messages.of(e)), c -> graphOnly(Messages.INLINED)),
            row("no answer", c -> c.threw(EngineException.class), c -> failed(Messages.of(c.thrown()))),
            row("engine bug", c -> c.threw(Throwable.class), c -> failed("the engine's Java code threw "
                    + Messages.of(c.thrown()) + "; this is a bug, the log has its stack trace")));

    /** {@code run --model} (ENGINE.md §2.7, §3.2 to §3.5). */
    public static final List<Rule> MODEL = table(
            answeredBy(RunOutput.class),
            interruptedOrElsewhere(),
            row("contained", c -> c.contained().isPresent(), c -> skipped(
                    SkipCause.CONTAINED, Messages.contained(c.contained().orElseThrow()))),
            // A newer engine than the snapshot's puts the model's SQL into its consumers (§9).
            row("inlined", c -> c.ownErrors().stream().anyMatch(e -> Messages.isAboutAnInlinedModel(e.error())), c -> graphOnly(
                    Messages.INLINED)),
            row("model error", c -> !c.ownErrors().isEmpty(), c -> failed(Messages.errors(c.ownErrors()))),
            row("check gate", Call::isGated, c -> failed(Messages.checkGate(c))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(Messages.exit(c))),
            // Both contradict exit status 0; an engine that says such things has not said success.
            row("status word", c -> !c.run().status().equals("Success"), c -> failed(Messages.status(c))),
            row("failed count", c -> c.failedCount() != 0, c -> failed(Messages.failedCount(c))),
            row("partitions failed", c -> c.summary().filter(s -> s.partitionsFailed() != 0).isPresent(), c -> failed(
                    Messages.partitionsFailed(c))),
            // An engine that doesn't know --missing builds something else.
            row("missing unknown", c -> c.asksForMissing() && c.summary().isEmpty(), c -> failed(
                    "the engine doesn't say which partitions were missing; use another one, or give a range")),
            row("none missing", c -> c.asksForMissing() && c.summary().orElseThrow().partitionsPlanned() == 0,
                    c -> skipped(SkipCause.NOTHING_TO_DO, "no partition is missing in the engine's state")),
            row("still missing", c -> c.asksForMissing() && c.summary().orElseThrow().partitionsSucceeded()
                    < c.summary().orElseThrow().partitionsPlanned(), c -> failed(Messages.stillMissing(c))),
            // By the project's own wish, [run] skip_unchanged (§2.5). What is downstream may use it.
            row("unchanged", c -> c.unchanged().isPresent(), c -> materialized(
                    "nothing was built, as the model is still valid: " + c.unchanged().orElseThrow())),
            // The engine leaves out whole models only, never one that it knows to have partitions (skip_gate.rs).
            row("not partitioned", c -> c.leftAsItIs().isPresent(), c -> failed("the engine built no partition: "
                    + c.leftAsItIs().orElseThrow() + ". It says that only of a model without partitions, so refresh "
                    + "the snapshot")),
            row("nothing built", c -> c.built().isEmpty(), c -> failed(Messages.nothingBuilt(c))),
            row("no partition", c -> c.namesPartitions()
                    && c.built().stream().allMatch(built -> built.partition().isEmpty()), c -> failed(
                    "the engine reported success but no partition; if the model has none now, refresh the snapshot")),
            // The engine lists it, but creates nothing and inlines nothing (§7.7). Green would promise a table.
            row("ephemeral", Verdicts::onlyEphemeral, c -> graphOnly(
                    "an ephemeral model: the engine compiled it but creates nothing for it")),
            row("partition missing", c -> !c.missingPartitions().isEmpty(), c -> failed(Messages.missing(c))),
            // The engine reads its own clock, after ours was read for the last time.
            row("later partition", c -> !c.laterPartitions().isEmpty(), c -> materialized(Messages.later(c))),
            row("built", c -> true, c -> materialized()));

    private static boolean onlyEphemeral(Call call) {
        return call.built().stream()
                .allMatch(built -> built.metadata().strategy().filter("ephemeral"::equals).isPresent());
    }

    /**
     * The table for a request.
     *
     * @throws IllegalArgumentException for one that has no verdict of its own
     */
    public static List<Rule> tableFor(RunRequest request) {
        if (request instanceof RunRequest.Model) {
            return MODEL;
        }
        if (request instanceof RunRequest.Replication) {
            return PipelineVerdicts.REPLICATION;
        }
        if (request instanceof RunRequest.Load) {
            return PipelineVerdicts.LOAD;
        }
        if (request instanceof RunRequest.Seed) {
            return PipelineVerdicts.SEED;
        }
        if (request instanceof RunRequest.Test) {
            return PipelineVerdicts.TEST;
        }
        if (request instanceof RunRequest.Quality) {
            return PipelineVerdicts.QUALITY;
        }
        if (request instanceof RunRequest.Snapshot) {
            return PipelineVerdicts.SNAPSHOT;
        }
        // A whole pipeline is judged model by model; what a plan or its application means, the request that it is for says.
        throw new IllegalArgumentException("no verdict table for " + request);
    }

    /** The first row that applies. */
    public static Rule ruleFor(Call call) {
        List<Rule> table = call.thrown() != null ? NO_ANSWER : tableFor(call.request());
        for (Rule rule : table) {
            if (rule.when().test(call)) {
                return rule;
            }
        }
        throw new IllegalStateException("no row applies, though the last one always does");
    }

    public static Verdict of(Call call) {
        Rule rule = ruleFor(call);
        if (LOG.isDebugEnabled()) { // the text of a request takes longer than all the rest
            String request = RequestText.of(call.request());
            LOG.debug("{}: {} is judged by the rule '{}'", call.spec().key(), request, rule.name());
        }
        Verdict verdict = rule.then().apply(call);
        if (verdict.status() != OutcomeStatus.FAILED) {
            return verdict;
        }
        Verdict failed = verdict.with(call.failure());
        return call.threw(EngineTimeoutException.class) ? failed.because(new OutcomeCause.OutOfTime()) : failed;
    }
}
