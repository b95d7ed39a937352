package dev.rockyjava.internal.name;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the file that may have been meant by a name that no file has. */
public final class FileBeside {

    private FileBeside() {}

    /**
     * Returns the file with the nearest name in the same folder.
     *
     * @return empty if none has a similar name, or the folder can't be read
     */
    public static Optional<Path> of(Path missing) {
        Path folder = missing.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.exists(missing)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.filter(Files::isRegularFile).map(file -> String.valueOf(file.getFileName())).sorted().toList();
            return Nearest.of(String.valueOf(missing.getFileName()), names).names().stream().findFirst().map(folder::resolve);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
