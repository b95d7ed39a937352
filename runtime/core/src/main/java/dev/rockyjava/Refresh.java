package dev.rockyjava;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.state.SnapshotException;
import dev.rockyjava.state.SnapshotReader;
import dev.rockyjava.state.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a snapshot only if it can be used: what was good stays until there is something better. */
final class Refresh {

    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

    private final RockyComponent component;
    private final Path snapshot;

    Refresh(RockyComponent component, Path snapshot) {
        this.component = component;
        this.snapshot = snapshot;
    }

    RefreshResult run(RockyEngine engine, boolean write) {
        Optional<Definitions> former = former();
        SnapshotWriter answers = component.ask(engine, component.project(), snapshot);
        Definitions now = definitions(answers);
        StateRefresh.refuseIfInterrupted();
        if (write) {
            component.keep(() -> {
                answers.write(snapshot);
                component.written(snapshot);
            });
        }
        Definitions before = former.orElse(Definitions.empty());
        return new RefreshResult(snapshot, write, former.isEmpty(), now, before.verifyAgainst(now));
    }

    private Optional<Definitions> former() {
        if (!component.fetch()) {
            return Optional.empty();
        }
        try {
            return Optional.of(component.build(SnapshotReader.read(snapshot), warning -> {}));
        } catch (SnapshotException e) {
            LOG.warn("the former snapshot can't be used; everything will count as added: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Reads the answers as anybody will read the file, by its name. In memory: no other folder is needed. */
    private Definitions definitions(SnapshotWriter answers) {
        try (InputStream in = new ByteArrayInputStream(answers.toBytes())) {
            return component.build(SnapshotReader.read(in, snapshot.toString()));
        } catch (SnapshotException e) {
            throw new SnapshotException(snapshot + " (not written; this is what the engine said now)", e.problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
