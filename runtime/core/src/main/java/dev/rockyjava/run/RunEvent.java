package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened in a run. Each asset of the plan has exactly one of {@link AssetMaterialized},
 * {@link AssetGraphOnly}, {@link AssetFailed} and {@link AssetSkipped}; {@link RunStarted} is the first event and
 * {@link RunFinished} the last. What {@linkplain Materializer#surfaceCompliance compliance} and
 * {@linkplain Materializer#surfaceRetentionStatus retention} say comes when all assets have ended.
 */
public sealed interface RunEvent {

    /** When it happened. */
    Instant time();

    /** The event's word in lines of JSON, {@code asset_started} for example. Programs rely on it. */
    String word();

    /** An event about one asset. */
    sealed interface AssetEvent extends RunEvent {

        /** The asset. */
        AssetKey key();
    }

    /** The event that ends an asset's part in the run. */
    sealed interface AssetFinished extends AssetEvent {

        /** What became of it. */
        AssetOutcome outcome();

        @Override
        default AssetKey key() {
            return outcome().key();
        }
    }

    /**
     * The run begins.
     *
     * @param runId its name, see {@link RunResult#runId()}
     */
    record RunStarted(Instant time, String runId, RunPlan plan) implements RunEvent {

        @Override
        public String word() {
            return "run_started";
        }
    }

    /** The engine is about to be asked for an asset. Assets that need no engine have no such event. */
    record AssetStarted(Instant time, AssetKey key) implements AssetEvent {

        @Override
        public String word() {
            return "asset_started";
        }
    }

    /**
     * The engine can't work on an asset yet, or it goes on: one process at a time has each engine state file and DuckDB
     * file (ENGINE.md §4.4). Assets that needn't wait have no such event.
     *
     * @param waits whether it waits from now on; if not, it is being worked on
     */
    record AssetWaits(Instant time, AssetKey key, boolean waits) implements AssetEvent {

        @Override
        public String word() {
            return "asset_waits";
        }
    }

    /** A line that the engine logged while it worked on an asset; secrets are already masked. */
    record EngineLog(Instant time, AssetKey key, String line) implements AssetEvent {

        @Override
        public String word() {
            return "engine_log";
        }
    }

    /**
     * A request for the asset failed in a way that may pass, and will be made again.
     *
     * @param attempt the try that failed, 1 for the first
     * @param attempts how many there are at most
     * @param delay how long the asset waits before the next one
     * @param reason why it failed
     */
    record AssetRetried(
            Instant time, AssetKey key, int attempt, int attempts, Duration delay, String reason)
            implements AssetEvent {

        @Override
        public String word() {
            return "asset_retried";
        }
    }

    /**
     * It is known how a check ended: with a result, or without one and why ({@link CheckEvaluation#status()}).
     *
     * @param key the asset that the engine worked on, or whose compliance it is; {@code _compliance} for exceptions of
     *     models that are no asset of the run
     */
    record CheckEvaluated(Instant time, AssetKey key, CheckEvaluation check) implements AssetEvent {

        @Override
        public String word() {
            return "check_evaluated";
        }
    }

    /**
     * The engine noticed something that neither passes nor fails.
     *
     * @param key the asset that the engine worked on, or whose retention it is
     */
    record AssetObserved(Instant time, AssetKey key, Observation observation) implements AssetEvent {

        @Override
        public String word() {
            return "asset_observed";
        }
    }

    /** The engine built the asset. */
    record AssetMaterialized(Instant time, AssetOutcome outcome) implements AssetFinished {

        @Override
        public String word() {
            return "asset_materialized";
        }
    }

    /** A placeholder: nothing was built, and nothing should have been. */
    record AssetGraphOnly(Instant time, AssetOutcome outcome) implements AssetFinished {

        @Override
        public String word() {
            return "asset_graph_only";
        }
    }

    /** The asset was not built, or not wholly. */
    record AssetFailed(Instant time, AssetOutcome outcome) implements AssetFinished {

        @Override
        public String word() {
            return "asset_failed";
        }
    }

    /** The asset's turn was passed over. */
    record AssetSkipped(Instant time, AssetOutcome outcome) implements AssetFinished {

        @Override
        public String word() {
            return "asset_skipped";
        }
    }

    /** The run is over. */
    record RunFinished(Instant time, RunResult result) implements RunEvent {

        @Override
        public String word() {
            return "run_finished";
        }
    }
}
