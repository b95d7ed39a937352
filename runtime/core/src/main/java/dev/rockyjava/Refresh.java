package dev.rockyjava;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.state.SnapshotException;
import dev.rockyjava.state.SnapshotWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a snapshot only if it can be used and says no less than the former one: what was good stays until there is
 * something better.
 */
final class Refresh {

    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

    private final RockyComponent component;
    private final Path snapshot;
    private final List<WriteEvent.LeftOut> leftOut = new ArrayList<>();

    Refresh(RockyComponent component, Path snapshot) {
        this.component = component;
        this.snapshot = snapshot;
    }

    RefreshResult run(RockyEngine engine, boolean write) {
        Optional<Definitions> former = former();
        SnapshotWriter answers = component.ask(engine, event -> {
            if (event instanceof WriteEvent.LeftOut left) {
                leftOut.add(left);
            }
        });
        Definitions now = definitions(answers);
        former.ifPresent(this::refuseToForget);
        if (write) {
            answers.write(snapshot);
            component.written(snapshot);
        }
        Definitions before = former.orElse(Definitions.empty());
        return new RefreshResult(snapshot, write, former.isEmpty(), now, before.verifyAgainst(now));
    }

    private Optional<Definitions> former() {
        if (!Files.exists(snapshot)) {
            return Optional.empty();
        }
        try {
            return Optional.of(component.buildDefsFromState(snapshot));
        } catch (SnapshotException e) {
            LOG.warn("the former snapshot can't be used; everything will count as added: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Reads the answers as anybody will read the file. */
    private Definitions definitions(SnapshotWriter answers) {
        try {
            Path trial = Files.createTempFile("rocky-snapshot", ".json");
            try {
                answers.write(trial);
                return component.buildDefsFromState(trial);
            } catch (SnapshotException e) {
                throw new SnapshotException(snapshot + " (not written; this is what the engine said now)", e.problems());
            } finally {
                Files.deleteIfExists(trial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary file for the new snapshot: " + e.getMessage(), e);
        }
    }

    // Without an answer to discover a snapshot looks like that of a project without sources.
    private void refuseToForget(Definitions former) {
        boolean hadSources = former.specs().stream().anyMatch(spec -> !spec.sourceFilters().isEmpty());
        leftOut.stream()
                .filter(left -> hadSources && left.question().startsWith("discover"))
                .findFirst()
                .ifPresent(left -> {
                    throw new RefreshException("`rocky " + left.question() + "` gave no answer, and the snapshot "
                            + snapshot + " knows sources that would be forgotten; it is as it was. The engine says: "
                            + left.reason());
                });
    }
}
