package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An asset's part in a run, as the journal has it.
 *
 * @param runId the run
 * @param status what became of it; empty if the run ended before its turn, or during it, without a word
 * @param good whether nothing is wrong with it, see {@link AssetOutcome#good()}
 * @param outcomeUnknown whether the engine's last call for it may have built it, wholly or in part, but how it ended is not
 *     known: the program or the engine was killed, or the call took too long. False of an asset that is good
 * @param doneBefore whether it counts as materialized since the engine had built it before the run was resumed, and
 *     nothing was left to do
 * @param time when its outcome stood; when the run began if there is none
 * @param duration how long it took, with those parts of its work that were done before the run was resumed; zero if
 *     there is no outcome
 * @param reason see {@link AssetOutcome#reason()}
 * @param partitions the canonical keys of the partitions that were built, before the run was resumed too
 * @param submissionIds the {@code submission_id} of the engine's calls for it, as {@code rocky history} has them. Those
 *     of the last time if the run was resumed
 */
public record RecordedAsset(
        String runId,
        AssetKey key,
        NodeKind kind,
        Optional<OutcomeStatus> status,
        boolean good,
        boolean outcomeUnknown,
        boolean doneBefore,
        Instant time,
        Duration duration,
        Optional<String> reason,
        List<String> partitions,
        List<String> submissionIds) {

    public RecordedAsset {
        partitions = List.copyOf(partitions);
        submissionIds = List.copyOf(submissionIds);
    }
}
