package dev.rockyjava.junit;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.toml.ProjectToml;
import dev.rockyjava.internal.toml.TomlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A copy of a project's {@code rocky.toml}, models, seeds and contracts in a temporary folder. Its databases are new files
 * there, whatever the project's adapters name, and what reaches beyond the copy (remote state, hooks) is left out.
 */
final class ProjectCopy implements AutoCloseable {

    private static final Set<String> REACHES_OUT = Set.of("state", "hook", "hooks");

    private final Path folder;
    private final Path original;
    private final Path rockyToml;
    private final List<Path> databases;
    private final Map<Path, SandboxDatabase> open = new LinkedHashMap<>();

    private ProjectCopy(Path folder, Path original, Path rockyToml, List<Path> databases) {
        this.folder = folder;
        this.original = original;
        this.rockyToml = rockyToml;
        this.databases = databases;
    }

    static ProjectCopy of(RockyComponent component) {
        Path toml = component.rockyToml();
        Path project = Optional.ofNullable(toml.getParent()).orElse(toml);
        Path folder;
        try {
            // The real path, as it stands in the messages of engines.
            folder = Files.createTempDirectory("rocky-junit-").toRealPath();
        } catch (IOException e) {
            throw new SandboxException("can't create a temporary folder for a test: " + e, e);
        }
        try {
            return in(folder, component, toml, project);
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static ProjectCopy in(Path folder, RockyComponent component, Path toml, Path project) {
        try {
            ProjectToml config = ProjectToml.parse(toml, TomlText.read(toml), name -> Optional.of(Optional.ofNullable(System.getenv(name)).orElse("")));
            List<Path> inputs = inputs(component, project);
            Path base = common(project, inputs);
            for (Path input : inputs) {
                copy(input, folder.resolve(base.relativize(input)));
            }
            Path copiedToml = folder.resolve(base.relativize(toml));
            Files.createDirectories(Optional.ofNullable(copiedToml.getParent()).orElse(folder));
            List<Path> databases = new ArrayList<>();
            Files.writeString(copiedToml, withOwnDatabases(config, copiedToml, databases));
            if (databases.isEmpty()) {
                throw new SandboxException(toml + " has no adapter of type duckdb; a sandbox can only test models on DuckDB");
            }
            return new ProjectCopy(folder, base, copiedToml, databases);
        } catch (IOException e) {
            throw new SandboxException("can't copy the project " + project + " for a test: " + e, e);
        }
    }

    private static List<Path> inputs(RockyComponent component, Path project) {
        RockyProject read = RockyProject.load(
                component.rockyToml(), name -> Optional.of(Optional.ofNullable(System.getenv(name)).orElse("")));
        Stream<Path> models = read.pipelinesOfType("transformation").stream()
                .map(pipeline -> project.resolve(pipeline.modelsFolder()));
        return Stream.of(
                        models,
                        Stream.of(component.modelsDirectory(), project.resolve("seeds")),
                        component.contractsDirectory().stream())
                .flatMap(paths -> paths)
                .map(Path::normalize)
                .distinct()
                .filter(Files::exists)
                .toList();
    }

    private static Path common(Path project, List<Path> inputs) {
        Path base = project;
        for (Path input : inputs) {
            while (!input.startsWith(base)) {
                base = Optional.ofNullable(base.getParent())
                        .orElseThrow(() -> new SandboxException(input + " and " + project + " have no folder in common"));
            }
        }
        return base;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Path parent = copy.getParent();
                if (!file.getFileName().toString().startsWith(".") && parent != null && !Files.exists(copy)) {
                    Files.createDirectories(parent);
                    Files.copy(file, copy);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns the text of a {@code rocky.toml} whose DuckDB files are beside it; a file's name is its catalog's. */
    private static String withOwnDatabases(ProjectToml config, Path copy, List<Path> databases) {
        JsonNode tree = unsubstituted(config);
        ProjectToml copied = new ProjectToml(copy, tree);
        for (Map.Entry<String, JsonNode> adapter : config.adapters().entrySet()) {
            if (adapter.getValue().path("type").asString("").equals("duckdb")
                    && copied.adapters().get(adapter.getKey()) instanceof ObjectNode node) {
                String path = adapter.getValue().path("path").asString("");
                String name = path.isEmpty() || path.equals(":memory:") ? "memory.duckdb" : fileName(path);
                node.put("path", name);
                databases.add(copy.resolveSibling(name));
            }
        }
        if (tree instanceof ObjectNode root) {
            root.remove(REACHES_OUT);
        }
        return TomlText.write(tree);
    }

    /** Returns the document with its variables as they are, so that no secret is copied; if it can't be read so, with values. */
    private static JsonNode unsubstituted(ProjectToml config) {
        try {
            return TomlText.parse(TomlText.read(config.file()), config.file());
        } catch (ProjectException e) {
            return config.config().deepCopy();
        }
    }

    private static String fileName(String path) {
        Path name = Path.of(path).getFileName();
        return name == null ? path : name.toString();
    }

    /** Returns an engine for the copy; the caller closes it. */
    RockyEngine engine(TestEngine choice, RockyComponent component) {
        if (choice == TestEngine.EMBEDDED) {
            return EmbeddedEngine.open(rockyToml);
        }
        try (CliEngine configured = component.engine()) {
            return CliEngine.forProject(rockyToml).binary(configured.binary()).build();
        }
    }

    Path rockyToml() {
        return rockyToml;
    }

    /** Returns the database that has a table: the one that its catalog names, or otherwise the first. */
    SandboxDatabase database(Target table) {
        return open(databases.stream()
                .filter(file -> catalog(file).equalsIgnoreCase(table.catalog()))
                .findFirst()
                .orElse(databases.get(0)));
    }

    /** Returns all databases, at least one. */
    List<SandboxDatabase> databases() {
        return databases.stream().map(this::open).toList();
    }

    private SandboxDatabase open(Path file) {
        return open.computeIfAbsent(file, SandboxDatabase::open);
    }

    /** Closes the databases until they are next asked for: another process can't open them otherwise. */
    void closeDatabases() {
        open.values().forEach(SandboxDatabase::close);
        open.clear();
    }

    private static String catalog(Path database) {
        String name = fileName(database.toString());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Returns a message about the copy as one about the project. */
    String shown(String message) {
        return message.replace(folder.toString(), original.toString());
    }

    @Override
    public void close() {
        closeDatabases();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new SandboxException("can't remove the sandbox " + folder + ": " + e, e);
        }
    }
}
