package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.LeftEngine;
import java.time.Duration;
import java.util.Optional;

/** Something that a user has to know of a run and that fails no asset; see {@link Materializer#warnings}. */
public sealed interface RunWarning {

    /** The warning for people: one sentence, without a full stop. */
    String message();

    /** An engine that a killed program has left at work is about to be ended. */
    record EndsLeftEngine(LeftEngine engine) implements RunWarning {

        @Override
        public String message() {
            return "ending " + engine.description();
        }
    }

    /**
     * The run waits for an engine that a killed program has left at work.
     *
     * @param atMost how long it waits at most
     */
    record WaitsForLeftEngine(LeftEngine engine, Duration atMost) implements RunWarning {

        @Override
        public String message() {
            return "waiting for " + engine.description();
        }
    }

    /**
     * A call of an earlier run may have added the rows that this run adds.
     *
     * @param submission the earlier call's submission id; empty if not known
     * @param where the table or tables to look into
     */
    record RowsPerhapsAddedBefore(AssetKey key, Optional<String> submission, String where) implements RunWarning {

        @Override
        public String message() {
            return key + ": a call of an earlier run" + submission.map(id -> " (submission " + id + ")").orElse("")
                    + " may have added its rows, and this run adds them again; look into " + where
                    + ", and resume the earlier run instead if they are there";
        }
    }

    /**
     * The engine's plan expects that a model goes over its budget.
     *
     * @param question what made the plan: {@code plan --pipeline shop}
     * @param reason what the engine said
     */
    record OverBudget(String question, String model, String reason) implements RunWarning {

        @Override
        public String message() {
            return "'" + question + "' found that the model " + model + " is expected to go over its budget: " + reason;
        }
    }

    /**
     * The run has no results of compliance, or of retention, or of both.
     *
     * @param reason why
     */
    record GovernanceUnknown(String reason) implements RunWarning {

        @Override
        public String message() {
            return "the run has no results of compliance or retention: " + reason;
        }
    }

    /**
     * The engine's history can't tell how calls of a resumed run ended that nobody saw the end of, so those that add rows are
     * not repeated.
     *
     * @param reason why
     */
    record HistoryUnknown(String reason) implements RunWarning {

        @Override
        public String message() {
            return "the engine's history can't be asked what became of calls whose end wasn't seen: " + reason;
        }
    }
}
