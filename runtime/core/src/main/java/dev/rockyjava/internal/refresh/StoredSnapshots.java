package dev.rockyjava.internal.refresh;

import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.store.CachedStateStore;
import dev.rockyjava.store.LocalStateStore;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The snapshots in the store that {@code defs_state} names instead of a local file. A local copy is kept at the path
 * of the local snapshot; definitions are built from it, so that they remain available while the store is down.
 */
public record StoredSnapshots(ComponentConfig config, Path project, Path copy, Consumer<String> warnings) {

    /**
     * Downloads the newest snapshot to the copy, or keeps the copy as it is, with a warning.
     *
     * @return whether there is a copy now
     * @throws dev.rockyjava.store.StateStoreException if the store can't be used and there is no copy
     */
    public boolean fetch() {
        StateStoreConfig store = store();
        try (CachedStateStore cached =
                new CachedStateStore(StateStores.open(store), LocalStateStore.at(copy), store.timeout(), warnings)) {
            return cached.fetch().isPresent();
        }
    }

    /**
     * Writes the copy and uploads it to the store. If the store can't be opened, fails before the copy is written.
     *
     * @param writeCopy writes {@link #copy}
     * @throws dev.rockyjava.store.StateStoreException if the store can't be used; whatever was written to the copy is
     *     kept
     */
    public void write(Runnable writeCopy) {
        try (StateStore remote = open()) {
            writeCopy.run();
            remote.write(Files.readAllBytes(copy));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + copy, e);
        }
    }

    /** Opens the store; the caller must close it. */
    public StateStore open() {
        return StateStores.open(store());
    }

    private StateStoreConfig store() {
        return StateStoreConfig.of(config.defsState().managementType(), config.stateKey())
                .withFolder(project)
                .withOptions(config.defsState().options());
    }
}
