package dev.rockyjava.processor.snapshot;

import dev.rockyjava.internal.sql.ModelCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds files of models that aren't as the snapshot's digests have them, where the compiler can see the project. */
public final class NewerFiles {

    private NewerFiles() {}

    /**
     * Compares the files of a project with a snapshot. Paths that leave the project, or that this file system can't have,
     * are ignored: a snapshot is data from elsewhere.
     *
     * @param digests the snapshot's digests, by path relative to the project
     * @param folders where the project may be; the first that has one of the snapshot's files is it
     * @return the paths, relative to the project, of files that differ and of models and their files that are new; empty if
     *     the snapshot has no digests or no folder has any of the files. A file that isn't there is no finding
     */
    public static SortedSet<String> of(SortedMap<String, String> digests, List<Path> folders) {
        SortedSet<String> newer = new TreeSet<>();
        folders.stream()
                .filter(folder -> digests.keySet().stream().anyMatch(file -> in(folder, file).isPresent()))
                .findFirst()
                .ifPresent(project -> {
                    digests.keySet().parallelStream()
                            .filter(file -> in(project, file)
                                    .flatMap(ModelCode::ofFile)
                                    .filter(now -> !now.equals(digests.get(file)))
                                    .isPresent())
                            .forEachOrdered(newer::add);
                    folders(project, digests.keySet()).forEach(models -> addNew(project, models, digests.keySet(), newer));
                });
        return newer;
    }

    /** Returns a regular file of a project; empty if there is none of that path in it. */
    private static Optional<Path> in(Path project, String path) {
        try {
            Path folder = project.toAbsolutePath().normalize();
            Path file = folder.resolve(path).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the folders that hold models. In a folder of contracts alone no file is part of a model by being there. */
    private static Set<String> folders(Path project, Set<String> known) {
        Set<String> folders = new HashSet<>();
        known.stream()
                .filter(ModelCode::isModel)
                .filter(file -> in(project, file).isPresent())
                .forEach(file -> folders.add(file.substring(0, file.lastIndexOf('/') + 1)));
        return folders;
    }

    private static void addNew(Path project, String models, Set<String> known, SortedSet<String> newer) {
        try (Stream<Path> files = Files.list(project.resolve(models))) {
            files.map(file -> models + file.getFileName())
                    .filter(file -> !known.contains(file))
                    .filter(file -> ModelCode.isModel(file) || ModelCode.belongsToOneOf(known, file))
                    .filter(file -> in(project, file).isPresent())
                    .forEach(newer::add);
        } catch (IOException | UncheckedIOException e) {
            // Not a folder that this process may look into: then nothing can be said of it.
        }
    }
}
