package dev.rockyjava.internal.run.settings;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.CallOutcome;
import dev.rockyjava.engine.RowEffect;
import java.time.Instant;

/**
 * A call of the engine, as the journal has it.
 *
 * @param began when it was about to be made
 * @param unit what it does, see {@link RequestText#unit}
 * @param submission its {@code submission_id}, by which {@code rocky history} knows it, too
 * @param outcome {@link CallOutcome#UNKNOWN} until its end is seen
 * @param answered whether the engine has given an answer, or was seen not to be able to
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
