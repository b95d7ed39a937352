package dev.rockyjava.store;

/** A snapshot read from a {@link StateStore}, with the version that it is. */
public final class StoredSnapshot {

    private final StoredVersion version;
    private final byte[] bytes;

    /**
     * @param version what the store calls it
     * @param bytes the whole document; not copied
     */
    public StoredSnapshot(StoredVersion version, byte[] bytes) {
        this.version = version;
        this.bytes = bytes;
    }

    public StoredVersion version() {
        return version;
    }

    /** The whole document. Not a copy: don't change it. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return version.toString();
    }
}
