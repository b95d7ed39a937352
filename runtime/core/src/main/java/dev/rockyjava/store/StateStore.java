package dev.rockyjava.store;

import java.util.List;
import java.util.Optional;

/**
 * Stores the snapshots of one component: whole documents, read and written as bytes.
 *
 * <p>A reader sees either a complete snapshot or none, regardless of concurrent writers. If two writers write
 * concurrently, both succeed, and one of the two snapshots becomes the latest. Content that equals the latest
 * snapshot creates no new version: otherwise a refresh repeated every hour would push actual changes out of the
 * retained versions.
 *
 * <p>Every method throws {@link StateStoreException} if the store can't be used, and {@link IllegalStateException}
 * after {@link #close()}. Stores are thread-safe.
 */
public interface StateStore extends AutoCloseable {

    /** Returns a name for messages: the store's address and key, without secrets. */
    String name();

    /** Returns the snapshot written last; empty if there is none. */
    Optional<StoredSnapshot> latest();

    /**
     * Makes a snapshot the latest one.
     *
     * @return the version that now has this content: a new one, or the latest one if its content is the same
     */
    StoredVersion write(byte[] snapshot);

    /** Returns the available versions, newest first. */
    List<StoredVersion> versions();

    /**
     * Reads one version.
     *
     * @param versionId an id from {@link #versions()}
     * @throws StateStoreException with the reason {@code NO_SUCH_VERSION} if it doesn't exist, or no longer exists
     */
    StoredSnapshot read(String versionId);

    /** Closes connections. Closing twice has no effect. */
    @Override
    void close();
}
