package dev.rockyjava.internal.file;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Ensures that only one copy of this library in this JVM works on a file. Several class loaders may have a copy each; what they
 * have in common are the system properties. A file lock can't do this: a copy that tries it opens and closes the file, and on
 * most systems that releases the lock of the copy that has it.
 */
public final class JvmLock implements AutoCloseable {

    private final String property;
    private final String owner;

    private JvmLock(String property, String owner) {
        this.property = property;
        this.owner = owner;
    }

    /**
     * Acquires the lock without waiting.
     *
     * @param file an absolute path without links
     * @param owner what {@link #owner} returns to others
     * @return empty if it is held, even by this thread
     */
    public static Optional<JvmLock> tryAcquire(Path file, String owner) {
        String property = property(file);
        return System.getProperties().putIfAbsent(property, owner) == null
                ? Optional.of(new JvmLock(property, owner))
                : Optional.empty();
    }

    /** Returns the owner of the lock; empty if nobody has it. */
    public static Optional<String> owner(Path file) {
        return Optional.ofNullable(System.getProperty(property(file)));
    }

    private static String property(Path file) {
        return "dev.rockyjava.locked." + file;
    }

    @Override
    public void close() {
        System.getProperties().remove(property, owner);
    }
}
