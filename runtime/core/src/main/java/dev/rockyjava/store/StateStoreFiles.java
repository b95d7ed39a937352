package dev.rockyjava.store;

import dev.rockyjava.internal.file.FileFailure;
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
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
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
