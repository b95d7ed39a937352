package dev.rockyjava.junit;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.DefsFile;
import dev.rockyjava.internal.file.BuildFile;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The project whose models a class tests.
 *
 * @param columnsByModel the columns of each model that the snapshot knows, with the engine's words for their types, which may
 *     be empty
 */
record TestedProject(
        RockyComponent component, Definitions definitions, Map<String, Map<String, String>> columnsByModel) {

    private static final String DEFS = "defs.yaml";
    private static final String TOML = "rocky.toml";

    /**
     * Finds the project of a test class.
     *
     * @param project see {@link RockyTest#project}
     * @param definitions see {@link RockyTest#definitions}
     * @throws SandboxException if it isn't found, or has no snapshot
     */
    static TestedProject of(String project, Class<?> definitions, Class<?> testClass) {
        if (definitions != void.class) {
            if (!project.isEmpty()) {
                throw new SandboxException("@RockyTest of " + testClass.getName() + " has both a project and definitions; leave one out");
            }
            return generated(definitions);
        }
        RockyComponent component = component(project, testClass);
        if (component.config().defsState().isLocal() && !Files.exists(component.snapshotPath())) {
            throw new SandboxException("the project of " + testClass.getName() + " has no snapshot at " + component.snapshotPath()
                    + "; write it by rocky-java refresh, and commit it");
        }
        return new TestedProject(component, component.buildDefs(), columns(component));
    }

    private static Map<String, Map<String, String>> columns(RockyComponent component) {
        Map<String, Map<String, String>> columns = new HashMap<>();
        if (Files.isRegularFile(component.snapshotPath())) {
            Snapshot snapshot = SnapshotReader.read(component.snapshotPath());
            snapshot.ours().columns().forEach((model, types) -> columns.put(model, new HashMap<>(types)));
            snapshot.dag().stream()
                    .flatMap(dag -> dag.columnLineage().stream())
                    .forEach(edge -> columns.computeIfAbsent(edge.targetModel(), model -> new HashMap<>())
                            .putIfAbsent(edge.targetColumn(), ""));
        }
        return columns;
    }

    /** Returns the columns of an asset that the snapshot knows, in lower case. */
    Set<String> columns(AssetSpec spec) {
        return columnsByModel.getOrDefault(spec.label(), Map.of()).keySet().stream()
                .map(column -> column.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Returns the types of those columns of an asset, in lower case, for which DuckDB has one. */
    Map<String, String> types(AssetSpec spec) {
        Map<String, String> types = new HashMap<>();
        columnsByModel.getOrDefault(spec.label(), Map.of()).forEach((column, word) -> ColumnTypes.ofEngine(word)
                .ifPresent(type -> types.put(column.toLowerCase(Locale.ROOT), type)));
        return types;
    }

    private static TestedProject generated(Class<?> type) {
        RockyComponent component = call(type, "component", RockyComponent.class);
        return new TestedProject(component, call(type, "get", Definitions.class), columns(component));
    }

    private static <T> T call(Class<?> type, String method, Class<T> result) {
        try {
            var found = type.getDeclaredMethod(method);
            found.setAccessible(true); // it is as visible as the annotated type
            return result.cast(found.invoke(null));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new SandboxException("can't call " + type.getName() + "." + method + "(): " + e.getCause(), e);
        } catch (ReflectiveOperationException | ClassCastException | NullPointerException e) {
            throw new SandboxException(type.getName() + " isn't a class that the annotation processor generated, such as"
                    + " WarehouseDefinitions: it has no static method " + method + "() that returns a " + result.getSimpleName(), e);
        }
    }

    private static RockyComponent component(String project, Class<?> testClass) {
        DefsFile file = DefsFile.parse(project);
        Set<Path> bases = bases(testClass);
        List<String> tried = new ArrayList<>();
        for (Path base : bases) {
            Path place = base.resolve(file.path()).normalize();
            tried.add(place.toString());
            if (Files.isRegularFile(place)) {
                return RockyComponent.fromYaml(place, folderOf(place), file.key());
            }
            if (Files.isRegularFile(place.resolve(DEFS))) {
                return RockyComponent.fromYaml(place.resolve(DEFS), place);
            }
            if (Files.isRegularFile(place.resolve(TOML))) {
                return configured(place).orElseGet(() -> unconfigured(place));
            }
        }
        throw new SandboxException("the project '" + project + "' of @RockyTest on " + testClass.getName()
                + " isn't found: there is no " + DEFS + " or " + TOML + " in " + String.join(", ", tried));
    }

    /** Returns the component of the nearest {@code defs.yaml} above a project, if it is one of that project. */
    private static Optional<RockyComponent> configured(Path project) {
        for (Path folder = project.getParent(); folder != null; folder = folder.getParent()) {
            Path defs = folder.resolve(DEFS);
            if (Files.isRegularFile(defs)) {
                RockyComponent component = RockyComponent.fromYaml(defs, folder);
                return Optional.of(component).filter(c -> c.rockyToml().equals(project.resolve(TOML)));
            }
        }
        return Optional.empty();
    }

    private static RockyComponent unconfigured(Path project) {
        RockyComponent component =
                RockyComponent.of(ComponentConfig.builder().set(Attribute.DAG_MODE, true).build(), project);
        Path beside = project.resolve("snapshot.json");
        return Files.exists(beside) ? component.withSnapshotPath(beside) : component;
    }

    /** Returns the folders that a path may be relative to: the module's, the working directory, and those above. */
    private static Set<Path> bases(Class<?> testClass) {
        Set<Path> bases = new LinkedHashSet<>();
        classFiles(testClass).flatMap(BuildFile::nearestFolder).ifPresent(bases::add);
        Path working = Path.of("").toAbsolutePath().normalize();
        bases.add(working);
        for (Path base : List.copyOf(bases)) {
            for (Path above = base.getParent(); above != null; above = above.getParent()) {
                bases.add(above);
            }
        }
        return bases;
    }

    private static Optional<Path> classFiles(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return source == null || source.getLocation() == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Path folderOf(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }
}
