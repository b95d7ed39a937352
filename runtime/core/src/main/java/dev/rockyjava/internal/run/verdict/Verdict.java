package dev.rockyjava.internal.run.verdict;

import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.internal.run.control.RunControl;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.internal.secret.Secrets;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.SkipCause;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the result of a call means for its asset.
 *
 * @param reason empty for a plain success
 * @param skipCause present exactly when the status is {@link OutcomeStatus#SKIPPED}
 * @param cause see {@link dev.rockyjava.run.AssetOutcome#cause()}
 * @param endsRun whether the run was interrupted, so that nothing more may be started
 * @param failure facts about a failure under the names in {@link MetadataKeys}; empty for anything else
 */
public record Verdict(
        OutcomeStatus status,
        Optional<String> reason,
        Optional<SkipCause> skipCause,
        Optional<OutcomeCause> cause,
        boolean endsRun,
        SortedMap<String, Object> failure) {

    /**
     * The maximum number of characters of a reason. No database writes a longer text for a person, and a run of
     * thousands of failures must fit into memory and journal.
     */
    static final int LONGEST_REASON = 20_000;

    // An engine may mask nothing itself, and from here on the reason is shown and stored in many places.
    public Verdict {
        reason = reason.map(Secrets.ofThisProcess()::mask).map(Verdict::bounded);
    }

    Verdict(OutcomeStatus status, Optional<String> reason, Optional<SkipCause> skipCause, boolean endsRun) {
        this(status, reason, skipCause, Optional.empty(), endsRun, new TreeMap<>());
    }

    /** Returns a copy with facts about the failure; this verdict if it isn't one. */
    Verdict with(SortedMap<String, Object> facts) {
        return status == OutcomeStatus.FAILED ? new Verdict(status, reason, skipCause, cause, endsRun, facts) : this;
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_REASON
                ? text
                : text.substring(0, LONGEST_REASON) + "\n... and " + (text.length() - LONGEST_REASON)
                        + " characters more, which the engine's own log may have";
    }

    /** Returns a copy with the place of the SQL that failed; this verdict if it isn't a failure. */
    public Verdict at(SqlLocation place) {
        SortedMap<String, Object> facts = new TreeMap<>(failure);
        facts.put(MetadataKeys.MODEL_FILE, place.file());
        place.line().ifPresent(line -> facts.put(MetadataKeys.MODEL_LINE, (long) line));
        return with(facts);
    }

    /** Returns a copy with a cause. */
    public Verdict because(OutcomeCause why) {
        return new Verdict(status, reason, skipCause, Optional.of(why), endsRun, failure);
    }

    /** Returns the verdict on an asset for which the engine did all work before the run was resumed. */
    public static Verdict doneBefore() {
        return materialized("the engine did it before this run was resumed").because(new OutcomeCause.DoneBefore());
    }

    /** Returns a copy whose reason names the partitions. Reasons of replications name their source themselves. */
    public Verdict about(RunRequest request) {
        if (!(request instanceof RunRequest.Model model) || status == OutcomeStatus.MATERIALIZED) {
            return this;
        }
        String which = PartitionText.text(model.partitions()) + ": ";
        return new Verdict(status, reason.map(text -> which + text), skipCause, cause, endsRun, failure);
    }

    public static Verdict materialized() {
        return new Verdict(OutcomeStatus.MATERIALIZED, Optional.empty(), Optional.empty(), false);
    }

    public static Verdict materialized(String remark) {
        return new Verdict(OutcomeStatus.MATERIALIZED, Optional.of(remark), Optional.empty(), false);
    }

    public static Verdict graphOnly(String why) {
        return new Verdict(OutcomeStatus.GRAPH_ONLY, Optional.of(why), Optional.empty(), false);
    }

    public static Verdict failed(String why) {
        return new Verdict(OutcomeStatus.FAILED, Optional.of(why), Optional.empty(), false);
    }

    public static Verdict interrupted(String why) {
        return new Verdict(OutcomeStatus.FAILED, Optional.of(why), Optional.empty(), true)
                .because(new OutcomeCause.Interrupted());
    }

    /** Returns the verdict on an asset that isn't started because the run stops. */
    public static Verdict notStarted(RunControl.StopRequest stop, String more) {
        return ofStop(stop, skipped(stop.cause(), stop.reason() + more));
    }

    /** Returns the verdict on an asset that the run's stop has ended. */
    public static Verdict ended(RunControl.StopRequest stop, String more) {
        return ofStop(stop, interrupted(stop.reason() + more));
    }

    private static Verdict ofStop(RunControl.StopRequest stop, Verdict verdict) {
        return stop.cause() == SkipCause.TIMED_OUT ? verdict.because(new OutcomeCause.OutOfTime()) : verdict;
    }

    public static Verdict skipped(SkipCause cause, String why) {
        return new Verdict(OutcomeStatus.SKIPPED, Optional.of(why), Optional.of(cause), false);
    }
}
