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
 * The store that {@code defs_state} names in place of a local file. This machine keeps a copy where the local snapshot
 * would be, which definitions are built from, so that they come too while the store is down.
 */
public record StoredSnapshots(ComponentConfig config, Path project, Path copy, Consumer<String> warnings) {

    /**
     * Brings the newest snapshot into the copy, or leaves the copy as it is, with a warning.
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
     * Writes the copy, and puts it into the store. A store that can't even be opened is said before the copy is written.
     *
     * @param writeCopy writes {@link #copy}
     * @throws dev.rockyjava.store.StateStoreException if the store can't be used; what was written of the copy stays
     */
    public void write(Runnable writeCopy) {
        try (StateStore remote = open()) {
            writeCopy.run();
            remote.write(Files.readAllBytes(copy));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + copy, e);
        }
    }

    /** The store; to be closed by the caller. */
    public StateStore open() {
        return StateStores.open(store());
    }

    private StateStoreConfig store() {
        return StateStoreConfig.of(config.defsState().managementType(), config.stateKey())
                .withFolder(project)
                .withOptions(config.defsState().options());
    }
}
