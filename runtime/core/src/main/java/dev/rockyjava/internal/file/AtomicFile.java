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
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a file atomically: a reader sees either the old or the new bytes, even after a power failure.
 *
 * <p>The file stays what it was. A link is followed, even through other links and to a file that doesn't exist yet,
 * and its target is replaced. Mode, owner and group are kept as far as this process may set them; a new file gets
 * what the umask and the folder give any new file. Access control lists and extended attributes are not kept, and
 * another hard link keeps the old bytes. Only the folder of the replaced file is written to, no temporary folder.
 */
public final class AtomicFile {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    // As replace() names them.
    private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.[0-9a-f-]{36}\\.tmp");

    // The limit that Linux applies.
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /** The new content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes the whole content.
         *
         * @param out need not be flushed or closed
         * @throws IOException if writing fails; the file is then unchanged
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a temporary file in the same folder, forces it to disk and moves it over the file. Missing folders are
     * created.
     *
     * @throws IOException if that fails; the file is then unchanged, and no temporary file remains
     * @throws UnsupportedOperationException if the file system can't replace a file atomically
     */
    public static void replace(Path file, Content content) throws IOException {
        replace(file, content, true);
    }

    /**
     * Like {@link #replace}, on a file system of any kind, such as one over an object store. If the file system can't
     * move a file over another atomically, the file is moved in the way that it supports. All files of the folder must
     * be replaced in this way: temporary files that killed writers left for any of them are deleted.
     *
     * @throws IOException if that fails; no temporary file then remains
     */
    public static void replaceOnAnyFileSystem(Path file, Content content) throws IOException {
        replace(file, content, false);
    }

    private static void replace(Path file, Content content, boolean atomicOnly) throws IOException {
        Path target = target(file);
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("the root of the file system isn't a file");
        }
        // Files.createDirectories of JDK 17 fails on a link to a folder.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        KeptAttributes kept = KeptAttributes.of(target);
        // A unique name for each writer.
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

    // What is replaced. Not with toRealPath, which requires the file to exist. Nothing is normalized, since the ".." of a folder that
    // is a link is the parent of the folder that it leads to.
    static Path target(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file + ": its links lead to each other, not to a file");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static SeekableByteChannel create(Path beside, KeptAttributes kept) throws IOException {
        Set<StandardOpenOption> newFile = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return Files.newByteChannel(beside, newFile, kept.atCreation());
        } catch (NoSuchFileException e) {
            Path folder = beside.resolveSibling("");
            // As Linux answers in its own folders, such as /proc.
            throw Files.isDirectory(folder)
                    ? new FileSystemException(null, null, "the system lets no file be made in " + folder)
                    : e;
        }
    }

    private static void write(Path beside, Content content, KeptAttributes kept) throws IOException {
        try (SeekableByteChannel channel = create(beside, kept)) {
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
            // On some file systems ATOMIC_MOVE alone replaces a file, on others it refuses to.
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            if (atomicOnly) {
                throw e;
            }
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Forces the new name to disk, if the system supports it. */
    private static void forceFolder(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("can't force {} to the disk", folder, e);
        }
    }

    /**
     * Deletes the temporary files that killed writers left for some files of a folder. The caller ensures that nothing else
     * writes these.
     *
     * @param written whether the caller writes a file, by its name
     */
    public static void deleteAbandoned(Path folder, Predicate<String> written) {
        delete(folder, file -> {
            Matcher name = TEMPORARY.matcher(String.valueOf(file.getFileName()));
            return name.matches() && written.test(name.group(1));
        });
    }

    /**
     * Deletes temporary files of killed writers. A day is far longer than any writer takes, even one on another
     * machine.
     */
    private static void deleteAbandoned(Path folder, String begin) {
        Instant dayAgo = Instant.now().minus(Duration.ofDays(1));
        delete(folder, file -> {
            String other = String.valueOf(file.getFileName());
            return other.startsWith("." + begin)
                    && other.endsWith(".tmp")
                    && Files.getLastModifiedTime(file).toInstant().isBefore(dayAgo);
        });
    }

    private static void delete(Path folder, DirectoryStream.Filter<Path> abandoned) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, abandoned)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("can't delete what a killed writer left in {}", folder, e);
        }
    }
}
