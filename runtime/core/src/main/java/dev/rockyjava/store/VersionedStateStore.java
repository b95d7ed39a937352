package dev.rockyjava.store;

import dev.rockyjava.store.StateStoreException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store that keeps versions: {@code <base>/<key>/<version>} and a pointer {@code latest} to one of them. */
public final class VersionedStateStore implements StateStore {

    private static final Logger LOG = LoggerFactory.getLogger(VersionedStateStore.class);

    // Longer than any single write may take: a version that another writer has stored but not yet pointed to must not
    // be removed.
    private static final Duration TOO_YOUNG_TO_REMOVE = Duration.ofHours(1);
    private static final int POINTER_READS = 5;

    private final StateStoreBackend backend;
    private final Clock clock;
    private final int keep;
    private volatile boolean closed;

    /**
     * @param backend closed with this store
     * @param config provides the clock and the number of versions to keep
     */
    public VersionedStateStore(StateStoreBackend backend, StateStoreConfig config) {
        this.backend = backend;
        this.clock = config.clock();
        this.keep = config.keep();
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public Optional<StoredSnapshot> latest() {
        open();
        String pointer = null;
        for (int i = 0; i < POINTER_READS; i++) {
            String before = pointer;
            pointer = backend.pointer().orElse(null);
            if (pointer == null) {
                return Optional.empty();
            }
            Optional<StateStoreVersionId> id = StateStoreVersionId.parse(pointer);
            Optional<byte[]> content = id.flatMap(it -> backend.read(it.toString()));
            if (content.isPresent()) {
                return Optional.of(checked(id.get(), content.get()));
            }
            // Another writer may have moved the pointer and removed the version in the meantime. The same pointer
            // twice is broken.
            if (pointer.equals(before)) {
                break;
            }
        }
        throw brokenPointer(pointer);
    }

    @Override
    public StoredVersion write(byte[] snapshot) {
        open();
        Optional<StateStoreVersionId> latest = backend.pointer().flatMap(StateStoreVersionId::parse);
        StateStoreVersionId id = StateStoreVersionId.of(timeAfter(latest.orElse(null)), snapshot);
        if (latest.isPresent() && latest.get().hash().equals(id.hash()) && holds(latest.get(), snapshot)) {
            return latest.get().version(snapshot.length);
        }
        backend.publish(id.toString(), snapshot);
        removeOld();
        return id.version(snapshot.length);
    }

    @Override
    public List<StoredVersion> versions() {
        open();
        return backend.versions().entrySet().stream()
                .flatMap(entry -> StateStoreVersionId.parse(entry.getKey())
                        .map(id -> id.version(entry.getValue()))
                        .stream())
                .sorted(Comparator.comparing(StoredVersion::id).reversed())
                .toList();
    }

    @Override
    public StoredSnapshot read(String versionId) {
        open();
        // Only a valid id may become part of a path.
        StateStoreVersionId id = StateStoreVersionId.parse(versionId).orElseThrow(() -> noSuchVersion(versionId));
        return checked(id, backend.read(versionId).orElseThrow(() -> noSuchVersion(versionId)));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            backend.close();
        }
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException(name() + ": the store is closed");
        }
    }

    /** Returns the clock's time, or just after the latest version's if the clock of its writer is ahead. */
    private Instant timeAfter(@Nullable StateStoreVersionId latest) {
        Instant now = clock.instant();
        return latest == null || latest.time().isBefore(now) ? now : latest.time().plusNanos(1);
    }

    /** Compares the whole content: writing a damaged version again must repair it. */
    private boolean holds(StateStoreVersionId id, byte[] snapshot) {
        return backend.read(id.toString()).filter(content -> Arrays.equals(content, snapshot)).isPresent();
    }

    private void removeOld() {
        try {
            String latest = backend.pointer().orElse("");
            Instant young = clock.instant().minus(TOO_YOUNG_TO_REMOVE);
            versions().stream()
                    .skip(keep)
                    .filter(version -> version.writtenAt().isBefore(young) && !version.id().equals(latest))
                    .forEach(version -> backend.delete(version.id()));
        } catch (StateStoreException e) {
            LOG.warn("The snapshot is written, but old versions of it could not be removed: {}", e.getMessage());
        }
    }

    private StoredSnapshot checked(StateStoreVersionId id, byte[] content) {
        if (!id.isOf(content)) {
            throw new StateStoreException(
                    Reason.DAMAGED,
                    name(),
                    "version " + id + " is damaged: its " + content.length + " bytes are not what was written",
                    "Read another of the store's versions, or write a snapshot again by a refresh.",
                    null);
        }
        return new StoredSnapshot(id.version(content.length), content);
    }

    private StateStoreException brokenPointer(@Nullable String pointer) {
        String text = String.valueOf(pointer);
        return new StateStoreException(
                Reason.DAMAGED,
                name(),
                "the pointer to the latest snapshot is broken: \""
                        + (text.length() > 80 ? text.substring(0, 80) + "…" : text)
                        + "\" isn't one of its versions",
                "Refresh, which writes a new version and pointer, or read one of the store's versions by its id.",
                null);
    }

    private StateStoreException noSuchVersion(String versionId) {
        return new StateStoreException(
                Reason.NO_SUCH_VERSION,
                name(),
                "has no version \"" + versionId + "\"",
                "Take an id from the list of versions; the newest " + keep + " are kept.",
                null);
    }
}
