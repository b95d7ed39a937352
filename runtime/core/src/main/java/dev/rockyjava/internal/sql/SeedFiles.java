package dev.rockyjava.internal.sql;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.toml.TomlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The seeds of a project (ENGINE.md §7.6). */
public final class SeedFiles {

    /** The folder of the seeds, in the folder of {@code rocky.toml}. */
    static final String FOLDER = "seeds";

    private SeedFiles() {}

    /**
     * Returns the files with the data of seeds, sorted; none if there is no such folder.
     *
     * @param project the folder of {@code rocky.toml}
     * @throws IOException if the folder can't be read, or a file isn't a regular one
     */
    public static List<Path> in(Path project) throws IOException {
        Path folder = project.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> ModelCode.isSeed(file.toString()) && RegularFile.isOne(file)).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns the name of a seed: the one that its sidecar gives, or that of its file. */
    public static String name(Path file) {
        String stem = stem(file);
        Path sidecar = sidecar(file);
        try {
            // The engine substitutes no variables here.
            return Files.isRegularFile(sidecar)
                    ? TomlText.parse(TomlText.read(sidecar), sidecar).path("name").asString(stem)
                    : stem;
        } catch (ProjectException e) {
            return stem; // the engine says what is wrong with the file
        }
    }

    static Path sidecar(Path file) {
        return file.resolveSibling(stem(file) + ".toml");
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
