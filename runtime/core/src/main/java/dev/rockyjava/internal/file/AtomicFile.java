package dev.rockyjava.internal.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a file whole or not at all: a reader sees the old bytes or the new ones, also after a power failure.
 *
 * <p>The file stays what it was. A link is followed, over others and to a file that doesn't exist yet, and what it leads
 * to is replaced. Mode, owner and group are kept as far as this process may set them; a new file gets what the umask
 * and the folder give any new file. Access control lists and extended attributes are not kept, and another hard link
 * keeps the old bytes. Only the folder of the replaced file is written to, no temporary folder.
 */
public final class AtomicFile {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    // As many as Linux follows.
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /** Writes the new content. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes all of it.
         *
         * @param out need not be flushed or closed
         * @throws IOException if that fails; the file then stays as it was
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file beside, brings it to the disk and moves it over. Missing folders are created.
     *
     * @throws IOException if that fails; the file is then as it was, and nothing lies beside it
     * @throws UnsupportedOperationException if the file system can't replace a file in one step
     */
    public static void replace(Path file, Content content) throws IOException {
        replace(file, content, true);
    }

    /**
     * Does the same on a file system that may be anything, such as one over an object store. If that can't move a file
     * over another in one step, it is moved in the way that it can. All files of the folder are replaced in this way: what
     * killed writers left of any of them is deleted.
     *
     * @throws IOException if that fails; nothing lies beside the file then
     */
    public static void replaceOnAnyFileSystem(Path file, Content content) throws IOException {
        replace(file, content, false);
    }

    private static void replace(Path file, Content content, boolean atomicOnly) throws IOException {
        Path target = target(file);
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("the root of the file system is no file");
        }
        // Files.createDirectories of JDK 17 fails on a link to a folder.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        KeptAttributes kept = KeptAttributes.of(target);
        // A name of its own for each writer.
        Path beside = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            write(beside, content, kept);
            move(beside, target, atomicOnly);
        } finally {
            Files.deleteIfExists(beside);
        }
        forceFolder(folder);
        deleteAbandoned(folder, atomicOnly ? target.getFileName().toString() + "." : "");
    }

    // Not by toRealPath: that wants the file to exist. Nothing is normalized, as the ".." of a folder that is a link is
    // the one of the folder behind it.
    private static Path target(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file + ": its links lead to each other, not to a file");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static void write(Path beside, Content content, KeptAttributes kept) throws IOException {
        Set<StandardOpenOption> newFile = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(beside, newFile, kept.atCreation())) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            kept.putOn(beside);
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
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Brings the new name to the disk, where the system can. */
    private static void forceFolder(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("can't force {} to the disk", folder, e);
        }
    }

    /** Of writers that were killed. A day is far more than any writer takes, who may be on another machine. */
    private static void deleteAbandoned(Path folder, String begin) {
        Instant dayAgo = Instant.now().minus(Duration.ofDays(1));
        DirectoryStream.Filter<Path> abandoned = file -> {
            String other = String.valueOf(file.getFileName());
            return other.startsWith("." + begin)
                    && other.endsWith(".tmp")
                    && Files.getLastModifiedTime(file).toInstant().isBefore(dayAgo);
        };
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, abandoned)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("can't delete what a killed writer left in {}", folder, e);
        }
    }
}
