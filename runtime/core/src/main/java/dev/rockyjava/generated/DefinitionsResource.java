package dev.rockyjava.generated;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.snapshot.resource.StoredBytes;
import dev.rockyjava.internal.snapshot.resource.StoredSpecs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the resource that the annotation processor writes next to a generated class at compile time. */
public final class DefinitionsResource {

    /** The system reads a piece into memory outside of the heap first, which is better used again than allocated whole. */
    private static final int PIECE = 64 * 1024;

    private DefinitionsResource() {}

    /**
     * Reads and closes a resource. Its whole content is validated now; the specs are created lazily.
     *
     * @param in the resource as the generated class opened it; null if it doesn't exist
     * @param name the resource's name, for messages
     * @throws IllegalStateException if the resource is missing or wasn't written by this version of the library: the
     *     class files were not kept together, or were compiled with another version
     */
    public static Definitions load(@Nullable InputStream in, String name) {
        if (in == null) {
            throw missing(name);
        }
        byte[] bytes;
        try (in) {
            bytes = bytes(in);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the resource " + name, e);
        }
        try {
            return Definitions.of(new StoredSpecs(new StoredBytes(bytes), name));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw StoredBytes.damaged(name, e);
        }
    }

    /**
     * Reads all bytes into one array of the stream's own estimate, which is exact for files and entries of jars;
     * {@link InputStream#readAllBytes()} collects and joins pieces of 8 KB, which takes a new process twice as long.
     */
    private static byte[] bytes(InputStream in) throws IOException {
        byte[] bytes = new byte[in.available()];
        int length = 0;
        while (length < bytes.length) {
            int read = in.read(bytes, length, Math.min(PIECE, bytes.length - length));
            if (read < 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += read;
        }
        byte[] rest = in.readAllBytes();
        if (rest.length > 0) {
            bytes = Arrays.copyOf(bytes, length + rest.length);
            System.arraycopy(rest, 0, bytes, length, rest.length);
        }
        return bytes;
    }

    static IllegalStateException missing(String name) {
        return new IllegalStateException("the resource " + name + " is not beside its class; it is written with the"
                + " class when the project is compiled and must be packaged with it");
    }
}
