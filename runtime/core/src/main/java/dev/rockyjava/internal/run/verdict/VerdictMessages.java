package dev.rockyjava.internal.run.verdict;

import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.LockLoss;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.RunOutput.Contained;
import dev.rockyjava.engine.document.RunOutput.ExcludedTable;
import dev.rockyjava.engine.document.RunOutput.RunError;
import dev.rockyjava.internal.run.text.ErrorChain;
import dev.rockyjava.internal.run.text.LogTail;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.run.CheckEvaluation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the messages of verdicts: what happened, where, and what to do next. */
public final class VerdictMessages {

    private VerdictMessages() {}

    public static String of(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        String text = thrown.getMessage();
        if (text == null) {
            return thrown.getClass().getName();
        }
        boolean plain = (thrown instanceof EngineException || thrown instanceof NotRepeatedException) && !text.isBlank();
        return plain ? text : thrown.getClass().getName() + ": " + text;
    }

    static String errors(List<RunError> errors) {
        return join(errors.stream().map(error -> error.error().isBlank()
                ? "the engine gives no message (failure kind '" + error.failureKind() + "')"
                : ErrorChain.once(error.error())));
    }

    static String contained(Contained entry) {
        return "the engine held it back because of " + Listing.named(entry.blockedBy())
                + (entry.unblockHint().isBlank() ? "" : "; " + entry.unblockHint());
    }

    /**
     * Returns the message for a failure that the document doesn't explain: the errors about other models, or what the
     * engine logged last.
     */
    static String exit(EngineCall call) {
        String ended = "the engine ended with exit status " + call.exitCode();
        if (call.request() instanceof RunRequest.Model && !call.run().errors().isEmpty()) {
            return ended + " because of others: " + join(call.run().errors().stream()
                    .map(error -> String.join(".", error.assetKey()) + ": " + ErrorChain.once(error.error())));
        }
        Optional<String> reason = LogTail.reason(call.answer().logTail());
        if (reason.filter(LockLoss::ofState).isPresent()) {
            return notRecorded(call);
        }
        return ended + reason.map(text -> ": " + text).orElse(" and gives no reason; its log may have one");
    }

    /**
     * Returns the same message with the errors of the log: the last line of a snapshot pipeline only reports the
     * failure, while each statement's error is a record of the log.
     */
    static String exitWithLog(EngineCall call) {
        List<String> errors = LogTail.errors(call.answer().logTail());
        return exit(call) + (errors.isEmpty() ? "" : "; its log says: " + join(errors.stream()));
    }

    /**
     * Returns the message for work that couldn't be recorded: quality and snapshot pipelines open the engine's state
     * last (ENGINE.md §4.2).
     */
    private static String notRecorded(EngineCall call) {
        boolean failed = call.answeredWith(RunOutput.class) && call.failedCount() != 0;
        return (failed ? "the engine counts " + call.failedCount() + " failed, and " : "the work was done, but ")
                + "it couldn't be recorded in the engine's state, which another process held; run it again when that "
                + "process has ended";
    }

    static String status(EngineCall call) {
        return "the engine reports the status '" + call.run().status() + "' and gives no error";
    }

    static String failedCount(EngineCall call) {
        return "the engine counts " + call.failedCount() + " failed but gives no error"
                + LogTail.reason(call.answer().logTail()).map(reason -> "; its log says: " + reason).orElse("");
    }

    static String nothingBuilt(EngineCall call) {
        String others = call.run().materializations().isEmpty()
                ? ""
                : " of it, only of " + Listing.named(call.run().materializations().stream()
                        .map(built -> String.join(".", built.assetKey()))
                        .toList());
        return "the engine reported success but built nothing" + others;
    }

    static String missing(EngineCall call) {
        return "the engine reported success but didn't build partition " + Listing.named(call.missingPartitions());
    }

    static String later(EngineCall call) {
        String keys = Listing.named(call.laterPartitions());
        return "the engine also built " + keys + ", which began after the run; what is upstream may not have it yet, so"
                + " build it once more when it has";
    }

    public static UnsupportedByEngineException endPassed(String last, String now) {
        return new UnsupportedByEngineException(
                "nothing was asked: the run began in partition " + last + " and it is " + now + " now; the engine's"
                        + " --missing has no end, and would build what is upstream of it in this run doesn't have",
                "ask for the missing partitions in a new run");
    }

    static String stillMissing(EngineCall call) {
        var summary = call.summary().orElseThrow();
        return "the engine reported success but built " + summary.partitionsSucceeded() + " of "
                + summary.partitionsPlanned() + " missing partitions";
    }

    static String partitionsFailed(EngineCall call) {
        var summary = call.summary().orElseThrow();
        return "the engine counts " + summary.partitionsFailed() + " of " + summary.partitionsPlanned()
                + " partitions as failed but gives no error";
    }

    static String tablesFailed(EngineCall call) {
        int errors = call.run().errors().size();
        long failed = errors == 0 ? call.failedCount() : Math.max(call.failedCount(), errors);
        String copied = call.built().isEmpty() ? "" : ", " + call.built().size() + " copied";
        String why = !call.run().errors().isEmpty()
                ? ": " + tableErrors(call.pipelineErrors())
                : LogTail.reason(call.answer().logTail()).map(reason -> ": " + reason).orElse(
                        "; the engine gives no error");
        return source(call) + failed + (failed == 1 ? " table failed" : " tables failed") + copied + why;
    }

