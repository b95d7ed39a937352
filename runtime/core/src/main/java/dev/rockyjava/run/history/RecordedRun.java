package dev.rockyjava.run.history;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run, as its journal has it.
 *
 * @param started when it began, the first time if it was resumed
 * @param finished when it ended; empty if it goes on, or ended without a word
 * @param duration how long it worked: until its last word, without the pauses before it was resumed
 * @param exitStatus see {@link RunResult#exitStatus()}; empty like {@code finished}
 * @param resumed how often it was resumed
 * @param checks how its checks ended; of a resumed run without compliance, which is asked after the assets
 * @param assets in the plan's order
 */
public record RecordedRun(
        String runId,
        Instant started,
        Optional<Instant> finished,
        Duration duration,
        Optional<Integer> exitStatus,
        int resumed,
        RecordedChecks checks,
        List<RecordedAsset> assets) {

    public RecordedRun {
        assets = List.copyOf(assets);
    }

    /** Whether something is left for {@link Materializer#resume}. */
    public boolean resumable() {
        return assets.stream().anyMatch(asset -> !asset.good());
    }
}
