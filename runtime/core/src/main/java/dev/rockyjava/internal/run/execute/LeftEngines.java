package dev.rockyjava.internal.run.execute;

import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.engine.LeftEngine;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.run.journal.JournalReader;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.run.RunLockedException;
import dev.rockyjava.run.RunWarning;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Waits for engines that killed programs have left running on a project, or ends them, before a run begins. */
final class LeftEngines {

    private LeftEngines() {}

    /**
     * Waits until no such engine is running, or ends them, as the settings say.
     *
     * @param end when to stop waiting, by {@link System#nanoTime}
     * @throws RunLockedException if one is still running then, or the thread is interrupted, whose interrupt status
     *     stays set
     */
    static void settle(RockyEngine engine, RunSettings settings, long end) {
        Supplier<List<EngineProcess>> recorded = () -> settings.journal().map(JournalReader::leftProcesses).orElse(List.of());
        for (LeftEngine left : engine.leftAtWork(recorded)) {
            if (settings.endLeftEngines()) {
                settings.warnings().accept(new RunWarning.EndsLeftEngine(left));
                left.end();
                continue;
            }
            Duration wait = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (!wait.isZero()) {
                settings.warnings().accept(new RunWarning.WaitsForLeftEngine(left, wait));
            }
            if (!left.await(wait)) {
                String who = left.description();
                throw Thread.currentThread().isInterrupted()
                        ? new RunLockedException("interrupted while waiting for " + who + "; nothing was started", null, who, true)
                        : new RunLockedException(who + ", still works on this project"
                                + (settings.lockWait().isZero() ? "" : ", and didn't end within "
                                                + DurationText.of(settings.lockWait()))
                                + ". Nothing was started",
                                "let this run wait for it with waitForOtherRuns, or end it with endLeftEngines", who, true);
            }
        }
    }
}