    /** Returns each error with its table, if the engine names it and the message doesn't. */
    private static String tableErrors(List<RunError> errors) {
        return join(errors.stream().map(error -> {
            String text = errors(List.of(error));
            List<String> key = error.assetKey();
            boolean told = key.isEmpty() || key.get(0).startsWith("<") || text.contains(key.get(key.size() - 1));
            return told ? text : String.join("/", key) + ": " + text;
        }));
    }

    static String copiesNotListed(EngineCall call) {
        return source(call) + "the engine counts " + call.run().tablesCopied() + " tables as copied but lists "
                + call.run().materializations().size() + ", so it is unknown what was copied; its log may say more";
    }

    static String sourceGone(EngineCall call) {
        RunRequest.Replication replication = (RunRequest.Replication) call.request();
        return replication.filter()
                .map(filter -> "the source " + filter + " of pipeline " + replication.pipeline()
                        + " isn't there (the engine found no table for it); if its database is there and filled, refresh the"
                        + " snapshot")
                .orElseGet(() -> "the engine found no source for pipeline " + replication.pipeline()
                        + "; check its schema_pattern, or refresh the snapshot if the sources are there");
    }

    static String nothingCopied(EngineCall call) {
        return source(call) + "nothing was copied: " + excludedList(call)
                + "; bring the tables back, or refresh the snapshot";
    }

    static String excluded(EngineCall call) {
        return source(call) + "left out: " + excludedList(call);
    }

    static String filesFailed(EngineCall call) {
        String files = join(call.failedFiles().stream().map(file -> file.file() + ": "
                + file.error().orElseGet(() -> "it doesn't keep the contract"
                        + file.contract().map(VerdictMessages::violations).orElse(""))));
        int known = call.failedFiles().size();
        long failed = known == 0 ? call.load().filesFailed() : Math.max(call.load().filesFailed(), known);
        return failed + " of " + call.load().files().size() + " files failed"
                + (files.isEmpty() ? " but the engine gives no error" : ": " + files);
    }

    private static String violations(LoadOutput.ContractResult contract) {
        return contract.violations().isEmpty()
                ? ""
                : " (" + join(contract.violations().stream().map(LoadOutput.ContractViolation::message)) + ")";
    }

    static String quarantineFailed(EngineCall call) {
        String tables = join(call.run().quarantine().stream()
                .filter(entry -> !entry.ok())
                .map(entry -> String.join(".", entry.assetKey()) + ": "
                        + entry.error().orElse("the engine gives no error")));
        boolean more = CheckResults.of(call.run()).stream().anyMatch(CheckEvaluation::failedAsError);
        return "quarantine failed: " + tables + "; its rows are where they were, or in part moved"
                + (more ? "; and " + checksFailed(call) : "");
    }

    /** Returns the message for a run that the engine failed because of its checks. */
    static String checkGate(EngineCall call) {
        if (!call.failedChecks().isEmpty()) {
            return source(call) + checksFailed(call) + ", and the project fails a run for it (fail_on_error)";
        }
        return source(call) + "the engine failed the run on its checks (check_gate_failed), though none of this answer failed"
                + call.run().resumedFrom().map(run -> "; the run that it resumed, " + run + ", had").orElse("")
                + "; see `rocky history`, and run it again";
    }

    static String notVerified(EngineCall call) {
        return source(call) + "the engine added columns to "
                + Listing.named(call.run().drift().actionsTaken().stream().map(RunOutput.DriftAction::table).distinct().toList())
                + ", and the checks of verify_after didn't confirm it; nothing was taken back, so look at the table, then at"
                + " the checks";
    }

    static final String INLINED = "an ephemeral model: the engine puts its SQL into the models that read it and builds"
            + " nothing for it; refresh the snapshot, and it is no asset any more";

    /**
     * Returns whether an error has the engine's code for an inlined model, at the beginning of its text (engine 1.72
     * and newer).
     */
    static boolean isAboutAnInlinedModel(String error) {
        return error.contains("E038");
    }

    static String checksFailed(EngineCall call) {
        List<String> failed = call.failedChecks().stream()
                .map(check -> String.join(".", check.engineKey()) + " " + check.name())
                .toList();
        return failed.size() + (failed.size() == 1 ? " check failed: " : " checks failed: ") + Listing.named(failed);
    }

    /** Returns the prefix that names the source, if a pipeline has several. */
    private static String source(EngineCall call) {
        return call.request() instanceof RunRequest.Replication replication
                ? replication.filter().map(filter -> filter + ": ").orElse("")
                : "";
    }

    private static String excludedList(EngineCall call) {
        return Listing.named(call.excluded().stream().map(VerdictMessages::excludedTable).toList());
    }

    private static String excludedTable(ExcludedTable table) {
        return (table.sourceSchema().isEmpty() ? "" : table.sourceSchema() + ".") + table.tableName() + " ("
                + table.reason() + ")";
    }

    private static String join(Stream<String> messages) {
        return messages.distinct().collect(Collectors.joining("; "));
    }
}
