package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.LeftEngine;
import dev.rockyjava.internal.text.Listing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A warning about a run that fails no asset; see {@link Materializer#warnings}. */
public sealed interface RunWarning {

    /** Returns the warning as text: one sentence, without a full stop. */
    String message();

    /** An engine that a killed program has left running is about to be ended. */
    record EndsLeftEngine(LeftEngine engine) implements RunWarning {

        @Override
        public String message() {
            return "ending " + engine.description();
        }
    }

    /**
     * The run waits for an engine that a killed program has left running.
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
     * A call of an earlier run may already have added the rows that this run adds.
     *
     * @param submission the earlier call's submission id; empty if not known
     * @param where the table or tables to inspect
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
     * The engine's plan expects a model to exceed its budget.
     *
     * @param question the command that made the plan: {@code plan --pipeline shop}
     * @param reason the engine's message
     */
    record OverBudget(String question, String model, String reason) implements RunWarning {

        @Override
        public String message() {
            return "'" + question + "' found that the model " + model + " is expected to go over its budget: " + reason;
        }
    }

    /**
     * The code of models was edited after the run had built them, before it was resumed. They aren't built again.
     *
     * @param keys the models; never empty
     */
    record EditedSinceBuilt(List<AssetKey> keys) implements RunWarning {

        public EditedSinceBuilt {
            keys = List.copyOf(keys);
        }

        @Override
        public String message() {
            return "the code of " + Listing.named(keys) + " was edited after this run had built "
                    + (keys.size() == 1 ? "it" : "them") + ", and a resumed run doesn't build that again; run what is stale"
                    + " afterwards";
        }
    }

    /**
     * The run has no results for compliance, retention, or both.
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
     * The engine's history isn't available to determine how calls ended whose end wasn't recorded before the run was
     * resumed, so those that add rows are not repeated.
     *
     * @param reason why
     */
    record HistoryUnknown(String reason) implements RunWarning {

        @Override
        public String message() {
            return "the engine's history isn't available to find out how unfinished earlier calls ended: " + reason;
        }
    }
}
