package dev.rockyjava.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.stream.Stream;

/** Finds the files that a snapshot is made of and that are newer than it, by the times of the files: they aren't read. */
public final class LaterFiles {

    private LaterFiles() {}

    /**
     * Returns the files that are newer than a snapshot, each once. Close the stream.
     *
     * @param inputs files and folders; need not exist
     * @throws IOException if the snapshot isn't there
     * @throws UncheckedIOException later, if a folder can't be looked into
     */
    public static Stream<Path> of(Collection<Path> inputs, Path snapshot) throws IOException {
        FileTime written = Files.getLastModifiedTime(snapshot);
        // One root may be in another.
        return inputs.stream().filter(Files::exists).flatMap(input -> under(input, written)).distinct();
    }

    @SuppressWarnings("StreamResourceLeak") // flatMap closes it
    private static Stream<Path> under(Path input, FileTime written) {
        try {
            return Files.find(input, Integer.MAX_VALUE, (file, attributes) -> isLater(file, attributes, written));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns false for the engine state, which is among the models and changes with each run. */
    private static boolean isLater(Path file, BasicFileAttributes attributes, FileTime written) {
        return attributes.isRegularFile()
                && attributes.lastModifiedTime().compareTo(written) > 0
                && !file.toString().contains(".rocky-state");
    }
}
