package dev.rockyjava.store;

import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.store.StateStoreException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files of stores, and converts failures. */
final class StateStoreFiles {

    private StateStoreFiles() {}

    static Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(RegularFile.bytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Refuses a key's folder that was made for another key: on a file system that ignores case, two keys that differ by
     * case only would share one snapshot.
     */
    static void refuseAnotherCase(String store, Path folder) throws IOException {
        String name = String.valueOf(folder.getFileName());
        String real;
        try {
            // A link may lead to a folder of any name.
            real = Files.isSymbolicLink(folder) ? name : String.valueOf(folder.toRealPath().getFileName());
        } catch (NoSuchFileException e) {
            return;
        }
        if (!real.equals(name) && real.equalsIgnoreCase(name)) {
            throw new StateStoreException(
                    Reason.MISCONFIGURED,
                    store,
                    "its file system ignores case, and the folder belongs to the key \"" + real + "\"",
                    "Give defs_state a key that differs from it by more than case.",
                    null);
        }
    }

    /** Returns a failure of a file as a store's exception. */
    static StateStoreException failure(String store, String what, Exception e) {
        boolean denied = e instanceof AccessDeniedException;
        return new StateStoreException(
                denied ? Reason.ACCESS_DENIED : Reason.UNAVAILABLE,
                store,
                what + ": " + FileFailure.text(e),
                denied
                        ? "Give the user of this process the permission to read and write there."
                        : "Check that the folder is there, that the disk isn't full, and that its file system is open.",
                e);
    }
}
