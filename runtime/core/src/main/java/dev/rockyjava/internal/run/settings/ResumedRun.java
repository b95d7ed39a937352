package dev.rockyjava.internal.run.settings;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.run.text.RequestText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a resumed run takes over from before it was resumed.
 *
 * @param began when the run began; empty if it begins now
 * @param doneUnits the work that need not be requested again, named by {@link RequestText#unit}
 * @param notToRepeat the calls that must not be repeated, by {@link RequestText#unit}
 * @param placeholders the assets that got a placeholder before the run was resumed
 * @param times how often the run has been resumed, including this time
 */
public record ResumedRun(
        Optional<Instant> began,
        Set<String> doneUnits,
        Map<String, RecordedCall> notToRepeat,
        Set<AssetKey> placeholders,
        int times) {

    public static final ResumedRun NONE = new ResumedRun(Optional.empty(), Set.of(), Map.of(), Set.of(), 0);

    public ResumedRun beganAt(Instant moment) {
        return new ResumedRun(Optional.of(moment), doneUnits, notToRepeat, placeholders, times);
    }

    public ResumedRun {
        doneUnits = Set.copyOf(doneUnits);
        notToRepeat = Map.copyOf(notToRepeat);
        placeholders = Set.copyOf(placeholders);
    }
}
