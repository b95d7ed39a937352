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
 * What the snapshot that is to be replaced has: a question without an answer must not take it away, and an answer must not
 * in silence. Its file is read when it is first needed, and once.
 */
public final class FormerSnapshot {

    private final Path file;
    private @Nullable Optional<Snapshot> read;

    private FormerSnapshot(Path file, @Nullable Optional<Snapshot> read) {
        this.file = file;
        this.read = read;
    }

    /** The snapshot of a file; nothing if it isn't there or can't be read. */
    public static FormerSnapshot at(Path file) {
        return new FormerSnapshot(file, null);
    }

    /** The snapshot of a file, which was read already. */
    static FormerSnapshot of(Path file, Snapshot read) {
        return new FormerSnapshot(file, Optional.of(read));
    }

    /** The ids of its sources of a replication pipeline; of a file that doesn't say whose they are, all that it has. */
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

    /** Whether it says which source belongs to which pipeline; one that dagster-rocky wrote doesn't. */
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
            // Nothing is lost with what nobody can read.
            return Optional.empty();
        }
    }
}
