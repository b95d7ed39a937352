package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened in a run. {@link RunStarted} is the first event and {@link RunFinished} the last. In between,
 * each asset of the plan has exactly one of {@link AssetMaterialized}, {@link AssetGraphOnly}, {@link AssetFailed} and
 * {@link AssetSkipped}. The results of {@linkplain Materializer#surfaceCompliance compliance} and
 * {@linkplain Materializer#surfaceRetentionStatus retention} follow after all assets have ended.
 */
public sealed interface RunEvent {

    /** Returns when it happened. */
    Instant time();

    /** Returns the event's word in JSON lines, {@code asset_started} for example. Programs rely on it. */
    String word();

    /** An event about one asset. */
    sealed interface AssetEvent extends RunEvent {

        /** Returns the asset's key. */
        AssetKey key();
    }

    /** The event that ends an asset's part in the run. */
    sealed interface AssetFinished extends AssetEvent {

        /** Returns the asset's outcome. */
        AssetOutcome outcome();

        @Override
        default AssetKey key() {
            return outcome().key();
        }
    }

    /**
     * The run begins.
     *
     * @param runId the run's id, see {@link RunResult#runId()}
     */
    record RunStarted(Instant time, String runId, RunPlan plan) implements RunEvent {

        @Override
        public String word() {
            return "run_started";
        }
    }

    /** The engine is about to be asked for an asset. Assets that don't need the engine have no such event. */
    record AssetStarted(Instant time, AssetKey key) implements AssetEvent {

        @Override
        public String word() {
            return "asset_started";
        }
    }

    /**
     * The work on an asset starts waiting for the engine's files, or resumes. Only one process at a time holds each
     * engine state file and DuckDB file (ENGINE.md §4.4). Assets that don't have to wait have no such event.
     *
     * @param waits true if the wait begins, false if it ends
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
     * A request for the asset failed in a way that may be temporary and will be retried.
     *
     * @param attempt the number of the failed attempt, from 1
     * @param attempts the maximum number of attempts
     * @param delay how long the asset waits before the next attempt
     * @param reason why the attempt failed
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
     * A check ended, with a result or without one ({@link CheckEvaluation#status()}).
     *
     * @param key the asset that the engine worked on, or that the compliance result is about; {@code _compliance} for
     *     exceptions of models that aren't assets of the run
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
     * @param key the asset that the engine worked on, or that the retention is about
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

    /** The asset is a placeholder: nothing was built, and nothing should have been. */
    record AssetGraphOnly(Instant time, AssetOutcome outcome) implements AssetFinished {

        @Override
        public String word() {
            return "asset_graph_only";
        }
    }

    /** The asset was not built, or only in part. */
    record AssetFailed(Instant time, AssetOutcome outcome) implements AssetFinished {

        @Override
        public String word() {
            return "asset_failed";
        }
    }

    /** The asset was skipped. */
    record AssetSkipped(Instant time, AssetOutcome outcome) implements AssetFinished {

        @Override
        public String word() {
            return "asset_skipped";
        }
    }

    /** The run ended. */
    record RunFinished(Instant time, RunResult result) implements RunEvent {

        @Override
        public String word() {
            return "run_finished";
        }
    }
}
