package dev.rockyjava.internal.run.facts;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.engine.document.ComplianceOutput;
import dev.rockyjava.engine.document.RetentionStatusOutput;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.control.RunControl;
import dev.rockyjava.internal.run.control.TimeLimit;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.verdict.EngineKeys;
import dev.rockyjava.internal.run.verdict.VerdictMessages;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.NotEvaluated;
import dev.rockyjava.run.Observation;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the engine once per run for its governance results, after the assets have ended, if the run is set to.
 * dagster-rocky asks before the work and shows the answers after it, unless the work threw. The answers depend on files
 * that the work doesn't change, so asking late saves the commands of a run that built nothing.
 */
public final class GovernanceSurfaces {

    private static final String INTERRUPTED = "the run was interrupted before the answer";

    private final Definitions definitions;
    private final RockyEngine engine;
    private final RunSettings settings;
    private final TimeLimit limit;
    private final RunControl control;
    private Optional<String> unsupported = Optional.empty();

    public GovernanceSurfaces(
            Definitions definitions,
            RockyEngine engine,
            RunSettings settings,
            TimeLimit limit,
            RunControl control) {
        this.definitions = definitions;
        this.engine = engine;
        this.settings = settings;
        this.limit = limit;
        this.control = control;
    }

    /** Why a command has no answer. */
    private record Unanswered(Optional<NotEvaluated> cause, String reason) {}

    /** The answers for all model folders, or why there are none: the answers of only some would be incomplete. */
    private record FolderAnswers<T>(List<T> found, Optional<Unanswered> failure) {

        static <T> FolderAnswers<T> none(Optional<NotEvaluated> cause, String reason) {
            return new FolderAnswers<>(List.of(), Optional.of(new Unanswered(cause, reason)));
        }
    }

    /**
     * Returns the results. Never throws: a missing answer is a warning, and the run's result stays as it is without it.
     */
    public GovernanceFacts ask(Map<AssetKey, AssetOutcome> outcomes) {
        boolean wanted = !settings.complianceOf().isEmpty() || !settings.retentionOf().isEmpty();
        if (!wanted || outcomes.values().stream().noneMatch(o -> o.status() == OutcomeStatus.MATERIALIZED)) {
            return GovernanceFacts.NONE;
        }
        EngineKeys keys = new EngineKeys(definitions);
        ComplianceChecks compliance = new ComplianceChecks(definitions, keys, outcomes);
        if (limit.over()) {
            warn("no time was left to ask for them");
            return notAsked(compliance, "no time was left to ask for it");
        }
        boolean interrupted = control.stopped().filter(RunControl.StopRequest::interrupts).isPresent();
        if (interrupted || !control.enter()) {
            return notAsked(compliance, "the run ended before its question");
        }
        try {
            FolderAnswers<ComplianceOutput> complied = answers(
                    "compliance", settings.complianceOf(), QueryRequest.Compliance::new, EngineDocuments::compliance);
            List<CheckEvaluation> checks = settings.complianceOf().isEmpty()
                    ? List.of()
                    : complied.failure()
                            .map(failure -> failure.cause()
                                    .map(cause -> compliance.without(cause, failure.reason()))
                                    .orElseGet(() -> compliance.ofFailure(failure.reason())))
                            .orElseGet(() -> compliance.of(complied.found()));
            FolderAnswers<RetentionStatusOutput> retained = answers(
                    "retention-status",
                    settings.retentionOf(),
                    QueryRequest.RetentionStatus::new,
                    EngineDocuments::retentionStatus);
            List<Observation> observations = settings.retentionOf().isEmpty() || retained.failure().isPresent()
                    ? List.of()
                    : new RetentionObservations(keys, outcomes::containsKey).of(retained.found());
            return new GovernanceFacts(checks, observations);
        } finally {
            control.leave();
        }
    }

    private GovernanceFacts notAsked(ComplianceChecks compliance, String reason) {
        return settings.complianceOf().isEmpty()
                ? GovernanceFacts.NONE
                : new GovernanceFacts(compliance.without(NotEvaluated.NOT_ASKED, reason), List.of());
    }

    private <T> FolderAnswers<T> answers(
            String command,
            List<String> folders,
            Function<String, QueryRequest> question,
            Function<String, T> reader) {
        List<T> answers = new ArrayList<>();
        for (String folder : folders) {
            try {
                if (Thread.currentThread().isInterrupted()) {
                    return FolderAnswers.none(Optional.of(NotEvaluated.NOT_ASKED), INTERRUPTED);
                }
                if (unsupported.isPresent()) {
                    return FolderAnswers.none(Optional.of(NotEvaluated.UNSUPPORTED), unsupported.get());
                }
                answers.add(reader.apply(engine.query(question.apply(folder), options())));
            } catch (UnsupportedByEngineException e) {
                unsupported = Optional.of(String.valueOf(e.getMessage()));
                warn(unsupported.get());
                return FolderAnswers.none(Optional.of(NotEvaluated.UNSUPPORTED), unsupported.get());
            } catch (EngineInterruptedException e) {
                if (!control.mustEnd()) {
                    control.interrupted();
                }
                return FolderAnswers.none(Optional.of(NotEvaluated.NOT_ASKED), INTERRUPTED);
            } catch (Throwable e) { // a failure after the work must not cost the run its result
                String reason = "`rocky " + command + "` failed: " + VerdictMessages.of(e);
                warn(reason);
                return FolderAnswers.none(Optional.empty(), reason);
            }
        }
        return new FolderAnswers<>(answers, Optional.empty());
    }

    private void warn(String reason) {
        settings.warnings().accept(new RunWarning.GovernanceUnknown(reason));
    }

    private CallOptions options() {
        Duration left = limit.left();
        return CallOptions.defaults()
                .withTimeout(left.compareTo(settings.callTimeout()) < 0 ? left : settings.callTimeout());
    }
}
