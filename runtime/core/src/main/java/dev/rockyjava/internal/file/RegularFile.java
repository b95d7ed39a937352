package dev.rockyjava.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files that others have written, by links, too. A named pipe, a socket or a device is refused: to open or read it may
 * take forever.
 */
public final class RegularFile {

    private RegularFile() {}

    /** Opens a file as {@link Files#newInputStream} does. */
    public static InputStream open(Path file) throws IOException {
        return Files.newInputStream(require(file));
    }

    /** Reads a file as {@link Files#readAllBytes} does. */
    public static byte[] bytes(Path file) throws IOException {
        return Files.readAllBytes(require(file));
    }

    /** Reads a file as {@link Files#readString} does. */
    public static String text(Path file) throws IOException {
        return Files.readString(require(file), StandardCharsets.UTF_8);
    }

    /**
     * Returns whether a file is a regular one, for a filter.
     *
     * @throws UncheckedIOException if it is none that can be read
     */
    public static boolean isOne(Path file) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            return false;
        }
        try {
            require(file, attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return attributes.isRegularFile();
    }

    /** Returns the file, unless it is a named pipe, a socket or a device; a folder is whoever reads it to refuse. */
    public static Path require(Path file) throws IOException {
        require(file, Files.readAttributes(file, BasicFileAttributes.class));
        return file;
    }

    /** Does what {@link #require(Path)} does, for attributes that are known. */
    public static void require(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isOther()) {
            throw new IOException(file + " is a named pipe, a socket or a device, not a regular file");
        }
    }
}
