package dev.rockyjava.openlineage;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A copy of the example's project, whose source systems have data, and runs of it on the embedded engine. */
final class Example {

    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final Path ORIGINAL = Path.of("..", "..", "example-app", "rocky");

    final Path folder;
    final RockyComponent component;
    final Definitions definitions;
    final List<String> warnings = new ArrayList<>();
    private boolean real;

    private Example(Path folder) {
        this.folder = folder;
        component = RockyComponent.fromYaml(folder.resolve("defs.yaml"), folder);
        definitions = component.buildDefsFromState(component.snapshotPath());
    }

    static Example in(Path folder) {
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = folder.resolve(ORIGINAL.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (!file.toString().contains(".duckdb")) {
                    Files.copy(file, to);
                }
            }
            Files.writeString(folder.resolve("defs.yaml"), """
                    type: dagster_rocky.RockyComponent
                    attributes:
                      config_path: rocky.toml
                      dag_mode: true
                      defs_state: {path: snapshot.json}
                    """);
            Example example = new Example(folder);
            example.git("https://robot:hunter2hunter2@github.com/larkspur/warehouse.git");
            example.sql(Files.readString(folder.resolve("source-systems.sql")));
            return example;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the folder look like a clone. */
    private void git(String origin) throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(folder.resolve(".git/packed-refs"), "# pack-refs with: peeled\n" + COMMIT + " refs/heads/main\n");
        Files.writeString(folder.resolve(".git/config"), "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = " + origin + "\n");
    }

    /** Uses the engine's binary from now on. */
    Example onRealEngine() {
        real = true;
        return this;
    }

    void sql(String statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Example edit(String file, UnaryOperator<String> change) {
        try {
            Files.writeString(folder.resolve(file), change.apply(Files.readString(folder.resolve(file))));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunResult run(Map<String, String> environment, UnaryOperator<Materializer> how) {
        return run(environment, builder -> builder, how, Materializer::run);
    }

    RunResult run(
            Map<String, String> environment,
            UnaryOperator<OpenLineageListener.Builder> options,
            UnaryOperator<Materializer> how,
            Function<Materializer, RunResult> run) {
        try (RockyEngine engine = real ? component.engine() : EmbeddedEngine.open(component.rockyToml())) {
            OpenLineageListener listener = options.apply(OpenLineageListener.of(component, definitions, engine)
                            .environment(environment).job("larkspur").warnings(warnings::add))
                    .build();
            return run.apply(how.apply(component.materializer(definitions, engine).listener(listener)));
        }
    }

    static Materializer everything(Materializer materializer) {
        return materializer.select("*").execute(NodeKind.SEED, NodeKind.TEST);
    }
}
