package dev.rockyjava.internal.refresh;

import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.snapshot.SnapshotException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the snapshot that is to be replaced has, which a question without an answer must not take away. Read only when
 * there is such a question.
 */
public record FormerSnapshot(Path file) {

    /** Whether it has sources of a replication pipeline, or sources of which it doesn't say whose they are. */
    boolean hasSourcesOf(String pipeline) {
        return read().filter(snapshot -> {
            Map<String, List<String>> known = snapshot.ours().sourcesByPipeline();
            return known.isEmpty()
                    ? !snapshot.sources().isEmpty()
                    : !known.getOrDefault(pipeline, List.of()).isEmpty();
        }).isPresent();
    }

    boolean hasModels() {
        return read().flatMap(Snapshot::models).filter(models -> !models.isEmpty()).isPresent();
    }

    private Optional<Snapshot> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SnapshotReader.read(file));
        } catch (SnapshotException e) {
            // Nothing is lost with what nobody can read.
            return Optional.empty();
        }
    }
}
