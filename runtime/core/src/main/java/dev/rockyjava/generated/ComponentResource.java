package dev.rockyjava.generated;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.AttributeValues;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.config.DefsFile;
import dev.rockyjava.config.DefsYaml;
import dev.rockyjava.internal.file.BuildFile;
import dev.rockyjava.internal.snapshot.resource.StoredConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a type annotated with {@code @RockyAssets}, which the annotation processor writes next to a
 * generated class at compile time.
 */
public final class ComponentResource {

    private final StoredConfiguration stored;

    private ComponentResource(StoredConfiguration stored) {
        this.stored = stored;
    }

    /**
     * Reads and closes a resource.
     *
     * @param in the resource as the generated class opened it; null if it doesn't exist
     * @param name the resource's name, for messages
     * @throws IllegalStateException if the resource is missing or wasn't written by this version of the library
     */
    public static ComponentResource load(@Nullable InputStream in, String name) {
        if (in == null) {
            throw DefinitionsResource.missing(name);
        }
        try (in) {
            return new ComponentResource(StoredConfiguration.read(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the resource " + name, e);
        }
    }

    /** Returns the canonical name of the annotated type. */
    public String type() {
        return stored.type();
    }

    /**
     * Returns the snapshot that the compiler read, relative to the project; empty if it was outside of the project.
     */
    public Optional<String> compiledFrom() {
        return stored.compiledFrom();
    }

    /**
     * Returns the component in a folder, which isn't looked for elsewhere.
     *
     * @throws ConfigException if its {@code defs.yaml} isn't there, or the configuration is invalid
     */
    public RockyComponent in(Path project) {
        List<String> tried = new ArrayList<>();
        return at(project, "in the given folder", tried).orElseThrow(() -> notFound(tried));
    }

    /**
     * Returns the component in a project.
     *
     * @param generated the generated class
     * @param projectDirectory the project's folder; the empty path to find it: the working directory, or otherwise the
     *     nearest folder above the class files with a build file: whichever has the {@code defs.yaml}, or without
     *     one the {@code rocky.toml} or the snapshot. A {@code defs.yaml} in neither is looked for on the class path
     * @throws ConfigException if it isn't found, or the configuration is invalid
     */
    public RockyComponent component(Class<?> generated, Path projectDirectory) {
        List<String> tried = new ArrayList<>();
        if (!projectDirectory.toString().isEmpty()) {
            return at(projectDirectory, "in the given folder", tried)
                    .or(() -> onClassPath(generated, projectDirectory, tried))
                    .orElseThrow(() -> notFound(tried));
        }
        Path working = Path.of("").toAbsolutePath();
        return at(working, "in the working directory", tried)
                .or(() -> classFiles(generated)
                        .flatMap(BuildFile::nearestFolder)
                        .filter(folder -> !folder.equals(working))
                        .flatMap(folder -> at(folder, "in the project that the class files are in", tried)))
                .or(() -> onClassPath(generated, working, tried))
                .orElseThrow(() -> notFound(tried));
    }

    private Optional<RockyComponent> at(Path folder, String place, List<String> tried) {
        Path project = folder.toAbsolutePath().normalize();
        if (stored.defs().isEmpty()) {
            RockyComponent component = inline(project);
            boolean there = Files.exists(component.rockyToml())
                    || Files.exists(component.snapshotPath())
                    || !component.config().defsState().isLocal();
            tried.add(place + ": " + component.rockyToml() + " or " + component.snapshotPath());
            return there ? Optional.of(component) : Optional.empty();
        }
        DefsFile defs = DefsFile.parse(stored.defs().get());
        Path file = resolve(project, defs.path());
        tried.add(place + ": " + file);
        return Files.isRegularFile(file)
                ? Optional.of(withSnapshot(RockyComponent.fromYaml(file, project, defs.key())))
                : Optional.empty();
    }

    private RockyComponent inline(Path project) {
        ComponentConfig.Builder config = ComponentConfig.builder().set(Attribute.DAG_MODE, true);
        stored.attributes().forEach((attribute, value) -> environment().setWritten(config, attribute, value));
        return withSnapshot(RockyComponent.of(config.build(), project));
    }

    private Optional<RockyComponent> onClassPath(Class<?> generated, Path project, List<String> tried) {
        if (stored.defs().isEmpty()) {
            return Optional.empty();
        }
        DefsFile defs = DefsFile.parse(stored.defs().get());
        try (InputStream in = generated.getResourceAsStream("/" + defs.path().replace('\\', '/'))) {
            if (in == null) {
                tried.add("on the class path: " + defs.path());
                return Optional.empty();
            }
            ComponentConfig config = DefsYaml.read(in, defs.path(), defs.key(), environment());
            return Optional.of(withSnapshot(RockyComponent.of(config, project)));
        } catch (IOException e) {
            throw new ConfigException(defs.path() + ": can't be read: " + e.getMessage(), e);
        }
    }

    private RockyComponent withSnapshot(RockyComponent component) {
        return stored.snapshot()
                .map(path -> component.withSnapshotPath(resolve(component.projectDirectory(), path)))
                .orElse(component);
    }

    private static Path resolve(Path folder, String path) {
        try {
            return folder.resolve(path);
        } catch (InvalidPathException e) {
            throw new ConfigException("@RockyAssets names something that is not a valid path: " + e.getMessage(), e);
        }
    }

    private static AttributeValues environment() {
        return AttributeValues.forRunning(name -> Optional.ofNullable(System.getenv(name)));
    }

    private ConfigException notFound(List<String> tried) {
        return new ConfigException("there is no " + stored.defs().orElse("Rocky project") + " of " + stored.type() + ". Looked:\n  - "
                + String.join("\n  - ", tried)
                + "\nRun the program in the project's folder, or name that folder: component(Path) in Java, --project on the"
                + " command line");
    }

    /** Returns the class output or the jar of a class; empty if it is neither, as in a jar within a jar. */
    private static Optional<Path> classFiles(Class<?> generated) {
        CodeSource source = generated.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            URI place = source.getLocation().toURI();
            return "file".equals(place.getScheme()) ? Optional.of(Path.of(place)) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
