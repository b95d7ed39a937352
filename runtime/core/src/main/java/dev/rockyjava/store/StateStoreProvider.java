package dev.rockyjava.store;

/**
 * Opens one kind of store. Found by {@link java.util.ServiceLoader}; the artifact {@code dev.rockyjava:rocky-stores}
 * contains those for S3 and Valkey.
 */
public interface StateStoreProvider {

    /**
     * Returns whether this provider can open a location. Cheap, and never throws.
     *
     * @param location a management type or a URI; may contain a password
     */
    boolean handles(String location);

    /**
     * Opens the store at a location that this provider handles. Doesn't connect: a store that is down fails when
     * used.
     *
     * @throws StateStoreException if the configuration is invalid
     */
    StateStore open(StateStoreConfig config);
}
