package dev.rockyjava.state;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Replaces a file whole or not at all: whoever reads it meanwhile sees the old bytes or the new ones. */
final class AtomicFile {

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
    }
}
