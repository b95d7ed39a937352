package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that isn't done is refused by name and place, before the database is touched. */
class RefusalTest {

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() {
        project = new TestProject(folder).config(ReplicationTest.INGEST, TestProject.MARTS);
    }

    private void refused(ThrowingCallable call, String feature, String place) {
        assertThatThrownBy(call)
                .isInstanceOf(UnsupportedByEngineException.class)
                .hasMessageContaining(feature)
                .satisfies(e -> assertThat(e.getMessage().replaceAll(":\\d+ at ", " at ")).contains(place))
                .hasMessageContaining("real rocky binary");
        assertThat(Files.exists(project.database())).as("nothing was done").isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ephemeral", "microbatch", "materialized_view", "dynamic_table", "content_addressed"})
    void modelStrategies(String strategy) {
        project.model(
                "m", "type = \"" + strategy + "\"\ntimestamp_column = \"n\"\ntarget_lag = \"1 hour\"", "SELECT 1 AS n");
        refused(() -> project.runModel("m"), "'" + strategy + "'", "m.toml at 'strategy.type'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[[use_test]]\\nname = \"x\" | use_test",
        "format = \"delta\" | format",
        "[[surrogate_key]]\\nname = \"k\"\\ncolumns = [\"n\"] | surrogate_key",
        "pre_hook = [\"DROP TABLE x\"] | pre_hook",
        "[strategy]\\ntype = \"merge\"\\nunique_key = [\"n\"] | strategy.update_columns",
        "[strategy]\\ntype = \"time_interval\"\\ntime_column = \"n\"\\ngranularity = \"day\"\\nbatch_size = 3 | strategy.batch_size"})
    void keysOfAModel(String toml, String key) {
        project.file("models/m.sql", "SELECT @start_date AS n")
                .file("models/m.toml", "target = { catalog = \"wh\", schema = \"marts\" }\n" + toml.replace("\\n", "\n"));
        refused(() -> project.runModel("m"), key.substring(key.indexOf('.') + 1), "m.toml at '" + key + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[strategy]\\ntype = \"merge\"\\nunique_key = [\"n\"]\\nupdate_colums = [\"n\"] | strategy.update_colums | update_columns",
        "depend_on = [\"a\"] | depend_on | depends_on",
        "tagz = {a = \"b\"} | tagz | tags",
        "[[tests]]\\ntype = \"not_null\"\\ncolum = \"n\" | tests.colum | column",
        "[[tests]]\\ntype = \"not_nul\"\\ncolumn = \"n\" | tests | not_null"})
    void aWordOfASidecarThatNoEngineKnows(String toml, String key, String meant) {
        project.config(TestProject.MARTS).file("models/m.sql", "SELECT 1 AS n")
                .file("models/m.toml", "target = { catalog = \"wh\", schema = \"marts\" }\n" + toml.replace("\\n", "\n"));
        String problem = "knows '";
        try (EmbeddedEngine engine = project.engine()) {
            assertThat(engine.problems()).singleElement().asString()
                    .startsWith("neither the embedded engine nor rocky " + problem)
                    .containsPattern("m\\.toml:\\d+ has at '" + key + "'")
                    .endsWith("; did you mean " + meant + "?")
                    .doesNotContain("real rocky binary");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "type = \"duckdb\" | type = \"duckb\" | adapter.default.type | duckdb",
        "path = \"wh.duckdb\" | pth = \"wh.duckdb\" | adapter.default.pth | path",
        "type = \"transformation\" | type = \"transformaton\" | pipeline.marts.type | transformation",
        "[pipeline.marts] | [pipelin.marts] | pipelin | pipeline, pipelines"})
    void aWordOfTheProjectThatNoEngineKnows(String right, String wrong, String key, String meant) throws Exception {
        Path toml = folder.resolve("rocky.toml");
        Files.writeString(toml, Files.readString(toml).replace(right, wrong));
        project.model("m", "", "SELECT 1 AS n");
        String message = "neither the embedded engine nor rocky knows '";
        try (EmbeddedEngine engine = project.engine()) {
            assertThat(engine.problems()).anySatisfy(problem -> assertThat(problem)
                    .startsWith(message).containsPattern("rocky\\.toml:\\d+ has at '" + key + "'").endsWith("; did you mean " + meant + "?"));
        } catch (UnsupportedByEngineException e) {
            assertThat(e).hasMessageStartingWith(message).hasMessageEndingWith("; did you mean " + meant + "?");
        }
    }

    @Test
    void aProjectWithoutProblemsHasNone() {
        project.model("m", "", "SELECT 1 AS n");
        try (EmbeddedEngine engine = project.engine()) {
            assertThat(engine.problems()).isEmpty();
        }
    }

    @Test
    void aStrategyThatTheEngineDoesNotKnowEither() {
        project.model("m", "type = \"full_refesh\"", "SELECT 1 AS n");
        assertThat(TestProject.document(project.runModel("m")).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.error()).contains(
                        "m.toml:5: neither the embedded engine nor rocky knows the strategy 'full_refesh'; did you mean full_refresh?"));
    }

    @Test
    void filesBesideAModel() {
        project.model("m", "", "SELECT 1 AS n").file("models/m.contract.toml", "[rules]\n");
        refused(() -> project.runModel("m"), "data contracts", "m.contract.toml");
        project.file("models/lang.rocky", "from x")
                .file("models/lang.toml", "[target]\ncatalog = \"wh\"\nschema = \"marts\"\n");
        refused(() -> project.runModel("lang"), "Rocky language", "lang.rocky");
        project.model("v", "", "SELECT @var(x) AS n");
        refused(() -> project.runModel("v"), "run variables", "v.sql");
        project.file("models/g.sql", "SELECT 1 AS n")
                .file("models/g.toml", "group = \"marts\"\n[target]\ncatalog = \"wh\"\nschema = \"marts\"\n")
                .file("models/groups/marts.toml", "schema_template = \"m_{x}\"\n");
        refused(() -> project.runModel("g"), "schema_template", "marts.toml");
    }

