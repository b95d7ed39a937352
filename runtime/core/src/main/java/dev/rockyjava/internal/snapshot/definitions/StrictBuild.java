package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import java.util.List;

/** The requirements of {@code strict_build} on a snapshot, at compile time and at run time. */
public final class StrictBuild {

    private StrictBuild() {}

    /**
     * Rejects a snapshot whose definitions would be empty because it has no sources, as in dagster-rocky.
     *
     * @throws SnapshotException if {@code strict_build} is on, {@code dag_mode} is off, and no source was discovered
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
