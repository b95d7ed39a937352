package dev.rockyjava.processor.snapshot;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.sql.ModelCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds files of models that aren't as the snapshot's digests have them, where the compiler can see the project. */
public final class NewerFiles {

    private NewerFiles() {}

    /**
     * Compares the files of a project with a snapshot.
     *
     * @param folders where the project may be; the first that has one of the snapshot's files is it
     * @return the paths, relative to the project, of files that differ and of models and their files that are new; empty if
     *     the snapshot has no digests or no folder has any of the files. A file that isn't there is no finding
     */
    public static SortedSet<String> of(Definitions definitions, List<Path> folders) {
        SortedMap<String, String> digests = new TreeMap<>();
        definitions.specs().forEach(spec -> digests.putAll(spec.stated().code()));
        Optional<Path> project = folders.stream()
                .filter(folder -> digests.keySet().stream().anyMatch(file -> Files.isRegularFile(folder.resolve(file))))
                .findFirst();
        SortedSet<String> newer = new TreeSet<>();
        project.ifPresent(folder -> {
            digests.keySet().parallelStream()
                    .filter(file -> ModelCode.ofFile(folder.resolve(file))
                            .filter(now -> !now.equals(digests.get(file)))
                            .isPresent())
                    .forEachOrdered(newer::add);
            folders(definitions).forEach(models -> addNew(folder, models, digests.keySet(), newer));
        });
        return newer;
    }

    /** The folders that hold models. A folder of contracts alone has nothing that is part of a model by being there. */
    private static Set<String> folders(Definitions definitions) {
        Set<String> folders = new HashSet<>();
        for (AssetSpec spec : definitions.specs()) {
            spec.stated().code().keySet().stream()
                    .filter(ModelCode::isModel)
                    .forEach(file -> folders.add(file.substring(0, file.lastIndexOf('/') + 1)));
        }
        return folders;
    }

    private static void addNew(Path project, String models, Set<String> known, SortedSet<String> newer) {
        try (Stream<Path> files = Files.list(project.resolve(models))) {
            files.map(file -> models + file.getFileName())
                    .filter(file -> !known.contains(file))
                    .filter(file -> ModelCode.isModel(file) || ModelCode.belongsToOneOf(known, file))
                    .forEach(newer::add);
        } catch (IOException e) {
            // Not a folder that this process may look into: then nothing can be said of it.
        }
    }
}
