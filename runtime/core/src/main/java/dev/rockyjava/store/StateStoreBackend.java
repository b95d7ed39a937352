package dev.rockyjava.store;

import java.util.Map;
import java.util.Optional;

/**
 * The storage behind a {@link VersionedStateStore}: versions by their ids, and a pointer to the latest one.
 *
 * <p>Implementations need no knowledge of ids or retention. They throw {@link StateStoreException}, always within
 * bounded time, and are thread-safe.
 */
public interface StateStoreBackend extends AutoCloseable {

    /** Returns a name for messages: the address and key, without secrets. */
    String name();

    /** Returns the pointer's text; empty if there is no pointer. */
    Optional<String> pointer();

    /** Returns the complete content of a version; empty if it doesn't exist. */
    Optional<byte[]> read(String versionId);

    /** Writes a version, and only then the pointer to it, each atomically for readers. */
    void publish(String versionId, byte[] content);

    /** Returns every version's id with its size in bytes. May contain names that aren't versions. */
    Map<String, Long> versions();

    /** Removes a version if it exists. */
    void delete(String versionId);

    @Override
    void close();
}
