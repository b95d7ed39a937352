package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.internal.sql.ModelCode;
import dev.rockyjava.internal.sql.PipelineCode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the code of assets is found as it is now: in the project's files, or in a snapshot if there are none. Immutable
 * and thread-safe.
 */
public final class CurrentCode {

    private static final CurrentCode SNAPSHOT = new CurrentCode(Optional.empty(), Optional.empty());

    /** The digest of what isn't there any more. */
    private static final String GONE = "";

    private final Optional<Path> configFile;
    private final Optional<Path> contracts;

    private CurrentCode(Optional<Path> configFile, Optional<Path> contracts) {
        this.configFile = configFile;
        this.contracts = contracts;
    }

    /** Returns the code that the snapshot states: edits since it was written are not seen. */
    public static CurrentCode ofSnapshot() {
        return SNAPSHOT;
    }

    /**
     * Returns the code in a project's files. A model or seed whose own file is gone counts as changed; if its whole folder
     * isn't there, its code is what the snapshot states.
     *
     * @param configFile {@code rocky.toml}; need not exist
     * @param contracts the folder of contracts; empty if the project has none
     */
    public static CurrentCode ofProject(Path configFile, Optional<Path> contracts) {
        return new CurrentCode(Optional.of(configFile.toAbsolutePath().normalize()), contracts);
    }

    /**
     * Returns the digests of an asset's files and pipeline, read now.
     *
     * @return the digests by path, as in {@link Stated#code()}; without those of files if the snapshot doesn't say which its
     *     files are
     */
    public SortedMap<String, String> of(AssetSpec spec) {
        return Objects.requireNonNull(of(List.of(spec)).get(spec.key()));
    }

    /** Returns the same for several assets, by key. Reads each file once. */
    public Map<AssetKey, SortedMap<String, String>> of(Collection<AssetSpec> specs) {
        Map<AssetKey, SortedMap<String, String>> code = new HashMap<>();
        Optional<Project> project = configFile.filter(file -> !specs.isEmpty()).map(file -> new Project(file, contracts));
        specs.forEach(spec -> code.put(
                spec.key(), project.map(files -> files.read(spec)).orElse(spec.stated().code())));
        return code;
    }

    /** Returns the file that says where the project's data is; empty if the project isn't visible. */
    Optional<Path> configFile() {
        return configFile.filter(Files::isRegularFile);
    }

    /** The project's files as they are now. */
    private static final class Project {

        private final Path configFile;
        private final ModelCode files;
        private final SortedMap<String, String> pipelines;

        Project(Path configFile, Optional<Path> contracts) {
            this.configFile = configFile;
            this.files = new ModelCode(configFile.resolveSibling(""), contracts);
            this.pipelines = PipelineCode.of(configFile);
        }

        SortedMap<String, String> read(AssetSpec spec) {
            SortedMap<String, String> stated = spec.stated().code();
            SortedMap<String, String> now = new TreeMap<>(stated.keySet().stream()
                    .filter(file -> ModelCode.isModel(file) || ModelCode.isSeed(file))
                    .findFirst()
                    .flatMap(file -> place(file).map(place -> read(place, file, spec.label())))
                    .orElse(stated));
            spec.pipeline().map(name -> PipelineCode.key(configFile, name)).ifPresent(key -> {
                String digest = pipelines.get(key);
                if (digest != null) {
                    now.put(key, digest);
                } else if (stated.containsKey(key)) {
                    now.put(key, pipelines.isEmpty() ? Objects.requireNonNull(stated.get(key)) : GONE);
                }
            });
            return now;
        }

        private SortedMap<String, String> read(Path place, String file, String name) {
            SortedMap<String, String> now = ModelCode.isSeed(file) ? files.ofSeed(place) : files.of(place, name);
            now.putIfAbsent(file, GONE);
            return now;
        }

        /**
         * Returns where the asset's own file is, or was; empty if there is no such folder, or not in the project: a snapshot
         * is data from elsewhere.
         */
        private Optional<Path> place(String file) {
            try {
                Path folder = configFile.resolveSibling("");
                Path place = folder.resolve(file).normalize();
                Path around = place.getParent();
                return place.startsWith(folder) && around != null && Files.isDirectory(around)
                        ? Optional.of(place)
                        : Optional.empty();
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
    }
}
