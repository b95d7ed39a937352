package dev.rockyjava.generated;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.snapshot.resource.StoredBytes;
import dev.rockyjava.internal.snapshot.resource.StoredSpecs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads the resource that the annotation processor writes next to a generated class at compile time. */
public final class DefinitionsResource {

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
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the resource " + name, e);
        }
        try {
            return Definitions.of(new StoredSpecs(new StoredBytes(bytes), name));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw StoredBytes.damaged(name, e);
        }
    }

    static IllegalStateException missing(String name) {
        return new IllegalStateException("the resource " + name + " is not beside its class; it is written with the"
                + " class when the project is compiled and must be packaged with it");
    }
}
