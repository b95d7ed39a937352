package dev.rockyjava.internal.run.verdict;

import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.internal.secret.Secrets;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.SkipCause;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a call means for its asset.
 *
 * @param reason empty for a plain success
 * @param skipCause present exactly when the status is {@link OutcomeStatus#SKIPPED}
 * @param endsRun whether the run was interrupted and nothing more may be started
 * @param failure facts about a failure under the names in {@link MetadataKeys}; empty for anything else
 */
public record Verdict(
        OutcomeStatus status,
        Optional<String> reason,
        Optional<SkipCause> skipCause,
        boolean endsRun,
        SortedMap<String, Object> failure) {

    // Any engine may be asked, also one that masks nothing itself, and from here on the reason goes everywhere.
    public Verdict {
        reason = reason.map(Secrets.ofThisProcess()::mask);
    }

    Verdict(OutcomeStatus status, Optional<String> reason, Optional<SkipCause> skipCause, boolean endsRun) {
        this(status, reason, skipCause, endsRun, new TreeMap<>());
    }

    /** The same, with facts about the failure if it is one. */
    Verdict with(SortedMap<String, Object> facts) {
        return status == OutcomeStatus.FAILED ? new Verdict(status, reason, skipCause, endsRun, facts) : this;
    }

    /** The same, saying which partitions it is about. Replications name their source themselves. */
    public Verdict about(RunRequest request) {
        if (!(request instanceof RunRequest.Model model) || status == OutcomeStatus.MATERIALIZED) {
            return this;
        }
        String which = PartitionText.text(model.partitions()) + ": ";
        return new Verdict(status, reason.map(text -> which + text), skipCause, endsRun, failure);
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
        return new Verdict(OutcomeStatus.FAILED, Optional.of(why), Optional.empty(), true);
    }

    public static Verdict skipped(SkipCause cause, String why) {
        return new Verdict(OutcomeStatus.SKIPPED, Optional.of(why), Optional.of(cause), false);
    }
}
