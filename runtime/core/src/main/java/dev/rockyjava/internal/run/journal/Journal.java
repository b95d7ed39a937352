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

/** Keeps what happens in a run, so that another program can go on with it. Safe for several threads. */
public interface Journal {

    /** Keeps nothing. */
    Journal NONE = new Journal() {};

    /** What the step depends on is on disk when it returns. */
    default void started(Instant time, PlannedStep step) {}

    /** The engine is about to be asked. On disk when it returns, if that adds rows. */
    default void calling(RecordedCall call) {}

    /** The engine runs for a call, as a process. */
    default void running(RecordedCall call, ProcessHandle process) {}

    /** It was seen how a call ended. */
    default void called(Instant time, RecordedCall call) {}

    default void retried(RunEvent.AssetRetried event) {}

    /**
     * The engine did one of several requests, or one that serves several assets. On disk when it returns.
     *
     * @param partitions the canonical keys of those that it built
     */
    default void done(AssetKey key, RunRequest request, List<String> partitions) {}

    /** One call did what several requests would have done, each for an asset of its own. On disk when it returns. */
    default void done(Map<AssetKey, RunRequest> requests) {}

    /** On disk before a step starts that depends on it, and within {@link JournalFile#LATEST} of work. */
    default void ended(Instant time, PlannedStep step, AssetOutcome outcome) {}

    /** On disk when it returns. */
    default void finished(Instant time, RunResult result) {}
}
