package dev.rockyjava.internal.run.journal;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.control.RunControl;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.JournalException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Turns a journal failure into an orderly shutdown: running calls finish before the failure is reported. */
public final class GuardedJournal implements Journal {

    private final Journal journal;
    private final RunControl control;
    private volatile @Nullable JournalException failure;

    public GuardedJournal(Journal journal, RunControl control) {
        this.journal = journal;
        this.control = control;
    }

    /** Throws the journal's first exception, if there was one. */
    public void rethrow() {
        JournalException first = failure;
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void started(Instant time, PlannedStep step) {
        guard(() -> journal.started(time, step));
    }

    @Override
    public void calling(RecordedCall call, Map<AssetKey, SortedMap<String, String>> code) {
        guard(() -> journal.calling(call, code));
    }

    @Override
    public void running(RecordedCall call, ProcessHandle process) {
        guard(() -> journal.running(call, process));
    }

    @Override
    public void called(Instant time, RecordedCall call) {
        guard(() -> journal.called(time, call));
    }

    @Override
    public void retried(RunEvent.AssetRetried event) {
        guard(() -> journal.retried(event));
    }

    @Override
    public void done(AssetKey key, RunRequest request, List<String> partitions) {
        guard(() -> journal.done(key, request, partitions));
    }

    @Override
    public void done(Map<AssetKey, RunRequest> requests) {
        if (!requests.isEmpty()) {
            guard(() -> journal.done(requests));
        }
    }

    @Override
    public void ended(Instant time, PlannedStep step, AssetOutcome outcome) {
        guard(() -> journal.ended(time, step, outcome));
    }

    @Override
    public void finished(Instant time, RunResult result) {
        guard(() -> journal.finished(time, result));
    }

    private void guard(Runnable write) {
        if (failure != null) {
            return; // entries after a gap would mislead a resume
        }
        try {
            write.run();
        } catch (JournalException e) {
            failure = e;
            control.cancel();
        }
    }
}
