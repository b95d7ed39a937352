package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models are built after what their SQL reads, though no column comes from there and nothing is declared. */
class SqlOrderTest {

    private static final List<String> MODELS = List.of("z_base", "a_over", "a_report");

    @TempDir
    Path folder = Path.of("");

    private TestProject project = new TestProject(folder);

    @BeforeEach
    void write() {
        project = new TestProject(folder)
                .config(TestProject.MARTS)
                .model("z_base", "", "SELECT * FROM raw.ids")
                .model("a_over", "", "SELECT * FROM wh.marts.z_base")
                .model("a_report", "", "SELECT i.id FROM raw.items i JOIN marts.z_base v ON v.id = i.id")
                .sql("CREATE SCHEMA raw", "CREATE TABLE raw.ids AS SELECT 1 AS id", "CREATE TABLE raw.items AS SELECT 1 AS id");
    }

    @Test
    void aFreshDatabaseAndANewRowGiveTheSameEverywhere() {
        Definitions definitions = refreshed(new Answers(MODELS, "wh"));
        try (EmbeddedEngine engine = project.engine()) {
            buildsTwice(definitions, engine);
        }
    }

    @Test
    void theSameByTheRealEngine() {
        assumeTrue(RealRocky.isOnPath(), "the rocky binary is not on the PATH");
        try (CliEngine engine = CliEngine.forProject(folder.resolve("rocky.toml")).build()) {
            buildsTwice(refreshed(engine), engine);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wh", "analytics"})
    void aModelOverASeedWorksInAnyCatalog(String catalog) {
        TestProject seeded = new TestProject(folder.resolve(catalog))
                .file("rocky.toml", TestProject.ADAPTER.replace("wh.duckdb", catalog + ".duckdb") + TestProject.MARTS)
                .file("seeds/regions.csv", "id\n1\n2\n")
                .file("seeds/regions.toml", "[target]\ncatalog = \"" + catalog + "\"\nschema = \"seeds\"\n")
                .file("models/counted.sql", "SELECT count(*) AS n FROM seeds.regions")
                .file("models/counted.toml", "[target]\ncatalog = \"" + catalog + "\"\nschema = \"marts\"\n");
        project = seeded;
        Definitions definitions = refreshed(new Answers(List.of("counted"), catalog));
        try (EmbeddedEngine engine = seeded.engine()) {
            RunResult result = Materializer.of(definitions, engine).execute(NodeKind.SEED).run();
            assertThat(result.succeeded()).as(result.toString()).isTrue();
        }
    }

    private void buildsTwice(Definitions definitions, RockyEngine engine) {
        RunResult first = Materializer.of(definitions, engine).run();
        assertThat(first.succeeded()).as(first.toString()).isTrue();
        project.sql("INSERT INTO raw.ids VALUES (2)", "INSERT INTO raw.items VALUES (2)");
        assertThat(Materializer.of(definitions, engine).run().succeeded()).isTrue();
        assertThat(project.rows("SELECT (SELECT count(*) FROM marts.z_base), (SELECT count(*) FROM marts.a_over),"
                        + " (SELECT count(*) FROM marts.a_report)"))
                .containsExactly("2|2|2");
    }

    private Definitions refreshed(RockyEngine engine) {
        Path snapshot = project.directory.resolve("snapshot.json");
        RockyComponent component = RockyComponent.create();
        component.writeStateToPath(engine, RockyProject.load(project.directory.resolve("rocky.toml")), snapshot);
        return component.buildDefsFromState(snapshot);
    }

    /** The embedded engine answers no queries; these are the real one's answers, without what nobody reads here. */
    private record Answers(List<String> models, String catalog) implements RockyEngine {

        @Override
        public String query(QueryRequest request, CallOptions options) {
            String json = request instanceof QueryRequest.Dag
                    ? "{'nodes':[" + Stream.concat(
                                    Stream.of("{'id':'seed:regions','kind':'seed','label':'regions','target':{'catalog':'"
                                            + catalog + "','schema':'seeds','table':'regions'}}"),
                                    models.stream().map(this::node))
                            .collect(Collectors.joining(",")) + "]}"
                    : "{}";
            return json.replace('\'', '"');
        }

        private String node(String model) {
            return "{'id':'transformation:" + model + "','kind':'transformation','label':'" + model + "','pipeline':'marts',"
                    + "'target':{'catalog':'" + catalog + "','schema':'marts','table':'" + model + "'},"
                    + "'strategy':{'type':'full_refresh'}}";
        }

        @Override
        public EngineInfo info() {
            return new EngineInfo("scripted", "1.71.0");
        }

        @Override
        public EngineReply run(RunRequest request, CallOptions options) {
            throw new AssertionError("a refresh runs nothing");
        }

        @Override
        public void close() {}
    }
}
