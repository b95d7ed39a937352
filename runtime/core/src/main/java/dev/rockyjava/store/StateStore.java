package dev.rockyjava.store;

import java.util.List;
import java.util.Optional;

/**
 * Where the snapshots of one component are kept: whole documents, read and written as bytes.
 *
 * <p>A reader sees a snapshot whole or not at all, whatever writers do at the same time. With two writers at once both
 * finish, and one of the two snapshots is the latest. Content that equals the latest snapshot makes no new version: a
 * refresh that is repeated every hour would otherwise push what really changed out of the versions that are kept.
 *
 * <p>Every method throws {@link StateStoreException} when the store can't be used, and {@link IllegalStateException}
 * after {@link #close()}. Stores are safe for use by several threads.
 */
public interface StateStore extends AutoCloseable {

    /** What people call this store, for messages: its address and key, without any secret. */
    String name();

    /** The snapshot that was written last; empty when none has been. */
    Optional<StoredSnapshot> latest();

    /**
     * Makes a snapshot the latest one.
     *
     * @return the version that has this content now: a new one, or the latest one if that has the same content
     */
    StoredVersion write(byte[] snapshot);

    /** The versions that can be read, newest first. */
    List<StoredVersion> versions();

    /**
     * Reads one version.
     *
     * @param versionId an id from {@link #versions()}
     * @throws StateStoreException with the reason {@code NO_SUCH_VERSION} if it isn't there (any more)
     */
    StoredSnapshot read(String versionId);

    /** Ends connections. Closing twice does nothing. */
    @Override
    void close();
}
