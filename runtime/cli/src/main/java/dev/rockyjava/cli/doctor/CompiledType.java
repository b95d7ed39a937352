package dev.rockyjava.cli.doctor;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.generated.ComponentResource;
import dev.rockyjava.generated.DefinitionsResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An annotated type whose generated class is in a project's class output.
 *
 * @param name the type's name
 * @param path the snapshot that the compiler read, relative to the project
 * @param snapshot the same, absolute
 * @param component the type's own configuration
 * @param definitions the file with what it was compiled from
 */
public record CompiledType(String name, String path, Path snapshot, RockyComponent component, Path definitions) {

    private static final String RESOURCE = "Definitions.properties";
    private static final String DEFINITIONS = "Definitions.rocky";

    /** The folders of class files of Maven, Gradle, Eclipse and IntelliJ IDEA. */
    public static final List<String> CLASS_OUTPUTS = List.of("target/classes", "build/classes", "bin", "out");

    /** Returns the types that were compiled for the same Rocky project from a snapshot in the project, by name. */
    public static List<CompiledType> of(RockyComponent component) {
        return CLASS_OUTPUTS.stream()
                .map(component.projectDirectory()::resolve)
                .filter(Files::isDirectory)
                .flatMap(output -> resources(output).stream())
                .flatMap(resource -> of(component, resource).stream())
                .sorted(Comparator.comparing(CompiledType::name))
                .toList();
    }

    private static List<Path> resources(Path output) {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(RESOURCE)).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static Optional<CompiledType> of(RockyComponent component, Path resource) {
        try {
            ComponentResource compiled = ComponentResource.load(Files.newInputStream(resource), resource.toString());
            RockyComponent own = compiled.in(component.projectDirectory());
            boolean sameProject = own.rockyToml().equals(component.rockyToml())
                    && own.config().stateKey().equals(component.config().stateKey());
            return compiled.compiledFrom()
                    .filter(path -> sameProject)
                    .map(path -> new CompiledType(
                            compiled.type(),
                            path,
                            component.projectDirectory().resolve(path).normalize(),
                            own.withWarnings(warning -> {}),
                            resource.resolveSibling(resource.getFileName().toString().replace(RESOURCE, DEFINITIONS))));
        } catch (IOException | ConfigException | IllegalStateException e) {
            // Of an earlier version, for another configuration, or not ours: nothing is known of it.
            return Optional.empty();
        }
    }

    /**
     * Returns how a snapshot differs from the one that it was compiled from.
     *
     * @throws IllegalStateException if this version can't read what it was compiled from
     * @throws IOException if that can't be read at all
     */
    DefinitionsDiff sinceCompiled(Path snapshotNow) throws IOException {
        Definitions compiled = DefinitionsResource.load(Files.newInputStream(definitions), definitions.toString());
        return DefinitionsDiff.between(compiled, component.buildDefsFromState(snapshotNow));
    }
}
