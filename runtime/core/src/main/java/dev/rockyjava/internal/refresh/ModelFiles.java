package dev.rockyjava.internal.refresh;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.toml.TomlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds the models of a folder by dagster-rocky's rule: each TOML file except defaults and contracts. */
final class ModelFiles {

    private static final String SUFFIX = ".toml";

    private ModelFiles() {}

    /**
     * Returns the names of the models, sorted and without duplicates; none if there is no such folder. A name is the
     * one given in the file, since the engine knows the model by it, or otherwise the file's own name.
     */
    static List<String> names(Path folder, Consumer<String> warnings) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(ModelFiles::isModel).map(ModelFiles::name).distinct().sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            warnings.accept("the models in " + folder + " can't be listed, so there is no lineage of their columns: "
                    + e.getMessage());
            return List.of();
        }
    }

    private static boolean isModel(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX)
                && !name.startsWith("_")
                && !name.endsWith(".contract.toml")
                && Files.isRegularFile(file);
    }

    private static String name(Path file) {
        String fileName = file.getFileName().toString();
        String stem = fileName.substring(0, fileName.length() - SUFFIX.length());
        try {
            return TomlText.parse(RegularFile.text(file), file).path("name").asString(stem);
        } catch (IOException | ProjectException e) {
            // The engine reports what is wrong with the file when it is queried for the lineage.
            return stem;
        }
    }
}
