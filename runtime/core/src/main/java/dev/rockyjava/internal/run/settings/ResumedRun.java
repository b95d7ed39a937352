package dev.rockyjava.internal.run.settings;

import dev.rockyjava.internal.run.text.RequestText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run that is resumed has from before.
 *
 * @param began when the run began; empty if it begins now
 * @param doneUnits what need not be asked again, as {@link RequestText#unit} names it
 * @param notToRepeat what must not be asked again, by {@link RequestText#unit}
 * @param times how often it has been resumed, with this time
 */
public record ResumedRun(
        Optional<Instant> began, Set<String> doneUnits, Map<String, RecordedCall> notToRepeat, int times) {

    public static final ResumedRun NONE = new ResumedRun(Optional.empty(), Set.of(), Map.of(), 0);

    public ResumedRun {
        doneUnits = Set.copyOf(doneUnits);
        notToRepeat = Map.copyOf(notToRepeat);
    }
}
