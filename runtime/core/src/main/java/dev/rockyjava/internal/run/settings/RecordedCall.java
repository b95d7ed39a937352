package dev.rockyjava.internal.run.settings;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.CallOutcome;
import dev.rockyjava.engine.RowEffect;
import java.time.Instant;

/**
 * A call of the engine, as the journal records it.
 *
 * @param began when it was about to be made
 * @param unit the work that it does, see {@link RequestText#unit}
 * @param submission its {@code submission_id}, which {@code rocky history} also lists
 * @param outcome {@link CallOutcome#UNKNOWN} until its end is recorded
 * @param answered whether the engine gave an answer, or certainly couldn't
 */
public record RecordedCall(
        Instant began,
        AssetKey key,
        String unit,
        String submission,
        RowEffect effect,
        CallOutcome outcome,
        boolean answered) {

    public RecordedCall(Instant began, AssetKey key, String unit, String submission, RowEffect effect) {
        this(began, key, unit, submission, effect, CallOutcome.UNKNOWN, false);
    }

    public RecordedCall ended(CallOutcome how, boolean withAnswer) {
        return new RecordedCall(began, key, unit, submission, effect, how, withAnswer);
    }
}