    @Test
    void factsThatChangeNoRowsAreFine() {
        project.file("models/m.sql", "SELECT 1 AS n")
                .file(
                        "models/m.toml",
                        """
                        intent = "shows one"
                        retention = "90d"
                        group = "tagged"
                        target = { catalog = "wh", schema = "marts" }
                        [freshness]
                        max_lag_seconds = 60
                        [tags]
                        tier = "gold"
                        [classification]
                        n = "pii"
                        [[tests]]
                        type = "not_null"
                        column = "n"
                        """)
                .file("models/groups/tagged.toml", "[tags]\ndomain = \"x\"\n");
        assertThat(project.runModel("m").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[mask] | pii = \"hash\" | mask",
        "[hook.on_run] | command = \"rm\" | hook",
        "[run] | skip_unchanged = true | run.skip_unchanged",
        "[policy] | x = 1 | policy"})
    void topOfTheFile(String table, String line, String key) {
        project.config(TestProject.MARTS, table + "\n" + line + "\n");
        refused(project::engine, key.substring(key.indexOf('.') + 1), "rocky.toml at '" + key + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "strategy = \"incremental\" | strategy = \"merge\" | pipeline.ingest.strategy",
        "row_count = true | column_match = true | pipeline.ingest.checks.column_match",
        "timestamp_column = | table_overrides = [{enabled = false}]\\ntimestamp_column = | pipeline.ingest.table_overrides",
        "timestamp_column = | metadata_columns = [{name = \"x\"}]\\ntimestamp_column = | pipeline.ingest.metadata_columns",
        "[pipeline.ingest.source.schema_pattern] | [pipeline.ingest.source]\\ncatalog = \"other\"\\n[pipeline.ingest.source.schema_pattern] | pipeline.ingest.source.catalog"})
    void keysOfAReplication(String old, String now, String key) {
        project.config(ReplicationTest.INGEST.replace(old, now.replace("\\n", "\n")));
        refused(() -> project.replicate(), key.substring(key.lastIndexOf('.') + 1), "rocky.toml at '" + key + "'");
    }

    @Test
    void adapters() {
        String two = """
                [adapter.default]
                type = "duckdb"
                path = "wh.duckdb"
                [adapter.other]
                type = "duckdb"
                path = "other.duckdb"
                [adapter.cloud]
                type = "snowflake"
                """;
        String from = "[pipeline.ingest.source.discovery]\nadapter = \"%s\"\n";
        project.file("rocky.toml", two + ReplicationTest.INGEST + from.formatted("other"));
        refused(() -> project.replicate(), "another database", "pipeline.ingest.source.discovery.adapter");
        project.file("rocky.toml", two + ReplicationTest.INGEST + from.formatted("cloud"));
        refused(() -> project.replicate(), "snowflake", "adapter.cloud.type");
        project.file("rocky.toml", two + ReplicationTest.INGEST);
        refused(() -> project.replicate(), "no discovery adapter", "pipeline.ingest.source.discovery");
        project.file("rocky.toml", "[adapter]\ntype = \"duckdb\"\n" + ReplicationTest.INGEST);
        refused(() -> project.replicate(), "in memory", "adapter.default.path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "json_lines"})
    void formatsOfALoad(String format) {
        project.config("[pipeline.files]\ntype = \"load\"\nsource_dir = \"data\"\nformat = \"" + format
                + "\"\n[pipeline.files.target]\ncatalog = \"\"\nschema = \"main\"\n");
        refused(() -> project.run(new RunRequest.Load("files")), format, "pipeline.files.format");
    }

    @Test
    void filesOfALoadAndSeeds() {
        project.config("[pipeline.files]\ntype = \"load\"\nsource_dir = \"data\"\n"
                        + "[pipeline.files.target]\ncatalog = \"\"\nschema = \"main\"\n")
                .file("data/x.parquet", "");
        refused(() -> project.run(new RunRequest.Load("files")), "'parquet'", "x.parquet");
        project.file("seeds/t.tsv", "a\tb\n");
        refused(() -> project.run(new RunRequest.Seed("t")), "tab-separated", "t.tsv");
    }

    @Test
    void patternsThatSelectFiles() {
        project.config(TestProject.MARTS.replace("models/**", "models/fct_*.sql")).model("m", "", "SELECT 1 AS n");
        refused(() -> project.runModel("m"), "models/fct_*.sql", "pipeline.marts.models");
    }

    @Test
    void otherPipelinesAndQueries() {
        refused(() -> project.run(new RunRequest.Quality("dq")), "quality pipelines", "pipeline.dq");
        refused(() -> project.run(new RunRequest.Snapshot("hist")), "snapshot pipelines", "pipeline.hist");
        try (EmbeddedEngine engine = project.engine()) {
            refused(() -> engine.query(new QueryRequest.Dag(), CallOptions.defaults()), "rocky dag", "rocky.toml");
        }
    }

    @Test
    void plansAreRefused() {
        project.config(TestProject.MARTS);
        refused(() -> project.run(new RunRequest.Plan("marts", Optional.empty())), "plans", "real rocky binary");
        refused(() -> project.run(new RunRequest.Apply("0a1b")), "plans", "real rocky binary");
    }

    @Test
    void missingPartitionsAreRefused() {
        assertThatThrownBy(() -> PartitionWindow.of(Grain.DAY, new PartitionChoice.Missing(), 0, Clock.systemUTC()))
                .isInstanceOf(UnsupportedByEngineException.class)
                .hasMessageContaining("missing");
    }
}
