package dev.rockyjava.store;

import dev.rockyjava.store.FetchedSnapshot.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A remote store with a local copy of its latest snapshot, which is used if the remote store is down, too slow, or
 * empty. Each time the remote store stops answering, one warning reports it and the age of the copy.
 *
 * <p>Writes go to the remote store first: a snapshot that exists only on this machine would be lost at the next
 * fetch. Versions are those of the remote store.
 */
public final class CachedStateStore implements StateStore {

    private static final Logger LOG = LoggerFactory.getLogger(CachedStateStore.class);

    private final StateStore remote;
    private final LocalStateStore local;
    private final Duration timeout;
    private final Consumer<String> warnings;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Creates a store that logs its warnings.
     *
     * @param remote closed with this store
     * @param local where the copy is stored
     * @param timeout how long a fetch waits for the remote store before it uses the local copy
     */
    public CachedStateStore(StateStore remote, LocalStateStore local, Duration timeout) {
        this(remote, local, timeout, warning -> LOG.warn("{}", warning));
    }

    /**
     * Creates a store with a receiver for its warnings.
     *
     * @param remote closed with this store
     * @param local where the copy is stored
     * @param timeout how long a fetch waits for the remote store before it uses the local copy
     * @param warnings receives the warnings, which are then not logged
     */
    public CachedStateStore(StateStore remote, LocalStateStore local, Duration timeout, Consumer<String> warnings) {
        this.remote = remote;
        this.local = local;
        this.timeout = timeout;
        this.warnings = warnings;
    }

    /**
     * Copies the remote store's latest snapshot into the local file, or falls back to the existing local file.
     *
     * @return the local file to read; empty if neither store has a snapshot
     * @throws StateStoreException if the remote store can't be used and there is no local copy, or if the local file
     *     can't be read or written
     */
    public synchronized Optional<FetchedSnapshot> fetch() {
        Optional<StoredSnapshot> latest;
        try {
            latest = StateStoreCall.within(timeout, remote.name(), remote::latest);
        } catch (StateStoreException e) {
            return Optional.of(localCopy(e));
        }
        if (latest.isEmpty()) {
            return emptyRemote();
        }
        warned.set(false);
        local.write(latest.get().bytes());
        return Optional.of(new FetchedSnapshot(local.file(), Source.REMOTE, latest.get().version()));
    }

    private FetchedSnapshot localCopy(StateStoreException failure) {
        StoredVersion copy = local.latest().map(StoredSnapshot::version).orElseThrow(() -> new StateStoreException(
                failure.reason(),
                remote.name(),
                "can't be used, and there is no local copy at " + local.file() + " (" + failure.getMessage() + ")",
                "Make the store available, or put a snapshot there by a refresh.",
                failure));
        warnOnce(failure.getMessage() + instead(copy));
        return new FetchedSnapshot(local.file(), Source.LOCAL_COPY, copy);
    }

    private Optional<FetchedSnapshot> emptyRemote() {
        Optional<StoredVersion> copy = local.latest().map(StoredSnapshot::version);
        copy.ifPresent(version ->
                warnOnce(remote.name() + " has no snapshot." + instead(version) + " A refresh fills the store."));
        return copy.map(version -> new FetchedSnapshot(local.file(), Source.LOCAL_COPY, version));
    }

    private String instead(StoredVersion copy) {
        return " The local copy " + local.file() + " is used instead; its content is of " + copy.writtenAt() + ".";
    }

    private void warnOnce(String warning) {
        if (!warned.getAndSet(true)) {
            warnings.accept(warning);
        } else {
            LOG.debug("{}", warning);
        }
    }

    @Override
    public String name() {
        return remote.name();
    }

    /** Returns the snapshot that {@link #fetch} provides. */
    @Override
    public synchronized Optional<StoredSnapshot> latest() {
        return fetch().flatMap(fetched -> local.latest()
                .map(copy -> new StoredSnapshot(fetched.version(), copy.bytes())));
    }

    /**
     * Writes to the remote store, then to the local copy.
     *
     * @throws StateStoreException if one of them can't be written; if it is the remote store, the local copy is
     *     unchanged
     */
    @Override
    public synchronized StoredVersion write(byte[] snapshot) {
        StoredVersion version = remote.write(snapshot);
        local.write(snapshot);
        return version;
    }

    @Override
    public List<StoredVersion> versions() {
        return StateStoreCall.within(timeout, remote.name(), remote::versions);
    }

    @Override
    public StoredSnapshot read(String versionId) {
        return StateStoreCall.within(timeout, remote.name(), () -> remote.read(versionId));
    }

    @Override
    public void close() {
        remote.close();
    }
}
