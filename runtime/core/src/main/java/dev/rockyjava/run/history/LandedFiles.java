package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.toml.PipelineTable;
import dev.rockyjava.internal.toml.ProjectToml;
import dev.rockyjava.internal.toml.TomlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the load pipelines that have new or edited files since they were last built. */
final class LandedFiles {

    private final Optional<Path> configFile;
    private final Optional<ProjectToml> project;
    private final String unknown;

    /** @param configFile {@code rocky.toml}; empty if it isn't visible */
    private LandedFiles(Optional<Path> configFile) {
        this.configFile = configFile;
        Optional<ProjectToml> read = Optional.empty();
        String why = "rocky.toml isn't here, so its folder isn't known";
        try {
            read = configFile.map(file -> ProjectToml.parse(
                    file, TomlText.read(file), name -> Optional.ofNullable(System.getenv(name))));
        } catch (ProjectException e) {
            why = String.valueOf(e.getMessage());
        }
        this.project = read;
        this.unknown = why;
    }

    /**
     * Compares the times of the files with those of the last builds.
     *
     * @param built the newest materialization of each asset
     * @return why, for each load pipeline that is to be built again, also if its files can't be seen
     */
    static SortedMap<AssetKey, String> of(
            Definitions definitions, Map<AssetKey, RecordedAsset> built, Optional<Path> configFile) {
        SortedMap<AssetKey, String> reasons = new TreeMap<>();
        Set<String> replications = SyncedSources.replications(definitions);
        LandedFiles files = null;
        for (AssetSpec spec : definitions.specs()) {
            String pipeline = spec.pipeline().filter(name -> !replications.contains(name)).orElse("");
            if (spec.kind() == NodeKind.LOAD && !pipeline.isEmpty()) {
                files = files == null ? new LandedFiles(configFile) : files;
                files.reason(pipeline, Optional.ofNullable(built.get(spec.key())))
                        .ifPresent(reason -> reasons.put(spec.key(), "source changed: " + reason));
            }
        }
        return reasons;
    }

    private Optional<String> reason(String pipeline, Optional<RecordedAsset> built) {
        if (built.isEmpty()) {
            return Optional.of("never built");
        }
        if (project.isEmpty()) {
            return Optional.of(unknown);
        }
        Optional<String> folder = project.get().pipelines().stream()
                .filter(table -> table.name().equals(pipeline))
                .findFirst()
                .flatMap(PipelineTable::sourceDir);
        Instant began = built.get().build().map(build -> build.began().began()).orElse(Instant.MIN);
        return folder.isEmpty()
                ? Optional.of(configFile.orElseThrow() + " has no source_dir for it")
                : reason(folder.get(), began);
    }

    private Optional<String> reason(String folder, Instant began) {
        try {
            Path place = configFile.orElseThrow().resolveSibling(folder);
            if (!Files.isDirectory(place)) {
                return Optional.of("its folder " + folder + " can't be seen from here");
            }
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                    if (time(file).isAfter(began)) {
                        return Optional.of(folder.replaceFirst("/+$", "") + "/" + file.getFileName()
                                + " is newer than the last build");
                    }
                }
            }
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of("its folder " + folder + " can't be read: "
                    + (e instanceof IOException io ? FileFailure.text(io) : e.getMessage()));
        }
    }

    /** Returns when a file was edited, or came here: a file that is moved or copied may keep its old time. */
    private static Instant time(Path file) throws IOException {
        Instant edited = Files.getLastModifiedTime(file).toInstant();
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return edited;
        }
        Instant came = ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
        return came.isAfter(edited) ? came : edited;
    }
}
