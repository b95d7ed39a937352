package dev.rockyjava.internal.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder for files that don't belong under version control. */
public final class IgnoredFolder {

    /** The folder of this library in the folder of a project or snapshot. */
    public static final String NAME = ".rocky-java";

    static final String GITIGNORE = ".gitignore";

    private IgnoredFolder() {}

    /**
     * Makes git ignore a folder with all that is in it, unless it has a {@code .gitignore}.
     *
     * @param folder exists
     * @throws IOException if the folder can't be written
     */
    public static void hide(Path folder) throws IOException {
        try {
            Files.writeString(folder.resolve(GITIGNORE), "*\n", StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            // of an earlier process, or the user's own
        }
    }
}
