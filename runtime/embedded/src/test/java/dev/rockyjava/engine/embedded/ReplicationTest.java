package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.engine.document.RunOutput;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationTest {

    static final String INGEST =
            """
            [pipeline.ingest]
            strategy = "incremental"
            timestamp_column = "updated_at"
            [pipeline.ingest.source.schema_pattern]
            prefix = "raw__"
            separator = "__"
            components = ["regions...", "source"]
            [pipeline.ingest.target]
            catalog_template = "wh"
            schema_template = "lake__{regions:_}__{source}"
            [pipeline.ingest.target.governance]
            auto_create_schemas = true
            [pipeline.ingest.checks]
            row_count = true
            """;

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void twoSources() {
        project = new TestProject(folder)
                .config(INGEST)
                .sql(
                        "CREATE SCHEMA raw__eu__west__shop",
                        "CREATE SCHEMA raw__us__web",
                        "CREATE SCHEMA raw__toofew",
                        "CREATE TABLE raw__toofew.t AS SELECT 1 AS n",
                        "CREATE TABLE raw__eu__west__shop.orders AS"
                                + " SELECT 1 AS id, TIMESTAMP '2026-04-01' AS updated_at",
                        "CREATE TABLE raw__us__web.hits AS SELECT 1 AS id, TIMESTAMP '2026-04-01' AS updated_at",
                        "CREATE TABLE raw__us__web.pages AS SELECT 1 AS id, TIMESTAMP '2026-04-01' AS updated_at");
    }

    @Test
    void copiesEveryTableOfTheMatchingSchemas() {
        EngineReply reply = project.replicate();
        RunOutput output = TestProject.document(reply);
        assertThat(reply.exitCode()).isZero();
        assertThat(output.tablesCopied()).isEqualTo(3);
        assertThat(output.materializations().stream().map(m -> String.join("/", m.assetKey())))
                .containsExactly("duckdb/eu/west/shop/orders", "duckdb/us/web/hits", "duckdb/us/web/pages");
        assertThat(output.materializations().get(0).metadata().targetTableFullName())
                .contains("wh.lake__eu_west__shop.orders");
        assertThat(output.materializations().get(0).metadata().watermark()).contains("2026-04-01T00:00:00Z");
        assertThat(project.rows("SELECT id FROM lake__eu_west__shop.orders")).containsExactly("1");
    }

    @Test
    void secondRunCopiesOnlyNewerRows() {
        project.replicate();
        project.sql(
                "INSERT INTO raw__us__web.hits VALUES (2, '2026-04-02'), (3, '2026-03-31')",
                "UPDATE raw__us__web.hits SET id = 10 WHERE id = 1");
        EngineReply reply = project.replicate();
        assertThat(project.rows("SELECT id FROM lake__us__web.hits ORDER BY id")).containsExactly("1", "2");
        RunOutput output = TestProject.document(reply);
        assertThat(output.materializations().get(1).metadata().strategy()).contains("incremental");
        assertThat(output.materializations().get(1).metadata().watermark()).contains("2026-04-02T00:00:00Z");
        assertThat(output.checkResults().get(1).checks()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("row_count");
            assertThat(check.passed()).isFalse();
            assertThat(check.details()).isEqualTo(Map.of("source_count", 3L, "target_count", 2L));
        });
        assertThat(reply.exitCode()).as("a check of a replication decides nothing").isZero();
    }

    @Test
    void fullRefreshCopiesEverythingAgain() {
        project.config(INGEST.replace("\"incremental\"", "\"full_refresh\""));
        project.replicate();
        project.sql("UPDATE raw__us__web.hits SET id = 10");
        project.replicate();
        assertThat(project.rows("SELECT id FROM lake__us__web.hits")).containsExactly("10");
    }

    @Test
    void newColumnIsAddedAndAChangedTypeRefusedBeforeAnythingIsDone() {
        project.replicate();
        project.sql(
                "ALTER TABLE raw__us__web.hits ADD COLUMN note VARCHAR",
                "INSERT INTO raw__us__web.hits VALUES (2, '2026-04-02', 'new')");
        project.replicate();
        assertThat(project.rows("SELECT id, note FROM lake__us__web.hits ORDER BY id"))
                .containsExactly("1|null", "2|new");

        project.sql(
                "ALTER TABLE raw__us__web.pages ALTER COLUMN id TYPE VARCHAR",
                "INSERT INTO raw__us__web.hits VALUES (3, '2026-04-03', 'newer')");
        assertThatThrownBy(() -> project.replicate())
                .isInstanceOf(UnsupportedByEngineException.class)
                .hasMessageContaining("raw__us__web.pages.id was INTEGER, is VARCHAR");
        assertThat(project.rows("SELECT count(*) FROM lake__us__web.hits")).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source=web", "regions=us", "id=raw__us__web"})
    void filterSelectsSources(String filter) {
        RunOutput output = TestProject.document(project.replicate(filter));
        assertThat(output.filter()).isEqualTo(filter);
        assertThat(output.materializations()).extracting(m -> m.assetKey().get(3)).containsExactly("hits", "pages");
    }

    @Test
    void filterSelectsTables() {
        RunOutput output = TestProject.document(project.replicate("table=pages"));
        assertThat(output.materializations()).extracting(m -> m.assetKey().get(3)).containsExactly("pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source=nobody", "colour=red", "table=none", "source=WEB"})
    void filterThatMatchesNothingIsASuccessWithNothingDone(String filter) {
        EngineReply reply = project.replicate(filter);
        assertThat(reply.exitCode()).isZero();
        assertThat(TestProject.document(reply).status()).isEqualTo("Success");
        assertThat(TestProject.document(reply).materializations()).isEmpty();
    }

    @Test
    void filterWithoutEqualsIsRefused() {
        assertThatThrownBy(() -> project.replicate("web"))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("invalid filter 'web'");
    }

    @Test
    void failingTableLeavesTheOthersRunning() {
        project.sql("CREATE TABLE raw__us__web.\"bad; DROP TABLE x\" AS SELECT 1 AS id");
        EngineReply reply = project.replicate();
        RunOutput output = TestProject.document(reply);
        assertThat(reply.exitCode()).isEqualTo(2);
        assertThat(output.status()).isEqualTo("PartialFailure");
        assertThat(output.materializations()).hasSize(3);
        assertThat(output.errors()).singleElement().satisfies(error -> {
            assertThat(error.assetKey()).as("the engine names no key here").isEmpty();
            assertThat(error.error()).contains("bad; DROP TABLE x");
        });

        EngineReply alone = project.replicate("table=bad; DROP TABLE x");
        assertThat(alone.exitCode()).isEqualTo(1);
        assertThat(TestProject.document(alone).status()).isEqualTo("Failure");
    }

    @Test
    void twoSourcesForOneTableAreRefused() {
        project.config(INGEST.replace("lake__{regions:_}__{source}", "lake"))
                .sql("CREATE TABLE raw__us__web.Orders AS SELECT 1 AS id");
        assertThatThrownBy(() -> project.replicate())
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("raw__eu__west__shop.orders")
                .hasMessageContaining("raw__us__web.Orders");
    }
}
