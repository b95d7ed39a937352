package dev.rockyjava.internal.run.verdict;

import static dev.rockyjava.internal.run.verdict.SharedVerdictRules.answeredBy;
import static dev.rockyjava.internal.run.verdict.SharedVerdictRules.interruptedOrElsewhere;
import static dev.rockyjava.internal.run.verdict.SharedVerdictRules.row;
import static dev.rockyjava.internal.run.verdict.SharedVerdictRules.table;
import static dev.rockyjava.internal.run.verdict.Verdict.failed;
import static dev.rockyjava.internal.run.verdict.Verdict.graphOnly;
import static dev.rockyjava.internal.run.verdict.Verdict.interrupted;
import static dev.rockyjava.internal.run.verdict.Verdict.materialized;
import static dev.rockyjava.internal.run.verdict.Verdict.skipped;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.SkipCause;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what an answer of the engine means; no other code does. Each command has an ordered table, whose first
 * applicable row gives the verdict. Success is always the last row: anything that no row recognizes, such as the status
 * word of a newer engine or counts that contradict each other, has failed before.
 */
public final class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    private Verdicts() {}

    /** Rows for a call without any answer, whatever was asked. */
    public static final List<VerdictRule> NO_ANSWER = List.of(
            row("thread interrupted", c -> c.threw(EngineInterruptedException.class), c -> interrupted(
                    "the run was interrupted while the engine worked on it; what was done is unknown: "
                            + VerdictMessages.of(c.thrown()))),
            row("engine interrupted", c -> c.thrown() instanceof EngineCommandException e
                    && e.exitCode() == SharedVerdictRules.INTERRUPTED_EXIT, c -> interrupted(VerdictMessages.of(c.thrown()))),
            row("not repeated", c -> c.threw(NotRepeatedException.class), c -> failed(VerdictMessages.of(c.thrown()))),
            row("inlined", c -> c.request() instanceof RunRequest.Model
                    && c.thrown() instanceof EngineCommandException e
                    && VerdictMessages.isAboutAnInlinedModel(VerdictMessages.of(e)), c -> graphOnly(VerdictMessages.INLINED)),
            row("no answer", c -> c.threw(RockyException.class), c -> failed(VerdictMessages.of(c.thrown()))),
            row("engine bug", c -> c.threw(Throwable.class), c -> failed("the engine's Java code threw "
                    + VerdictMessages.of(c.thrown()) + "; this is a bug, the log has its stack trace")));

    /** {@code run --model} (ENGINE.md §2.7, §3.2 to §3.5). */
    public static final List<VerdictRule> MODEL = table(
            answeredBy(RunOutput.class),
            interruptedOrElsewhere(),
            row("contained", c -> c.contained().isPresent(), c -> skipped(
                    SkipCause.CONTAINED, VerdictMessages.contained(c.contained().orElseThrow()))),
            // An engine newer than the snapshot's inlines the model's SQL into its consumers (§9).
            row("inlined", c -> c.ownErrors().stream().anyMatch(e -> VerdictMessages.isAboutAnInlinedModel(e.error())), c -> graphOnly(
                    VerdictMessages.INLINED)),
            row("model error", c -> !c.ownErrors().isEmpty(), c -> failed(VerdictMessages.errors(c.ownErrors()))),
            row("check gate", EngineCall::isGated, c -> failed(VerdictMessages.checkGate(c))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(VerdictMessages.exit(c))),
            // Both contradict exit status 0; such an answer doesn't report success.
            row("status word", c -> !c.run().status().equals("Success"), c -> failed(VerdictMessages.status(c))),
            row("failed count", c -> c.failedCount() != 0, c -> failed(VerdictMessages.failedCount(c))),
            row("partitions failed", c -> c.summary().filter(s -> s.partitionsFailed() != 0).isPresent(), c -> failed(
                    VerdictMessages.partitionsFailed(c))),
            // An engine that doesn't support --missing builds something else.
            row("missing unknown", c -> c.asksForMissing() && c.summary().isEmpty(), c -> failed(
                    "the engine doesn't say which partitions were missing; use another one, or give a range")),
            row("none missing", c -> c.asksForMissing() && c.summary().orElseThrow().partitionsPlanned() == 0,
                    c -> skipped(SkipCause.NOTHING_TO_DO, "no partition is missing in the engine's state")),
            row("still missing", c -> c.asksForMissing() && c.summary().orElseThrow().partitionsSucceeded()
                    < c.summary().orElseThrow().partitionsPlanned(), c -> failed(VerdictMessages.stillMissing(c))),
            // Enabled by the project, [run] skip_unchanged (§2.5). Downstream assets may use the table.
            row("unchanged", c -> c.unchanged().isPresent(), c -> materialized(
                    "nothing was built, as the model is still valid: " + c.unchanged().orElseThrow())),
            // The engine skips whole models only, never one that it knows to be partitioned (skip_gate.rs).
            row("not partitioned", c -> c.leftAsItIs().isPresent(), c -> failed("the engine built no partition: "
                    + c.leftAsItIs().orElseThrow() + ". It says that only of a model without partitions, so refresh "
                    + "the snapshot")),
            row("nothing built", c -> c.built().isEmpty(), c -> failed(VerdictMessages.nothingBuilt(c))),
            row("no partition", c -> c.namesPartitions()
                    && c.built().stream().allMatch(built -> built.partition().isEmpty()), c -> failed(
                    "the engine reported success but no partition; if the model has none now, refresh the snapshot")),
            // The engine lists it, but creates nothing and inlines nothing (§7.7). Success would imply a table.
            row("ephemeral", Verdicts::onlyEphemeral, c -> graphOnly(
                    "an ephemeral model: the engine compiled it but creates nothing for it")),
            row("partition missing", c -> !c.missingPartitions().isEmpty(), c -> failed(VerdictMessages.missing(c))),
            // The engine reads its own clock, after this library last read its clock.
            row("later partition", c -> !c.laterPartitions().isEmpty(), c -> materialized(VerdictMessages.later(c))),
            row("built", c -> true, c -> materialized()));

    /**
     * A whole pipeline has no table, as it is judged model by model; neither has a plan or its application, which is
     * judged as the request that it serves.
     */
    private static final Map<Class<? extends RunRequest>, List<VerdictRule>> TABLES = Map.of(
            RunRequest.Model.class, MODEL,
            RunRequest.Replication.class, PipelineVerdicts.REPLICATION,
            RunRequest.Load.class, PipelineVerdicts.LOAD,
            RunRequest.Seed.class, PipelineVerdicts.SEED,
            RunRequest.Test.class, PipelineVerdicts.TEST,
            RunRequest.Quality.class, PipelineVerdicts.QUALITY,
            RunRequest.Snapshot.class, PipelineVerdicts.SNAPSHOT);

    private static boolean onlyEphemeral(EngineCall call) {
        return call.built().stream()
                .allMatch(built -> built.metadata().strategy().filter("ephemeral"::equals).isPresent());
    }

    /**
     * Returns the table for a request.
     *
     * @throws IllegalArgumentException if the request has no verdict of its own
     */
    public static List<VerdictRule> tableFor(RunRequest request) {
        List<VerdictRule> table = TABLES.get(request.getClass());
        if (table == null) {
            throw new IllegalArgumentException("no verdict table for " + request);
        }
        return table;
    }

    /** Returns the first row that applies. */
    public static VerdictRule ruleFor(EngineCall call) {
        List<VerdictRule> table = call.thrown() != null ? NO_ANSWER : tableFor(call.request());
        for (VerdictRule rule : table) {
            if (rule.when().test(call)) {
                return rule;
            }
        }
        throw new IllegalStateException("no row applies, though the last one always does");
    }

    public static Verdict of(EngineCall call) {
        VerdictRule rule = ruleFor(call);
        if (LOG.isDebugEnabled()) { // formatting a request takes longer than everything else here
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
