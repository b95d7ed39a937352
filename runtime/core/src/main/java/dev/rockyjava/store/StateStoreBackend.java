package dev.rockyjava.store;

import java.util.Map;
import java.util.Optional;

/**
 * What a {@link VersionedStateStore} needs of a place: versions under their ids, and a pointer to the latest one.
 *
 * <p>Implementations know nothing about ids or retention. They throw {@link StateStoreException}, always in bounded
 * time, and are safe for use by several threads.
 */
public interface StateStoreBackend extends AutoCloseable {

    /** What people call this place and key, without any secret. */
    String name();

    /** The text that the pointer holds; empty when there is no pointer. */
    Optional<String> pointer();

    /** The content of a version, whole; empty when it isn't there. */
    Optional<byte[]> read(String versionId);

    /** Writes a version whole, and only then the pointer to it, each at once from a reader's view. */
    void publish(String versionId, byte[] content);

    /** Every version by its id, with its size. May hold names that are no versions. */
    Map<String, Long> versions();

    /** Removes a version, if it is there. */
    void delete(String versionId);

    @Override
    void close();
}
