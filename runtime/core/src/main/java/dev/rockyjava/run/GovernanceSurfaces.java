package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.ComplianceOutput;
import dev.rockyjava.engine.EngineDocuments;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RetentionStatusOutput;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.UnsupportedByEngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the engine once per run, after its work, what its governance says about the assets, if the run is set to. The
 * Python peer asks before the work and shows the answers after it, and not when the work threw: the answers are of files,
 * which the work doesn't change, so asking late spares the questions of a run that built nothing.
 */
final class GovernanceSurfaces {

    private static final Logger LOG = LoggerFactory.getLogger(GovernanceSurfaces.class);

    private final Definitions definitions;
    private final RockyEngine engine;
    private final RunSettings settings;
    private final TimeLimit limit;
    private final RunControl control;
    private boolean unsupported;

    GovernanceSurfaces(
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

    /** Throws nothing: what can't be had is a warning, and the run is what it is without. */
    Surfaced ask(Map<AssetKey, AssetOutcome> outcomes) {
        boolean wanted = !settings.complianceOf.isEmpty() || !settings.retentionOf.isEmpty();
        if (!wanted || outcomes.values().stream().noneMatch(o -> o.status() == OutcomeStatus.MATERIALIZED)) {
            return Surfaced.NONE;
        }
        if (limit.over()) {
            LOG.warn("no time is left to ask for compliance and retention, and the run has no results of them");
            return Surfaced.NONE;
        }
        boolean interrupted = control.stopped().filter(RunControl.Stop::interrupts).isPresent();
        if (interrupted || !control.enter()) {
            return Surfaced.NONE;
        }
        try {
            EngineKeys keys = new EngineKeys(definitions);
            List<CheckEvaluation> checks = answers(
                            "compliance", settings.complianceOf, QueryRequest.Compliance::new, EngineDocuments::compliance)
                    .map(new ComplianceChecks(definitions, keys, outcomes)::of)
                    .orElse(List.of());
            List<Observation> observations = answers(
                            "retention-status",
                            settings.retentionOf,
                            QueryRequest.RetentionStatus::new,
                            EngineDocuments::retentionStatus)
                    .map(new RetentionObservations(keys, outcomes::containsKey)::of)
                    .orElse(List.of());
            return new Surfaced(checks, observations);
        } finally {
            control.leave();
        }
    }

    /** The answers for each folder of models; empty if one is missing, as the others alone would say too little. */
    private <T> Optional<List<T>> answers(
            String command,
            List<String> folders,
            Function<String, QueryRequest> question,
            Function<String, T> reader) {
        List<T> answers = new ArrayList<>();
        for (String folder : folders) {
            try {
                if (unsupported || Thread.currentThread().isInterrupted()) {
                    return Optional.empty();
                }
                answers.add(reader.apply(engine.query(question.apply(folder), options())));
            } catch (UnsupportedByEngineException e) {
                unsupported = true;
                LOG.warn("the run has no results of compliance and retention: {}", e.getMessage());
                return Optional.empty();
            } catch (EngineInterruptedException e) {
                if (!control.mustEnd()) {
                    control.interrupted();
                }
                return Optional.empty();
            } catch (Throwable e) { // what is asked after the work must not cost the run its result
                LOG.warn("`rocky {}` failed, and the run has no results of it: {}", command, Messages.of(e));
                return Optional.empty();
            }
        }
        return folders.isEmpty() ? Optional.empty() : Optional.of(answers);
    }

    private CallOptions options() {
        Duration left = limit.left();
        return CallOptions.defaults()
                .withTimeout(left.compareTo(settings.callTimeout) < 0 ? left : settings.callTimeout);
    }
}
