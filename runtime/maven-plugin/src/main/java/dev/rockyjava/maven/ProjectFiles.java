package dev.rockyjava.maven;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.AttributeValues;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.config.DefsFile;
import dev.rockyjava.config.DefsYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The files that the annotation processor reads for one configuration.
 *
 * @param folder the folder that relative paths are resolved against
 * @param defs the {@code defs.yaml}; empty if the configuration is in the annotation
 * @param snapshot the local snapshot; need not exist
 * @param named whether the user named the snapshot, which the configuration may have elsewhere
 */
record ProjectFiles(Path folder, Optional<DefsFile> defs, Path snapshot, boolean named) {

    private static final List<String> PLACES = List.of("defs.yaml", "rocky/defs.yaml");

    /**
     * Finds the files.
     *
     * @param defs the {@code defs.yaml} that the user named; empty to look for it
     * @param snapshot the snapshot that the user named; empty for the one of the configuration
     * @throws MojoFailureException if there is neither a {@code defs.yaml} nor a snapshot
     * @throws ConfigException if the {@code defs.yaml} can't be read or is invalid
     */
    static ProjectFiles find(Path folder, Optional<String> defs, Optional<String> snapshot) throws MojoFailureException {
        Optional<DefsFile> found = defs.map(DefsFile::parse).or(() -> PLACES.stream()
                .filter(place -> Files.isRegularFile(folder.resolve(place)))
                .findFirst()
                .map(place -> new DefsFile(place, Optional.empty())));
        Optional<Path> named = snapshot.map(folder::resolve).map(Path::normalize);
        if (found.isPresent()) {
            Path place = named.orElseGet(() -> RockyComponent.snapshotPath(read(folder, found.get()), folder));
            return new ProjectFiles(folder, found, place, named.isPresent());
        }
        Path withoutFile = RockyComponent.snapshotPath(withoutFile(), folder);
        if (named.isEmpty() && !Files.exists(withoutFile)) {
            throw new MojoFailureException("there is no " + String.join(" and no ", PLACES) + " in " + folder
                    + "; name the file in the plugin's configuration, by <defs> or, if the annotation has the"
                    + " configuration, the snapshot by <snapshot>; <skip>true</skip> leaves a module without a Rocky project alone");
        }
        return new ProjectFiles(folder, Optional.empty(), named.orElse(withoutFile), named.isPresent());
    }

    /** Returns the {@code defs.yaml}; empty if there is none. */
    Optional<Path> defsPath() {
        return defs.map(file -> folder.resolve(file.path()).normalize());
    }

    /** Returns the component, with all that its configuration says for run time. */
    RockyComponent component(Consumer<String> warnings) {
        RockyComponent component = defs
                .map(file -> RockyComponent.fromYaml(Path.of(file.path()), folder, file.key(), warnings))
                .orElseGet(() -> RockyComponent.of(withoutFile(), folder).withWarnings(warnings));
        return named ? component.withSnapshotPath(snapshot) : component;
    }

    /** Returns the configuration of an annotation without attributes. */
    private static ComponentConfig withoutFile() {
        return ComponentConfig.builder().set(Attribute.DAG_MODE, true).build();
    }

    private static ComponentConfig read(Path folder, DefsFile file) {
        Path path = folder.resolve(file.path()).normalize();
        if (Files.exists(path) && !Files.isRegularFile(path)) { // to open a named pipe may take forever
            throw new ConfigException(path + " is no regular file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return DefsYaml.read(in, path.toString(), file.key(), AttributeValues.forCompiling(ProjectFiles::variable));
        } catch (IOException e) {
            throw new ConfigException(path + " can't be read: " + e, e);
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }
}
