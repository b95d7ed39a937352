package dev.rockyjava.internal.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds files of models and seeds, and pipelines, that aren't as a snapshot's digests have them. */
public final class NewerFiles {

    private NewerFiles() {}

    /** The largest file that is read, in bytes: a build must not wait for the data of a huge seed. */
    private static final long LARGEST = 16 << 20;

    /**
     * Compares the files of a project with a snapshot. Paths that leave the project, or that this file system can't have,
     * are ignored: a snapshot is data from elsewhere.
     *
     * @param digests the snapshot's digests, by path relative to the project, and of its pipelines
     * @param folders where the project may be; the first that has one of the snapshot's files is it
     * @return the paths, relative to the project, of files that differ and of models, seeds and their files that are new, and
     *     {@linkplain PipelineCode#key pipelines} that differ, are new or aren't there any more; empty if the snapshot has no
     *     digests or no folder has any of the files. A file that isn't there, or has more than 16 MB, is no finding
     */
    public static SortedSet<String> of(SortedMap<String, String> digests, List<Path> folders) {
        SortedSet<String> newer = new TreeSet<>();
        folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .filter(folder -> digests.keySet().stream()
                        .anyMatch(key -> in(folder, PipelineCode.file(key).orElse(key)).isPresent()))
                .findFirst()
                .ifPresent(project -> {
                    digests.keySet().stream()
                            .filter(file -> place(project, file)
                                    .flatMap(place -> ModelCode.ofFile(place, LARGEST))
                                    .filter(now -> !now.equals(digests.get(file)))
                                    .isPresent())
                            .forEach(newer::add);
                    folders(project, digests.keySet()).forEach(folder -> addNew(project, folder, digests.keySet(), newer));
                    digests.keySet().stream()
                            .flatMap(key -> PipelineCode.file(key).stream())
                            .distinct()
                            .flatMap(file -> in(project, file).stream())
                            .forEach(file -> addPipelines(file, digests, newer));
                });
        return newer;
    }

    /** Returns what {@link #of} found in one sentence; empty if it found nothing. */
    public static Optional<String> sentence(SortedSet<String> newer) {
        // File names are data: none of their control characters may reach a terminal.
        return newer.isEmpty()
                ? Optional.empty()
                : Optional.of("the snapshot is older than " + newer.first().replaceAll("[\\p{Cntrl}\\p{Cf}]", "?")
                        + (newer.size() == 1 ? "" : " and " + (newer.size() - 1) + " more") + "; refresh it");
    }

    private static void addPipelines(Path configFile, SortedMap<String, String> digests, SortedSet<String> newer) {
        SortedMap<String, String> now = PipelineCode.of(configFile);
        if (!now.isEmpty()) {
            Stream.concat(now.keySet().stream(), digests.keySet().stream().filter(PipelineCode::isKey))
                    .filter(key -> !Objects.equals(now.get(key), digests.get(key)))
                    .forEach(newer::add);
        }
    }

    /** Returns a regular file of a project; empty if there is none of that path in it. */
    private static Optional<Path> in(Path project, String path) {
        return place(project, path).filter(Files::isRegularFile);
    }

    /** Returns the place of a file; empty if the path leaves the project. */
    private static Optional<Path> place(Path project, String path) {
        try {
            Path file = project.resolve(path).normalize();
            return file.startsWith(project) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the folders that hold models or seeds. In a folder of contracts alone no file is part of a model by being there. */
    private static Set<String> folders(Path project, Set<String> known) {
        Set<String> folders = new HashSet<>();
        known.stream()
                .filter(file -> ModelCode.isModel(file) || ModelCode.isSeed(file))
                .map(file -> file.substring(0, file.lastIndexOf('/') + 1))
                .forEach(folders::add);
        folders.removeIf(folder -> place(project, folder).filter(Files::isDirectory).isEmpty());
        return folders;
    }

    private static void addNew(Path project, String folder, Set<String> known, SortedSet<String> newer) {
        boolean seeds = folder.equals(SeedFiles.FOLDER + "/");
        try (Stream<Path> files = Files.list(project.resolve(folder))) {
            files.map(file -> folder + file.getFileName())
                    .filter(file -> !known.contains(file))
                    .filter(file -> (seeds ? ModelCode.isSeed(file) : ModelCode.isModel(file))
                            || ModelCode.belongsToOneOf(known, file))
                    .filter(file -> in(project, file).isPresent())
                    .forEach(newer::add);
        } catch (IOException | UncheckedIOException e) {
            // Not a folder that this process may look into: then nothing can be said of it.
        }
    }
}
