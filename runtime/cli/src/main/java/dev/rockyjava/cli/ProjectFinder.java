package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.config.DefsFile;
import dev.rockyjava.internal.file.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the component for the value of {@code --project}: a folder, a {@code defs.yaml}, a {@code rocky.toml} or a
 * snapshot.
 */
final class ProjectFinder {

    private static final String DEFS_YAML = "defs.yaml";
    private static final String ROCKY_TOML = "rocky.toml";
    private static final String SNAPSHOT = "snapshot.json";

    /** The working directory, when no project is named. */
    static final Path HERE = Path.of("");

    private ProjectFinder() {}

    /**
     * Returns the component of a project.
     *
     * @param snapshotGiven whether a snapshot is named, so that the folder need not contain a project
     * @param warnings receives warnings about parts of its {@code defs.yaml} that have no effect here
     * @throws UsageException if there is no project
     * @throws dev.rockyjava.config.ConfigException if its {@code defs.yaml} is invalid
     */
    static RockyComponent find(Path project, boolean snapshotGiven, Consumer<String> warnings) {
        DefsFile defs = DefsFile.parse(project.toString());
        if (defs.key().isPresent()) {
            return RockyComponent.fromYaml(Path.of(defs.path()), Path.of(""), defs.key(), warnings);
        }
        if (Files.isDirectory(project)) {
            return inFolder(project, snapshotGiven, warnings);
        }
        if (!Files.exists(project)) {
            Path whole = project.toAbsolutePath().normalize();
            throw new UsageException("there is no " + whole, FileFailure.localeAdvice(whole.toString()).orElse(
                    "give --project a folder with " + DEFS_YAML + " or " + ROCKY_TOML + ", one of these files, or a snapshot"));
        }
        String name = String.valueOf(project.getFileName()).toLowerCase(Locale.ROOT);
        Path file = project.toAbsolutePath().normalize();
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return RockyComponent.fromYaml(project, Path.of(""), Optional.empty(), warnings);
        }
        if (name.endsWith(".toml")) {
            return ofToml(folder, file.getFileName().toString());
        }
        return of(folder, ROCKY_TOML, Optional.of(file));
    }

    /** Returns the {@code defs.yaml} of a project; empty if there is none. */
    static Optional<Path> yaml(Path project) {
        Path named = Path.of(DefsFile.parse(project.toString()).path());
        Path file = Files.isDirectory(named) ? named.resolve(DEFS_YAML) : named;
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean yaml = (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.exists(file);
        return yaml ? Optional.of(file.toAbsolutePath().normalize()) : Optional.empty();
    }

    /** Returns a project whose configuration is unusable as if the file didn't exist. */
    static RockyComponent withoutYaml(Path defsYaml) {
        Path file = defsYaml.toAbsolutePath().normalize();
        return ofToml(Optional.ofNullable(file.getParent()).orElse(file), ROCKY_TOML);
    }

    /**
     * Returns the folder of the project that a folder is in: the nearest one, upwards, with a {@code defs.yaml} or a
     * {@code rocky.toml}. A {@code defs.yaml} further up whose project is that {@code rocky.toml} has precedence. The
     * search ends where folders belong to another user, whose files may name a program to run.
     *
     * @return the folder itself if there is no project
     */
    static Path above(Path folder) {
        Path start = folder.toAbsolutePath().normalize();
        Optional<Path> toml = Optional.empty();
        for (Path at = start; at != null && sameOwner(start, at); at = at.getParent()) {
            if (Files.exists(at.resolve(DEFS_YAML)) && (toml.isEmpty() || configures(at, toml.get()))) {
                return at.equals(start) ? folder : at;
            }
            if (toml.isEmpty() && Files.exists(at.resolve(ROCKY_TOML))) {
                toml = Optional.of(at.resolve(ROCKY_TOML));
            }
        }
        return toml.map(Path::getParent).filter(found -> !found.equals(start)).orElse(folder);
    }

    private static boolean configures(Path folder, Path toml) {
        try {
            return RockyComponent.fromYaml(Path.of(DEFS_YAML), folder, Optional.empty(), warning -> {})
                    .rockyToml()
                    .equals(toml);
        } catch (ConfigException e) {
            return false;
        }
    }

    private static boolean sameOwner(Path one, Path other) {
        try {
            return Files.getOwner(one).equals(Files.getOwner(other));
        } catch (IOException | UnsupportedOperationException e) {
            return one.equals(other);
        }
    }

    private static RockyComponent inFolder(Path folder, boolean snapshotGiven, Consumer<String> warnings) {
        if (Files.exists(folder.resolve(DEFS_YAML))) {
            return RockyComponent.fromYaml(Path.of(DEFS_YAML), folder, Optional.empty(), warnings);
        }
        if (snapshotGiven || Files.exists(folder.resolve(ROCKY_TOML))) {
            return ofToml(folder, ROCKY_TOML);
        }
        throw new UsageException("there is neither " + DEFS_YAML + " nor " + ROCKY_TOML + " in "
                + folder.toAbsolutePath().normalize() + (folder.equals(HERE) ? " or the folders above it" : ""),
                "name the project with --project, or a snapshot file with --snapshot");
    }

    // A snapshot.json beside rocky.toml is used; otherwise the snapshot has dagster-rocky's default place.
    private static RockyComponent ofToml(Path folder, String toml) {
        Path snapshot = folder.resolve(SNAPSHOT);
        return of(folder, toml, Files.exists(snapshot) ? Optional.of(snapshot) : Optional.empty());
    }

    private static RockyComponent of(Path folder, String toml, Optional<Path> snapshot) {
        RockyComponent component = RockyComponent.of(
                ComponentConfig.builder().set(Attribute.DAG_MODE, true).set(Attribute.CONFIG_PATH, toml).build(), folder);
        return snapshot.map(component::withSnapshotPath).orElse(component);
    }
}
