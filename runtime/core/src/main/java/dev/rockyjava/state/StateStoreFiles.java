package dev.rockyjava.state;

import dev.rockyjava.state.StateStoreException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Files that are there whole or not at all. */
final class StateStoreFiles {

    static final String TEMPORARY_SUFFIX = ".tmp";

    private StateStoreFiles() {}

    static Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes beside the file, flushes, and moves it into place.
     *
     * @param atomicOnly fail where the file system can't replace a file at once
     */
    static void replace(Path file, byte[] content, boolean atomicOnly) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // Files.createDirectories of JDK 17 fails on a link to a folder.
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        // Not Files.createTempFile: only its owner could read that, and the peer may run as somebody else.
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + TEMPORARY_SUFFIX);
        try {
            writeAndFlush(temporary, content);
            move(temporary, file, atomicOnly);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeAndFlush(Path file, byte[] content) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (channel instanceof FileChannel onDisk) {
                onDisk.force(true);
            }
        }
    }

    private static void move(Path from, Path to, boolean atomicOnly) throws IOException {
        try {
            // An atomic move alone replaces a file on some file systems and refuses to on others.
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            if (atomicOnly) {
                throw e;
            }
            // File systems over object stores can't move, but put whole objects.
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What went wrong with a file, typed. */
    static StateStoreException failure(String store, String what, Exception e) {
        boolean denied = e instanceof AccessDeniedException;
        return new StateStoreException(
                denied ? Reason.ACCESS_DENIED : Reason.UNAVAILABLE,
                store,
                what + ": " + text(e),
                denied
                        ? "Give the user of this process the permission to read and write there."
                        : "Check that the folder is there, that the disk isn't full, and that its file system is open.",
                e);
    }

    private static String text(Exception e) {
        // The message of most of these is the path alone.
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName().replaceFirst("Exception$", "");
        boolean named = message != null && !(e instanceof FileSystemException fs && fs.getReason() == null);
        return named ? message : kind + (message == null ? "" : " " + message);
    }
}
