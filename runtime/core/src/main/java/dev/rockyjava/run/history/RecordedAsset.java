package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An asset of a run, as the journal recorded it.
 *
 * @param runId the run's id
 * @param status its status; empty if the run ended before its turn, or while it was built, without recording one
 * @param good whether nothing is wrong with it, see {@link AssetOutcome#good()}
 * @param outcomeUnknown whether the engine's last call for it may have built it, in whole or in part, but how it ended
 *     is unknown: the program or the engine was killed, or the call timed out. False for a good asset
 * @param doneBefore whether it counts as materialized because the engine had built it before the run was resumed, and
 *     nothing was left to do
 * @param time when its outcome was known; when the run began if there is no outcome
 * @param duration how long it took, including the parts of its work that were done before the run was resumed; zero if
 *     there is no outcome
 * @param reason see {@link AssetOutcome#reason()}
 * @param location see {@link AssetOutcome#location()}
 * @param notLoaded what the asset missed when it failed, see {@link AssetOutcome#cause()}; empty in journals of earlier
 *     versions
 * @param partitionBuilds the partitions that were built, by canonical key, including those built before the run was resumed
 * @param submissionIds the {@code submission_id} of each of the engine's calls for it, as in {@code rocky history};
 *     those of the last resumption if the run was resumed
 * @param definition how it was defined
 * @param part the part of the run in which its outcome was known; the run's last part if there is no outcome
 * @param build its last build in the run, even if a later part failed; empty if there was none. If it is partitioned, it is
 *     of the partitions that were built last
 * @param attempt the last work on it in the run; empty if none was done
 * @param missingAttempt the last work on the partitions that the engine's state doesn't record as built; empty if the run
 *     built others, or none was done
 * @param failedPartitions the partitions, by canonical key, that the run began to build and didn't build, or of which checks
 *     failed, each with the part in which that was known last
 * @param checks the results of its checks, in the engine's order; empty if there is no outcome
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
        Optional<SqlLocation> location,
        Optional<OutcomeCause.UpstreamNotLoaded> notLoaded,
        SortedMap<String, RecordedBuild> partitionBuilds,
        List<String> submissionIds,
        RecordedDefinition definition,
        RunPart part,
        Optional<RecordedBuild> build,
        Optional<RecordedAttempt> attempt,
        Optional<RecordedAttempt> missingAttempt,
        SortedMap<String, RunPart> failedPartitions,
        List<RecordedCheck> checks) {

    public RecordedAsset {
        partitionBuilds = copy(partitionBuilds);
        submissionIds = List.copyOf(submissionIds);
        failedPartitions = copy(failedPartitions);
        checks = List.copyOf(checks);
    }

    /** Most assets have no partitions, and a history may have a million of them. */
    private static <T> SortedMap<String, T> copy(SortedMap<String, T> map) {
        return map.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** Returns the canonical keys of the partitions that were built, oldest first. */
    public List<String> partitions() {
        return List.copyOf(partitionBuilds.keySet());
    }
}
