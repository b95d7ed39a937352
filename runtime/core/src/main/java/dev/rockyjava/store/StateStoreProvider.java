package dev.rockyjava.store;

/**
 * Opens one kind of store. Found by {@link java.util.ServiceLoader}; the artifact {@code dev.rockyjava:rocky-stores}
 * has those for S3 and Valkey.
 */
public interface StateStoreProvider {

    /**
     * Says whether this provider opens a location. Cheap, and never throws.
     *
     * @param location a management type or a URI; may hold a password
     */
    boolean handles(String location);

    /**
     * Opens the store of a location that this provider handles. Doesn't connect: a store that is down fails when used.
     *
     * @throws StateStoreException if the configuration can't work
     */
    StateStore open(StateStoreConfig config);
}
