package dev.rockyjava.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mode, owner and group of a file that is about to be replaced.
 *
 * @param posix null if the file doesn't exist yet, or if its file system has no modes
 */
record KeptAttributes(@Nullable PosixFileAttributes posix) {

    static KeptAttributes of(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        try {
            PosixFileAttributes posix = view == null ? null : view.readAttributes();
            if (posix != null) {
                RegularFile.require(file, posix);
            }
            return new KeptAttributes(posix);
        } catch (NoSuchFileException e) {
            return new KeptAttributes(null);
        }
    }

    /** Restricts the new bytes to this user until they have the mode of the old ones. */
    FileAttribute<?>[] atCreation() {
        return posix == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                };
    }

    void putOn(Path file) throws IOException {
        if (posix == null) {
            return;
        }
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        boolean sameGroup = now.group().equals(posix.group()) || attempt(() -> view.setGroup(posix.group()));
        view.setPermissions(sameGroup ? posix.permissions() : withoutGroup(posix.permissions()));
        if (!now.owner().equals(posix.owner())) {
            attempt(() -> view.setOwner(posix.owner()));
        }
    }

    /** Permissions of one group aren't given to another group, which gets the permissions of all other users. */
    private static Set<PosixFilePermission> withoutGroup(Set<PosixFilePermission> permissions) {
        String mode = PosixFilePermissions.toString(permissions);
        return PosixFilePermissions.fromString(mode.substring(0, 3) + mode.substring(6) + mode.substring(6));
    }

    private interface Change {
        void make() throws IOException;
    }

    private static boolean attempt(Change change) {
        try {
            change.make();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
