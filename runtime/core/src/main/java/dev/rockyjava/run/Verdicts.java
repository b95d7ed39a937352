package dev.rockyjava.run;

import static dev.rockyjava.run.Verdict.failed;
import static dev.rockyjava.run.Verdict.graphOnly;
import static dev.rockyjava.run.Verdict.interrupted;
import static dev.rockyjava.run.Verdict.materialized;
import static dev.rockyjava.run.Verdict.skipped;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineDocument;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.LoadOutput;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunOutput;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.SeedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that decides what an answer of the engine means. For each command an ordered table; the first row that
 * applies gives the verdict. Success is always the last row: whatever no row understands, such as the status word of a
 * newer engine, has failed before.
 */
final class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    private static final int INTERRUPTED_EXIT = 130;
    private static final String UNCHANGED = "unchanged_since_last_copy";
    private static final String DISABLED = "table_override_disabled";

    private Verdicts() {}

    /** Rows for a call that brought no answer at all, whatever was asked. */
    static final List<Rule> NO_ANSWER = List.of(
            row("thread interrupted", c -> c.threw(EngineInterruptedException.class), c -> interrupted(
                    "the run was interrupted while the engine worked on it; what was done is unknown: "
                            + Messages.of(c.thrown()))),
            row("engine interrupted", c -> c.thrown() instanceof EngineCommandException e
                    && e.exitCode() == INTERRUPTED_EXIT, c -> interrupted(Messages.of(c.thrown()))),
            row("no answer", c -> c.threw(EngineException.class), c -> failed(Messages.of(c.thrown()))),
            row("engine bug", c -> c.threw(Throwable.class), c -> failed("the engine's Java code threw "
                    + Messages.of(c.thrown()) + "; this is a bug, the log has its stack trace")));

    /** {@code run --model} (rocky-contract §2.7, §3.2 to §3.5). */
    static final List<Rule> MODEL = table(
            answeredBy(RunOutput.class),
            interruptedOrElsewhere(),
            row("contained", c -> c.contained().isPresent(), c -> skipped(
                    SkipCause.CONTAINED, Messages.contained(c.contained().orElseThrow()))),
            row("model error", c -> !c.ownErrors().isEmpty(), c -> failed(Messages.errors(c.ownErrors()))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(Messages.exit(c))),
            // Both contradict exit status 0; an engine that says such things has not said success.
            row("status word", c -> !c.run().status().equals("Success"), c -> failed(Messages.status(c))),
            row("failed count", c -> c.run().tablesFailed() > 0, c -> failed(Messages.failedCount(c))),
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
            row("nothing built", c -> c.built().isEmpty(), c -> failed(Messages.nothingBuilt(c))),
            row("no partition", c -> c.partitions() instanceof PartitionChoice.Latest
                    && c.built().stream().allMatch(built -> built.partition().isEmpty()), c -> failed(
                    "the engine reported success but no partition; if the model has none now, refresh the snapshot")),
            // The engine lists it, but creates nothing and inlines nothing (§7.7). Green would promise a table.
            row("ephemeral", Verdicts::onlyEphemeral, c -> graphOnly(
                    "an ephemeral model: the engine compiled it but creates nothing for it")),
            row("partition missing", c -> !c.missingPartitions().isEmpty(), c -> failed(Messages.missing(c))),
            row("built", c -> true, c -> materialized()));

    /** {@code run --pipeline P --filter F} of a replication (rocky-contract §2.5, §3.4, §3.7). */
    static final List<Rule> REPLICATION = table(
            answeredBy(RunOutput.class),
            interruptedOrElsewhere(),
            otherPipelineType("replication"),
            row("table failed", c -> !c.run().errors().isEmpty() || c.run().tablesFailed() > 0, c -> failed(
                    Messages.tablesFailed(c))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(Messages.exit(c))),
            row("status word", c -> !c.run().status().equals("Success"), c -> failed(Messages.status(c))),
            // A filter that matches nothing is "Success" to the engine (§2.5).
            row("source gone", c -> c.built().isEmpty() && c.excluded().isEmpty(), c -> failed(
                    Messages.sourceGone(c))),
            row("all disabled", c -> c.allExcludedFor(DISABLED), c -> skipped(
                    SkipCause.NOTHING_TO_DO, "nothing was copied: the project disables every table of it")),
            // Pruned tables are still valid (§3.7), so what is downstream may use them.
            row("all unchanged", c -> c.allExcludedFor(UNCHANGED, DISABLED), c -> materialized(
                    "nothing was copied: unchanged since the last copy")),
            row("all missing", c -> c.built().isEmpty(), c -> failed(Messages.nothingCopied(c))),
            row("some excluded", c -> !c.excluded().isEmpty(), c -> materialized(Messages.excluded(c))),
            row("copied", c -> true, c -> materialized()));

    /** {@code run --pipeline P} of a load pipeline (rocky-contract §2.18). */
    static final List<Rule> LOAD = table(
            answeredBy(LoadOutput.class),
            List.of(row("interrupted", c -> c.exitCode() == INTERRUPTED_EXIT, c -> interrupted(
                    "the engine was interrupted by a signal"))),
            row("file failed", c -> c.load().filesFailed() > 0 || !c.failedFiles().isEmpty(), c -> failed(
                    Messages.filesFailed(c))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(Messages.exit(c))),
            // No news in the landing folder is an ordinary night: nobody is to be woken, but nothing is green either.
            row("no files", c -> c.load().files().isEmpty() && c.load().filesLoaded() == 0, c -> skipped(
                    SkipCause.NOTHING_TO_DO,
                    "no file to load in '" + c.load().sourceDir() + "'; the table is as it was")),
            row("none loaded", c -> c.load().filesLoaded() == 0, c -> failed(
                    "the engine reported success but loaded none of " + c.load().files().size() + " files")),
            row("loaded", c -> true, c -> materialized()));

    /** {@code seed --filter NAME} (rocky-contract §2.16). */
    static final List<Rule> SEED = table(
            answeredBy(SeedOutput.class),
            List.of(row("interrupted", c -> c.exitCode() == INTERRUPTED_EXIT, c -> interrupted(
                    "the engine was interrupted by a signal"))),
            row("seed error", c -> c.seeded().flatMap(SeedOutput.SeededTable::error).isPresent(), c -> failed(
                    c.seeded().flatMap(SeedOutput.SeededTable::error).orElseThrow())),
            row("exit status", c -> c.exitCode() != 0, c -> failed(Messages.exit(c))),
            // A filter that matches no seed is exit status 0 and an empty list.
            row("seed gone", c -> c.seeded().isEmpty(), c -> failed("the engine found no seed '" + c.spec().label()
                    + "' in '" + c.seed().seedsDir() + "'; put the file back, or refresh the snapshot")),
            row("failed count", c -> c.seed().tablesFailed() > 0, c -> failed("the engine counts "
                    + c.seed().tablesFailed() + " failed seeds but gives no error")),
            row("seeded", c -> true, c -> materialized()));

    /** {@code run --pipeline P} of a quality pipeline; its status always says success (rocky-contract §3.2). */
    static final List<Rule> QUALITY = table(
            answeredBy(RunOutput.class),
            interruptedOrElsewhere(),
            otherPipelineType("quality"),
            row("check failed", c -> Checks.of(c.run()).stream().anyMatch(CheckEvaluation::failedAsError), c -> failed(
                    Messages.checksFailed(c))),
            row("run error", c -> !c.run().errors().isEmpty(), c -> failed(Messages.errors(c.run().errors()))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(Messages.exit(c))),
            row("status word", c -> !c.run().status().equals("Success"), c -> failed(Messages.status(c))),
            // A gate that looked at nothing hasn't been passed, but a project may have switched its checks off.
            row("no checks", c -> Checks.of(c.run()).isEmpty(), c -> skipped(
                    SkipCause.NOTHING_TO_DO, "the engine evaluated no check; see 'checks' of the pipeline")),
            row("passed", c -> true, c -> materialized()));

    /** {@code run --pipeline P} of a snapshot pipeline; its status always says success (rocky-contract §3.2). */
    static final List<Rule> SNAPSHOT = table(
            answeredBy(RunOutput.class),
            interruptedOrElsewhere(),
            otherPipelineType("snapshot"),
            row("run error", c -> !c.run().errors().isEmpty(), c -> failed(Messages.errors(c.run().errors()))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(Messages.exit(c))),
            row("status word", c -> !c.run().status().equals("Success"), c -> failed(Messages.status(c))),
            row("failed count", c -> c.run().tablesFailed() > 0, c -> failed(Messages.failedCount(c))),
            row("nothing built", c -> c.built().isEmpty(), c -> failed(Messages.nothingBuilt(c))),
            row("kept", c -> true, c -> materialized()));

    /** Rows that hold wherever the answer is a {@link RunOutput}. */
    private static List<Rule> interruptedOrElsewhere() {
        return List.of(
                // The status of an interrupted run says "Success" (§3.2).
                row("interrupted", c -> c.run().interrupted() || c.exitCode() == INTERRUPTED_EXIT, c -> interrupted(
                        "the engine was interrupted by a signal before it was done")),
                row("idempotent", c -> c.run().status().equals("SkippedIdempotent"), c -> skipped(
                        SkipCause.CLAIMED_BY_OTHER_RUN,
                        "the engine did nothing: a run with this idempotency key is already done; "
                                + "is ROCKY_IDEMPOTENCY_KEY set in the environment?")),
                row("in flight", c -> c.run().status().equals("SkippedInFlight"), c -> skipped(
                        SkipCause.CLAIMED_BY_OTHER_RUN,
                        "the engine did nothing: a run with this idempotency key is still going on")));
    }

    private static List<Rule> answeredBy(Class<? extends EngineDocument> type) {
        return List.of(row("wrong document", c -> !c.answeredWith(type), c -> failed(
                "the engine answered '" + RequestText.of(c.request()) + "' with a document of command '"
                        + c.document().command() + "', from which nothing can be told about " + c.spec().key()
                        + "; the pipeline may have another type now, so refresh the snapshot")));
    }

    /** After the rows about skipping: such an answer names no type of its own. */
    private static Rule otherPipelineType(String type) {
        return row(
                "other pipeline type",
                c -> !c.run().pipelineType().isEmpty() && !c.run().pipelineType().equals(type),
                c -> failed("the engine ran a " + c.run().pipelineType() + " pipeline, but " + c.spec().key() + " is a "
                        + type + " in these definitions; refresh the snapshot"));
    }

    private static boolean onlyEphemeral(Call call) {
        return call.built().stream()
                .allMatch(built -> built.metadata().strategy().filter("ephemeral"::equals).isPresent());
    }

    /** The table for a request. */
    static List<Rule> tableFor(RunRequest request) {
        if (request instanceof RunRequest.Model) {
            return MODEL;
        }
        if (request instanceof RunRequest.Replication) {
            return REPLICATION;
        }
        if (request instanceof RunRequest.Load) {
            return LOAD;
        }
        if (request instanceof RunRequest.Seed) {
            return SEED;
        }
        return request instanceof RunRequest.Quality ? QUALITY : SNAPSHOT;
    }

    /** The first row that applies. */
    static Rule ruleFor(Call call) {
        List<Rule> table = call.thrown() != null ? NO_ANSWER : tableFor(call.request());
        return table.stream().filter(rule -> rule.when().test(call)).findFirst().orElseThrow();
    }

    static Verdict of(Call call) {
        Rule rule = ruleFor(call);
        LOG.debug("{}: {} is judged by the rule '{}'", call.spec().key(), RequestText.of(call.request()), rule.name());
        return rule.then().apply(call);
    }

    private static Rule row(String name, Predicate<Call> when, Function<Call, Verdict> then) {
        return new Rule(name, when, then);
    }

    private static List<Rule> table(List<Rule> first, List<Rule> second, Rule... others) {
        List<Rule> rows = new ArrayList<>(first);
        rows.addAll(second);
        rows.addAll(List.of(others));
        return List.copyOf(rows);
    }
}
