package dev.rockyjava.state;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces a file whole or not at all: whoever reads it meanwhile sees the old bytes or the new ones. */
final class AtomicFile {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    private AtomicFile() {}

    /** Writes the new content. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file beside, brings it to the disk and moves it over. Folders that are missing are created.
     *
     * @throws IOException if that fails; the file is then as it was, and nothing lies beside it
     */
    static void replace(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("the root of the file system is no file");
        }
        Files.createDirectories(folder);
        // A name of its own for each writer. Files.createTempFile would take the right to read it from everybody else.
        Path beside = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        deleteAbandoned(folder, target.getFileName().toString());
    }

    /** Of writers that were killed. A day is far more than any writer takes, who may be on another machine. */
    private static void deleteAbandoned(Path folder, String name) {
        Instant dayAgo = Instant.now().minus(Duration.ofDays(1));
        DirectoryStream.Filter<Path> abandoned = file -> {
            String other = String.valueOf(file.getFileName());
            return other.startsWith("." + name + ".")
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
