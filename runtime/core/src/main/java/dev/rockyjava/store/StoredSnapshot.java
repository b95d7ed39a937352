package dev.rockyjava.store;

/** A snapshot read from a {@link StateStore}, with its version. */
public final class StoredSnapshot {

    private final StoredVersion version;
    private final byte[] bytes;

    /**
     * @param version the version in its store
     * @param bytes the whole document; not copied
     */
    public StoredSnapshot(StoredVersion version, byte[] bytes) {
        this.version = version;
        this.bytes = bytes;
    }

    /** Returns the version in its store. */
    public StoredVersion version() {
        return version;
    }

    /** Returns the whole document. Not a copy: must not be modified. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return version.toString();
    }
}
