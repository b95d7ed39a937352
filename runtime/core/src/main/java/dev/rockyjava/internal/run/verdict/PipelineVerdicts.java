package dev.rockyjava.internal.run.verdict;

import static dev.rockyjava.internal.run.verdict.SharedVerdictRules.answeredBy;
import static dev.rockyjava.internal.run.verdict.SharedVerdictRules.interruptedOrElsewhere;
import static dev.rockyjava.internal.run.verdict.SharedVerdictRules.otherPipelineType;
import static dev.rockyjava.internal.run.verdict.SharedVerdictRules.row;
import static dev.rockyjava.internal.run.verdict.SharedVerdictRules.table;
import static dev.rockyjava.internal.run.verdict.Verdict.failed;
import static dev.rockyjava.internal.run.verdict.Verdict.interrupted;
import static dev.rockyjava.internal.run.verdict.Verdict.materialized;
import static dev.rockyjava.internal.run.verdict.Verdict.skipped;

import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.SeedOutput;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.SkipCause;
import java.util.List;

/** The tables of {@link Verdicts} for everything except models. */
public final class PipelineVerdicts {

    private static final String UNCHANGED = "unchanged_since_last_copy";
    private static final String DISABLED = "table_override_disabled";

    private PipelineVerdicts() {}

    /**
     * {@code run --pipeline P --filter F} of a replication (ENGINE.md §2.5, §3.4, §3.7). An asset that is one of its
     * tables doesn't fail because of another table.
     */
    public static final List<VerdictRule> REPLICATION = table(
            answeredBy(RunOutput.class),
            interruptedOrElsewhere(),
            otherPipelineType("replication"),
            row("table failed", c -> !c.othersFailed() && (!c.run().errors().isEmpty() || c.failedCount() != 0), c ->
                    failed(VerdictMessages.tablesFailed(c))),
            row("check gate", EngineCall::isGated, c -> failed(VerdictMessages.checkGate(c))),
            row("not verified", EngineCall::isUnverified, c -> failed(VerdictMessages.notVerified(c))),
            row("exit status", c -> !c.othersFailed() && c.exitCode() != 0, c -> failed(VerdictMessages.exit(c))),
            row("status word", c -> !c.othersFailed() && !c.run().status().equals("Success"), c -> failed(
                    VerdictMessages.status(c))),
            row("copies not listed", c -> c.run().tablesCopied() > c.run().materializations().size(), c -> failed(
                    VerdictMessages.copiesNotListed(c))),
            // The engine reports "Success" for a filter that matches nothing (§2.5).
            row("source gone", c -> c.built().isEmpty() && c.excluded().isEmpty(), c -> failed(
                    VerdictMessages.sourceGone(c))),
            row("all disabled", c -> c.allExcludedFor(DISABLED), c -> skipped(
                    SkipCause.NOTHING_TO_DO, "nothing was copied: the project disables every table of it")),
            // Pruned tables are still valid (§3.7), so downstream assets may use them.
            row("all unchanged", c -> c.allExcludedFor(UNCHANGED, DISABLED), c -> materialized(
                    "nothing was copied: unchanged since the last copy")),
            row("all missing", c -> c.built().isEmpty(), c -> failed(VerdictMessages.nothingCopied(c))),
            row("some excluded", c -> !c.excluded().isEmpty(), c -> materialized(VerdictMessages.excluded(c))),
            row("copied", c -> true, c -> materialized()));

    /** {@code run --pipeline P} of a load pipeline (ENGINE.md §2.18). */
    public static final List<VerdictRule> LOAD = table(
            answeredBy(LoadOutput.class),
            List.of(row("interrupted", EngineCall::endedBySignal, c -> interrupted(
                    "the engine was interrupted by a signal"))),
            row("file failed", c -> c.load().filesFailed() != 0 || !c.failedFiles().isEmpty(), c -> failed(
                    VerdictMessages.filesFailed(c))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(VerdictMessages.exit(c))),
            // An empty landing folder is normal: not a failure, but nothing is materialized either.
            row("no files", c -> c.load().files().isEmpty() && c.load().filesLoaded() == 0, c -> skipped(
                    SkipCause.NOTHING_TO_DO,
                    "no file to load in '" + c.load().sourceDir() + "'; the table is as it was")),
            row("none loaded", c -> c.load().filesLoaded() == 0, c -> failed(
                    "the engine reported success but loaded none of " + c.load().files().size() + " files")),
            row("some not loaded", c -> c.load().filesLoaded() != c.load().files().size(), c -> failed(
                    "the engine reported success but loaded " + c.load().filesLoaded() + " of "
                            + c.load().files().size() + " files and doesn't say which")),
            row("loaded", c -> true, c -> materialized()));

