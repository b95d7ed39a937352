package dev.rockyjava.internal.refresh;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.file.WriterLock;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.write.SnapshotWriter;
import dev.rockyjava.refresh.RefreshResult;
import dev.rockyjava.snapshot.SnapshotException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Replaces a snapshot only with one that can be used, so that the last good one is kept. A local file with the same
 * content is left untouched, so that a build that watches it has nothing to do.
 *
 * @param snapshot the local file
 * @param local whether that file is the only place of the snapshot
 */
public record Refresh(Component component, Path snapshot, boolean local) {

    /** What a refresh needs from its component. */
    public interface Component {

        /** Downloads the previous snapshot; returns whether there is one now. */
        boolean fetchSnapshot();

        /** Queries the engine for everything that a snapshot holds. */
        SnapshotWriter ask(RockyEngine engine, FormerSnapshot former);

        /** Builds definitions. */
        DefinitionsBuilder.Result build(Snapshot snapshot);

        /** Returns what keeps definitions for later processes that read these bytes. */
        Runnable keeper(byte[] snapshot, DefinitionsBuilder.Result built);

        /** Writes the local snapshot and, if it is kept in a store, uploads it there. */
        void keep(Runnable write);

        /** Notifies the component's hook and listener that the snapshot was written. */
        void written();

        /** Reports a warning to the user. */
        void warn(String warning);
    }

    /**
     * A snapshot and the definitions built from it.
     *
     * @param keeper keeps the definitions for later processes
     */
    private record Usable(Snapshot snapshot, Definitions definitions, Runnable keeper) {}

    /**
     * Asks the engine, and replaces the snapshot if it differs. Two refreshes at once take turns, or the one that asked first
     * could write last.
     */
    public RefreshResult run(RockyEngine engine, boolean write) {
        return write ? inTurn(snapshot, () -> ask(engine, true)) : ask(engine, false);
    }

    /**
     * Does work that ends with a new snapshot as soon as no other does.
     *
     * @throws EngineInterruptedException if the thread is interrupted while it waits
     */
    public static <T> T inTurn(Path snapshot, Supplier<T> work) {
        WriterLock turn = turn(snapshot);
        try {
            return work.get();
        } finally {
            turn.close();
        }
    }

    private static WriterLock turn(Path snapshot) {
        try {
            return WriterLock.acquire(snapshot);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineInterruptedException(
                    "interrupted while waiting for another refresh of " + snapshot + "; nothing was written", e, false);
        }
    }

    private RefreshResult ask(RockyEngine engine, boolean write) {
        Optional<Usable> former = former();
        SnapshotWriter answers = component.ask(
                engine,
                former.map(old -> FormerSnapshot.of(snapshot, old.snapshot())).orElseGet(() -> FormerSnapshot.at(snapshot)));
        Usable now = usable(answers);
        SnapshotRefresh.refuseIfInterrupted();
        boolean differs = former.filter(old -> old.snapshot().contents().sameAs(now.snapshot().contents())).isEmpty();
        // The content of a remote store isn't known for sure: the local file is a copy, perhaps of something no
        // longer there.
        boolean writes = write && (differs || !local);
        if (writes) {
            component.keep(() -> {
                answers.write(snapshot);
                component.written();
            });
            now.keeper().run();
        }
        Snapshot.UnansweredQueries failures = now.snapshot().ours().failures();
        Definitions before = former.map(Usable::definitions).orElse(Definitions.empty());
        return new RefreshResult(
                snapshot,
                writes,
                former.isEmpty(),
                differs,
                now.definitions(),
                DefinitionsDiff.between(before, now.definitions()),
                failures.discover().isEmpty() && failures.compile().isEmpty(),
                answers.compileProblems());
    }

    private Optional<Usable> former() {
        if (!component.fetchSnapshot()) {
            return Optional.empty();
        }
        try {
            Snapshot former = SnapshotReader.read(snapshot);
            return Optional.of(new Usable(former, component.build(former).definitions(), () -> {}));
        } catch (SnapshotException e) {
            component.warn("the previous snapshot can't be used; everything will count as added: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Reads the answers as the file will be read, under its name. In memory, so that no temporary folder is needed. */
    private Usable usable(SnapshotWriter answers) {
        byte[] bytes = answers.toBytes();
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            Snapshot now = SnapshotReader.read(in, snapshot.toString());
            DefinitionsBuilder.Result built = component.build(now);
            built.warnings().forEach(warning -> component.warn(warning.text(now.name())));
            return new Usable(now, built.definitions(), component.keeper(bytes, built));
        } catch (SnapshotException e) {
            throw new SnapshotException(snapshot + " (not written; the engine's current answers are invalid)", e.problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
