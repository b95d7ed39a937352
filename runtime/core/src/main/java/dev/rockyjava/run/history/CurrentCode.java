package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.internal.sql.ModelCode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where the code of models is found as it is now: in the project's files, or in a snapshot if there are none. Immutable
 * and thread-safe.
 */
public final class CurrentCode {

    private static final CurrentCode SNAPSHOT = new CurrentCode(Optional.empty(), Optional.empty());

    /** The digest of a file that isn't there any more. */
    private static final String GONE = "";

    private final Optional<Path> project;
    private final Optional<Path> contracts;

    private CurrentCode(Optional<Path> project, Optional<Path> contracts) {
        this.project = project;
        this.contracts = contracts;
    }

    /** Returns the code that the snapshot states: edits since it was written are not seen. */
    public static CurrentCode ofSnapshot() {
        return SNAPSHOT;
    }

    /**
     * Returns the code in a project's files. A model whose own file is gone counts as changed; if its whole folder isn't
     * there, its code is what the snapshot states.
     *
     * @param project the folder of {@code rocky.toml}; need not exist
     * @param contracts the folder of contracts; empty if the project has none
     */
    public static CurrentCode ofProject(Path project, Optional<Path> contracts) {
        return new CurrentCode(Optional.of(project.toAbsolutePath().normalize()), contracts);
    }

    /**
     * Returns a digest of each file of a model, read now.
     *
     * @return the digests by path, as in {@link Stated#code()}; empty if the asset isn't a model, or if the snapshot
     *     doesn't say which its files are
     */
    public SortedMap<String, String> of(AssetSpec spec) {
        return read(spec, project.map(folder -> new ModelCode(folder, contracts)));
    }

    /** Returns the same for several assets, by key. Reads each file once. */
    public Map<AssetKey, SortedMap<String, String>> of(Collection<AssetSpec> specs) {
        Optional<ModelCode> files = project.map(folder -> new ModelCode(folder, contracts));
        Map<AssetKey, SortedMap<String, String>> code = new HashMap<>();
        specs.forEach(spec -> code.put(spec.key(), read(spec, files)));
        return code;
    }

    private SortedMap<String, String> read(AssetSpec spec, Optional<ModelCode> files) {
        SortedMap<String, String> stated = spec.stated().code();
        return files.flatMap(code -> stated.keySet().stream()
                        .filter(ModelCode::isModel)
                        .findFirst()
                        .flatMap(file -> place(file).map(place -> {
                            SortedMap<String, String> now = code.of(place, spec.label());
                            now.putIfAbsent(file, GONE);
                            return now;
                        })))
                .orElse(stated);
    }

    /**
     * Returns where the model's own file is, or was; empty if there is no such folder, or not in the project: a snapshot is
     * data from elsewhere.
     */
    private Optional<Path> place(String file) {
        try {
            Path folder = project.orElseThrow();
            Path place = folder.resolve(file).normalize();
            Path models = place.getParent();
            return place.startsWith(folder) && models != null && Files.isDirectory(models) ? Optional.of(place) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
