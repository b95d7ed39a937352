package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.Dag;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a snapshot's graph may be used. A graph that failed, was disabled or is of unknown origin is
 * rejected with a specific error. Falling back to {@code discover} would silently build other assets
 * (ENGINE.md §8 #27).
 */
final class DagProvenance {

    private DagProvenance() {}

    /**
     * Returns the graph of the snapshot.
     *
     * @throws SnapshotException if there is none that can be trusted
     */
    static Dag require(Snapshot snapshot) {
        if (snapshot.dagStatus().isEmpty()) {
            // Writers older than dag_status kept a graph only if they had one, so its presence is sufficient proof.
            return snapshot.dag().orElseThrow(() -> refuse(
                    snapshot,
                    ProblemId.DAG_STATUS_MISSING,
                    "the snapshot has neither a dag nor a dag_status: it was made by an old writer, so the reason"
                            + " isn't known. Refresh it with dag_mode on",
                    null));
        }
        Location at = snapshot.dagStatus().get().location();
        String status = snapshot.dagStatus().get().value();
        return switch (status) {
            case "success" -> snapshot.dag().orElseThrow(() -> refuse(
                    snapshot,
                    ProblemId.DAG_MISSING,
                    "dag_status is 'success' but the dag itself is missing or null: the snapshot was damaged or edited."
                            + " Refresh it",
                    at));
            case "failed" -> throw refuse(
                    snapshot,
                    ProblemId.DAG_FAILED,
                    "the engine could not give the graph when this snapshot was written: "
                            + snapshot.dagError().orElse("no reason was kept")
                            + ". Fix the project until `rocky dag` succeeds, then refresh",
                    at);
            case "disabled" -> throw refuse(
                    snapshot,
                    ProblemId.DAG_DISABLED,
                    "this snapshot was written with dag_mode off, so it has no graph. Set dag_mode: true and refresh",
                    at);
            default -> throw refuse(
                    snapshot,
                    ProblemId.DAG_STATUS_UNKNOWN,
                    "dag_status is '" + status + "', which this library doesn't know; a newer writer made the snapshot."
                            + " Update rocky-java, or refresh with a matching version",
                    at);
        };
    }

    /** Returns the graph; empty if there is none that can be trusted. */
    static Optional<Dag> usable(Snapshot snapshot) {
        boolean trusted = snapshot.dagStatus().map(status -> status.value().equals("success")).orElse(true);
        return trusted ? snapshot.dag() : Optional.empty();
    }

    private static SnapshotException refuse(
            Snapshot snapshot, ProblemId id, String message, @Nullable Location at) {
        return new SnapshotException(snapshot.name(), List.of(Problem.of(id, message, at)));
    }
}