    /** {@code seed --filter NAME} (ENGINE.md §2.16). */
    public static final List<VerdictRule> SEED = table(
            answeredBy(SeedOutput.class),
            List.of(row("interrupted", EngineCall::endedBySignal, c -> interrupted(
                    "the engine was interrupted by a signal"))),
            row("seed error", c -> c.seeded().flatMap(SeedOutput.SeededTable::error).isPresent(), c -> failed(
                    c.seeded().flatMap(SeedOutput.SeededTable::error).orElseThrow())),
            row("exit status", c -> c.exitCode() != 0, c -> failed(VerdictMessages.exit(c))),
            // A filter that matches no seed gives exit status 0 and an empty list.
            row("seed gone", c -> c.seeded().isEmpty(), c -> failed("the engine found no seed '" + c.spec().label()
                    + "' in '" + c.seed().seedsDir() + "'; put the file back, or refresh the snapshot")),
            row("failed count", c -> c.seed().tablesFailed() != 0, c -> failed("the engine counts "
                    + c.seed().tablesFailed() + " failed seeds but gives no error")),
            row("none loaded", c -> c.seed().tablesLoaded() < 1, c -> failed(
                    "the engine reported success but counts no seed as loaded")),
            row("seeded", c -> true, c -> materialized()));

    /** {@code test --declarative}, whose answer is about checks rather than the asset. */
    static final List<VerdictRule> TEST = List.of(
            row("interrupted", EngineCall::endedBySignal, c -> interrupted(
                    "the engine was interrupted by a signal")),
            row("tested", c -> true, c -> materialized()));

    /** {@code run --pipeline P} of a quality pipeline; its status always says success (ENGINE.md §3.2). */
    public static final List<VerdictRule> QUALITY = table(
            answeredBy(RunOutput.class),
            interruptedOrElsewhere(),
            otherPipelineType("quality"),
            // The engine's exit status is 0 whatever happened to the rows (run_local.rs, execute_quarantine_plan).
            row("quarantine failed", c -> c.run().quarantine().stream().anyMatch(entry -> !entry.ok()), c -> failed(
                    VerdictMessages.quarantineFailed(c))),
            row("check failed", c -> CheckResults.of(c.run()).stream().anyMatch(CheckEvaluation::failedAsError), c -> failed(
                    VerdictMessages.checksFailed(c))),
            row("check gate", EngineCall::isGated, c -> failed(VerdictMessages.checkGate(c))),
            row("run error", c -> !c.run().errors().isEmpty(), c -> failed(VerdictMessages.errors(c.run().errors()))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(VerdictMessages.exit(c))),
            row("status word", c -> !c.run().status().equals("Success"), c -> failed(VerdictMessages.status(c))),
            row("failed count", c -> c.failedCount() != 0, c -> failed(VerdictMessages.failedCount(c))),
            // A gate without checks hasn't been passed, but a project may have disabled its checks.
            row("no checks", c -> CheckResults.of(c.run()).isEmpty(), c -> skipped(
                    SkipCause.NOTHING_TO_DO, "the engine evaluated no check; see 'checks' of the pipeline")),
            row("passed", c -> true, c -> materialized()));

    /** {@code run --pipeline P} of a snapshot pipeline; its status always says success (ENGINE.md §3.2). */
    public static final List<VerdictRule> SNAPSHOT = table(
            answeredBy(RunOutput.class),
            interruptedOrElsewhere(),
            otherPipelineType("snapshot"),
            row("run error", c -> !c.run().errors().isEmpty(), c -> failed(VerdictMessages.errors(c.run().errors()))),
            row("exit status", c -> c.exitCode() != 0, c -> failed(VerdictMessages.exitWithLog(c))),
            row("status word", c -> !c.run().status().equals("Success"), c -> failed(VerdictMessages.status(c))),
            row("failed count", c -> c.failedCount() != 0, c -> failed(VerdictMessages.failedCount(c))),
            row("nothing built", c -> c.built().isEmpty(), c -> failed(VerdictMessages.nothingBuilt(c))),
            row("kept", c -> true, c -> materialized()));
}
