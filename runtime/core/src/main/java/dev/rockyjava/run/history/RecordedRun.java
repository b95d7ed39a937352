package dev.rockyjava.run.history;

import dev.rockyjava.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run, as its journal recorded it.
 *
 * @param started when it began, for the first time if it was resumed
 * @param finished when it ended; empty if it is still running, or ended without recording it
 * @param duration how long it worked: until its last journal entry, excluding the pauses before it was resumed
 * @param exitStatus see {@link RunResult#exitStatus()}; empty exactly when {@code finished} is
 * @param resumed how often it was resumed
 * @param parts its parts, at least one
 * @param checks the results of its checks; for a resumed run without compliance, which is asked for after the assets
 * @param assets its assets in the plan's order
 */
public record RecordedRun(
        String runId,
        Instant started,
        Optional<Instant> finished,
        Duration duration,
        Optional<Integer> exitStatus,
        int resumed,
        List<RunPart> parts,
        RecordedChecks checks,
        List<RecordedAsset> assets) {

    public RecordedRun {
        parts = List.copyOf(parts);
        assets = List.copyOf(assets);
    }

    /** Returns whether any asset is left for {@link dev.rockyjava.run.Materializer#resume}. */
    public boolean resumable() {
        return assets.stream().anyMatch(asset -> !asset.good());
    }
}
