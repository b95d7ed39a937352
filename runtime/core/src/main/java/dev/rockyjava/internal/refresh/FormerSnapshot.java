package dev.rockyjava.internal.refresh;

import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.SourceInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the previous snapshot to carry over or report: a query without an answer must not remove them, and an
 * answer must not remove them silently. The file is read lazily, once.
 */
public final class FormerSnapshot {

    private final Path file;
    private @Nullable Optional<Snapshot> read;

    private FormerSnapshot(Path file, @Nullable Optional<Snapshot> read) {
        this.file = file;
        this.read = read;
    }

    /** Returns the snapshot in a file; empty if the file is missing or can't be read. */
    public static FormerSnapshot at(Path file) {
        return new FormerSnapshot(file, null);
    }

    /** Returns the snapshot in a file that has been read already. */
    static FormerSnapshot of(Path file, Snapshot read) {
        return new FormerSnapshot(file, Optional.of(read));
    }

    /**
     * Returns the ids of a replication pipeline's sources; all sources of the file if it doesn't say which pipeline
     * they belong to.
     */
    List<String> sourcesOf(String pipeline) {
        return read().map(snapshot -> {
                    Map<String, List<String>> known = snapshot.ours().sourcesByPipeline();
                    return known.isEmpty()
                            ? snapshot.sources().stream().map(SourceInfo::id).toList()
                            : known.getOrDefault(pipeline, List.of());
                })
                .orElse(List.of());
    }

    boolean hasModels() {
        return read().flatMap(Snapshot::models).filter(models -> !models.isEmpty()).isPresent();
    }

    /** Returns whether the file says which source belongs to which pipeline; one written by dagster-rocky doesn't. */
    boolean knowsPipelines() {
        return read().filter(snapshot -> !snapshot.ours().sourcesByPipeline().isEmpty()).isPresent();
    }

    private Optional<Snapshot> read() {
        if (read == null) {
            read = Files.exists(file) ? readFile() : Optional.empty();
        }
        return read;
    }

    private Optional<Snapshot> readFile() {
        try {
            return Optional.of(SnapshotReader.read(file));
        } catch (SnapshotException e) {
            // An unreadable snapshot has nothing to lose.
            return Optional.empty();
        }
    }
}
