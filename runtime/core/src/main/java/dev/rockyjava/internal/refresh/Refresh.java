package dev.rockyjava.internal.refresh;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.write.SnapshotWriter;
import dev.rockyjava.refresh.RefreshResult;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.SnapshotException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a snapshot only if it can be used: what was good stays until there is something better. A file of this machine that
 * states the same already stays as it is, so that a build that watches it has nothing to do.
 */
public final class Refresh {

    /** What a refresh needs of the component that it belongs to. */
    public interface Component {

        /** Brings the former snapshot to this machine; whether there is one now. */
        boolean fetchSnapshot();

        /** Asks the engine for everything. */
        SnapshotWriter ask(RockyEngine engine, FormerSnapshot former);

        /** Makes definitions; what is odd goes to a consumer. */
        Definitions build(Snapshot snapshot, Consumer<Problem> warnings);

        /** Writes the snapshot of this machine, and puts it where it is kept. */
        void keep(Runnable write);

        /** Tells everybody who wants to know that the snapshot was written. */
        void written();

        /** Says what a user should know. */
        void warn(String warning);
    }

    private final Component component;
    private final Path snapshot;
    private final boolean local;

    /**
     * @param snapshot the file of this machine
     * @param local whether that file is the only place of the snapshot
     */
    public Refresh(Component component, Path snapshot, boolean local) {
        this.component = component;
        this.snapshot = snapshot;
        this.local = local;
    }

    /** A snapshot and what is made of it. */
    private record Usable(Snapshot snapshot, Definitions definitions) {}

    public RefreshResult run(RockyEngine engine, boolean write) {
        Optional<Usable> former = former();
        SnapshotWriter answers = component.ask(
                engine,
                former.map(old -> FormerSnapshot.of(snapshot, old.snapshot())).orElseGet(() -> FormerSnapshot.at(snapshot)));
        Usable now = usable(answers);
        SnapshotRefresh.refuseIfInterrupted();
        boolean differs = former.filter(old -> old.snapshot().contents().sameAs(now.snapshot().contents())).isEmpty();
        // What a store elsewhere has is not known for sure: the file here is a copy, perhaps of what it no longer has.
        boolean writes = write && (differs || !local);
        if (writes) {
            component.keep(() -> {
                answers.write(snapshot);
                component.written();
            });
        }
        Definitions before = former.map(Usable::definitions).orElse(Definitions.empty());
        return new RefreshResult(
                snapshot,
                writes,
                former.isEmpty(),
                differs,
                now.definitions(),
                DefinitionsDiff.between(before, now.definitions()),
                answers.compileProblems());
    }

    private Optional<Usable> former() {
        if (!component.fetchSnapshot()) {
            return Optional.empty();
        }
        try {
            Snapshot former = SnapshotReader.read(snapshot);
            return Optional.of(new Usable(former, component.build(former, warning -> {})));
        } catch (SnapshotException e) {
            component.warn("the former snapshot can't be used; everything will count as added: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Reads the answers as anybody will read the file, by its name. In memory: no other folder is needed. */
    private Usable usable(SnapshotWriter answers) {
        try (InputStream in = new ByteArrayInputStream(answers.toBytes())) {
            Snapshot now = SnapshotReader.read(in, snapshot.toString());
            return new Usable(now, component.build(now, warning -> component.warn(warning.text(now.name()))));
        } catch (SnapshotException e) {
            throw new SnapshotException(snapshot + " (not written; this is what the engine said now)", e.problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
