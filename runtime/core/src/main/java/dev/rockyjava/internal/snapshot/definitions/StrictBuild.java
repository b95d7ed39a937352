package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import java.util.List;

/** What {@code strict_build} demands of a snapshot, at compile time and at run time. */
public final class StrictBuild {

    private StrictBuild() {}

    /**
     * Refuses a snapshot whose definitions would be empty for want of sources, as the peer does.
     *
     * @throws SnapshotException if {@code strict_build} is on, {@code dag_mode} off, and no source was discovered
     */
    public static void check(Snapshot snapshot, ComponentConfig config) {
        if (config.strictBuild() && !config.dagMode() && snapshot.sources().isEmpty()) {
            throw new SnapshotException(
                    snapshot.name(),
                    List.of(Problem.of(
                            ProblemId.NO_SOURCES,
                            "no source was discovered when this snapshot was written, and strict_build is on. Look at"
                                    + " what `rocky discover` says, refresh, or turn strict_build off",
                            null)));
        }
    }
}
