package dev.rockyjava.internal.run.journal;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Records what happens in a run, so that another program can resume it. Safe for use by several threads. */
public interface Journal {

    /** A journal that records nothing. */
    Journal NONE = new Journal() {};

    /** Records that a step starts. Everything that the step depends on is on disk when this returns. */
    default void started(Instant time, PlannedStep step) {}

    /**
     * Records that a call is about to be made. On disk when this returns, if the call adds rows.
     *
     * @param code the digests of the files of each model that the call builds, as they are now; also has the keys of those
     *     whose files aren't known
     */
    default void calling(RecordedCall call, Map<AssetKey, SortedMap<String, String>> code) {}

    /** Records the process that the engine runs as for a call. */
    default void running(RecordedCall call, ProcessHandle process) {}

    /** Records how a call ended. */
    default void called(Instant time, RecordedCall call) {}

    default void retried(RunEvent.AssetRetried event) {}

    /**
     * Records that the engine completed one of several requests, or a request that serves several assets. On disk when
     * this returns.
     *
     * @param partitions the canonical keys of the partitions that it built
     */
    default void done(AssetKey key, RunRequest request, List<String> partitions) {}

    /**
     * Records that one call did the work of several requests, each for an asset of its own. On disk when this returns.
     */
    default void done(Map<AssetKey, RunRequest> requests) {}

    /**
     * Records the end of a step. On disk before a step starts that depends on it, and within {@link JournalFile#LATEST}
     * of work.
     */
    default void ended(Instant time, PlannedStep step, AssetOutcome outcome) {}

    /** Records the end of the run. On disk when this returns. */
    default void finished(Instant time, RunResult result) {}
}
