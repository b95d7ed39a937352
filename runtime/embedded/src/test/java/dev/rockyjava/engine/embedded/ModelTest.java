package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void twoOrders() {
        project = new TestProject(folder)
                .config(TestProject.MARTS)
                .sql(
                        "CREATE SCHEMA raw",
                        "CREATE TABLE raw.orders AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) t(id, region)");
    }

    @Test
    void fullRefreshReplacesTheTableAndSaysSo() {
        project.model("orders", "", "SELECT * FROM raw.orders");
        project.runModel("orders");
        project.sql("DELETE FROM raw.orders WHERE id = 1");
        EngineReply reply = project.runModel("orders");

        assertThat(project.rows("SELECT * FROM marts.orders")).containsExactly("2|b");
        RunOutput output = TestProject.document(reply);
        assertThat(reply.exitCode()).isZero();
        assertThat(output.status()).isEqualTo("Success");
        assertThat(output.pipelineType()).as("what the engine says of a model").isEqualTo("replication");
        assertThat(output.version()).startsWith("embedded-duckdb-");
        assertThat(output.materializations()).singleElement().satisfies(one -> {
            assertThat(one.assetKey()).containsExactly("wh", "marts", "orders");
            assertThat(one.metadata().strategy()).contains("full_refresh");
            assertThat(one.metadata().targetTableFullName()).contains("wh.marts.orders");
            assertThat(one.rowsCopied()).isNull();
        });
    }

    @Test
    void viewShowsWhatComesLater() {
        project.model("seen", "type = \"view\"", "SELECT id FROM wh.raw.orders");
        project.runModel("seen");
        project.sql("INSERT INTO raw.orders VALUES (3, 'c')");
        assertThat(project.rows("SELECT count(*) FROM marts.seen")).containsExactly("3");
    }

    @Test
    void incrementalInsertsTheWholeQueryAgain() {
        project.model("grown", "type = \"incremental\"\ntimestamp_column = \"id\"", "SELECT id FROM raw.orders");
        project.runModel("grown");
        project.runModel("grown");
        assertThat(project.rows("SELECT id FROM marts.grown ORDER BY id")).containsExactly("1", "1", "2", "2");
    }

    @Test
    void mergeUpdatesWhatIsThereAndAddsWhatIsNot() {
        project.model(
                "merged",
                "type = \"merge\"\nunique_key = [\"id\"]\nupdate_columns = [\"region\"]",
                "SELECT * FROM raw.orders");
        project.runModel("merged");
        project.sql("DELETE FROM raw.orders WHERE id = 1", "UPDATE raw.orders SET region = 'B'",
                "INSERT INTO raw.orders VALUES (3, 'c')");
        project.runModel("merged");
        assertThat(project.rows("SELECT * FROM marts.merged ORDER BY id")).containsExactly("1|a", "2|B", "3|c");
    }

    @Test
    void deleteInsertReplacesTheGroupsThatComeIn() {
        project.model("replaced", "type = \"delete_insert\"\npartition_by = [\"region\"]", "SELECT * FROM raw.orders");
        project.runModel("replaced");
        project.sql("UPDATE raw.orders SET id = 20 WHERE id = 2", "DELETE FROM raw.orders WHERE id = 1");
        project.runModel("replaced");
        assertThat(project.rows("SELECT * FROM marts.replaced ORDER BY id")).containsExactly("1|a", "20|b");
    }

    @Test
    void configurationComesFromDefaultsAndFrontmatterAndVariables() {
        project.file(
                        "models/a/_defaults.toml",
                        "[target]\ncatalog = \"wh\"\nschema = \"${GREETING}\"\n[strategy]\ntype = \"view\"\n")
                .file("models/a/one.sql", "SELECT 1 AS n")
                .file("models/a/one.toml", "name = \"uno\"\n")
                .file("models/a/two.sql", "---toml\n[strategy]\ntype = \"full_refresh\"\n---\nSELECT 2 AS n\n")
                .file("models/a/deeper/three.sql", "SELECT 3 AS n")
                .file("models/a/deeper/three.toml", "[target]\ncatalog = \"wh\"\nschema = \"marts\"\n");
        project.runModel("uno");
        project.runModel("two");
        EngineReply three = project.runModel("three");

        assertThat(project.rows("SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'hi'"
                        + " ORDER BY table_name"))
                .containsExactly("two|BASE TABLE", "uno|VIEW");
        assertThat(TestProject.document(three).materializations().get(0).metadata().strategy())
                .as("defaults count in their own folder only")
                .contains("full_refresh");
    }

    @Test
    void aModelThatCannotBeParsedStopsAllOfItsFolder() {
        for (String broken : List.of("SELEC 1", "\ufeffSELECT 1 AS n")) {
            project.model("good", "", "SELECT 1 AS n").model("broken", "", broken);
            assertThat(TestProject.document(project.runModel("good")).errors()).as(broken).singleElement().satisfies(error -> {
                assertThat(error.assetKey()).containsExactly("<compile>");
                assertThat(error.error()).contains("broken.sql");
            });
        }
        project.model("broken", "", "SELECT '\ufeff' AS n -- \ufeff");
        assertThat(TestProject.document(project.runModel("good")).errors()).isEmpty();
    }

    @Test
    void brokenSqlLeavesTheOldTableAndSaysWhatTheDatabaseSays() {
        project.model("orders", "", "SELECT * FROM raw.orders");
        project.runModel("orders");
        project.model("orders", "", "SELECT no_such_column FROM raw.orders");
        EngineReply reply = project.runModel("orders");

        assertThat(reply.exitCode()).isEqualTo(1);
        RunOutput output = TestProject.document(reply);
        assertThat(output.status()).isEqualTo("Failure");
        assertThat(output.tablesFailed()).isEqualTo(1);
        assertThat(output.materializations()).isEmpty();
        assertThat(output.errors()).singleElement().satisfies(error -> {
            assertThat(error.assetKey()).containsExactly("orders");
            assertThat(error.failureKind()).isEqualTo("unknown");
            assertThat(error.error()).contains("Binder Error").contains("no_such_column");
        });
        assertThat(project.rows("SELECT id FROM marts.orders ORDER BY id")).containsExactly("1", "2");
        assertThat(reply.logTail()).anySatisfy(line -> assertThat(line).contains("no_such_column"));
    }

    @Test
    void failureInTheMiddleOfAStrategyLeavesWhatWasDoneAsWithTheEngine() {
        project.model("replaced", "type = \"delete_insert\"\npartition_by = [\"region\"]", "SELECT * FROM raw.orders");
        project.runModel("replaced");
        // The delete passes; the insert then has a column too many.
        project.model(
                "replaced",
                "type = \"delete_insert\"\npartition_by = [\"region\"]",
                "SELECT *, 1 AS more FROM raw.orders");
        EngineReply reply = project.runModel("replaced");
        assertThat(reply.exitCode()).isEqualTo(1);
        assertThat(project.rows("SELECT * FROM marts.replaced ORDER BY id")).isEmpty();
    }

    @Test
    void unknownModelAndUnreadableFolderAreDocuments() {
        project.model("orders", "", "SELECT 1 AS n");
        RunOutput unknown = TestProject.document(project.runModel("ordres"));
        assertThat(unknown.errors().get(0).assetKey()).containsExactly("ordres");
        assertThat(unknown.errors().get(0).error()).contains("model 'ordres' not found");

        project.model("other", "", "SELECT 1 AS n").file("models/other.toml", "[target\n");
        RunOutput broken = TestProject.document(project.runModel("orders"));
        assertThat(broken.errors().get(0).assetKey()).containsExactly("<compile>");
        assertThat(broken.errors().get(0).error()).contains("other.toml:1").contains("isn't valid TOML");
    }

    @Test
    void aModelWithoutSqlStopsItsWholeFolder() {
        project.model("orders", "", "SELECT '--' AS n").model("hollow", "", "/* not\nyet */ -- nothing\n;");
        RunOutput hollow = TestProject.document(project.runModel("orders"));
        assertThat(hollow.errors().get(0).assetKey()).containsExactly("<compile>");
        assertThat(hollow.errors().get(0).error()).contains("hollow.sql has no SQL");
    }

    @Test
    void schemaIsMadeOnlyWhenAskedFor() {
        project.config("[pipeline.marts]\ntype = \"transformation\"\n[pipeline.marts.target]\nadapter = \"default\"\n")
                .model("orders", "", "SELECT 1 AS n");
        EngineReply reply = project.runModel("orders");
        assertThat(reply.exitCode()).isEqualTo(1);
        assertThat(TestProject.document(reply).errors().get(0).error()).contains("marts");
    }

    @Test
    void wrongPipelineIsAnErrorWithoutADocument() {
        project.model("orders", "", "SELECT 1 AS n");
        assertThatThrownBy(() -> project.run(new RunRequest.Model("orders", "mart", PartitionChoice.DEFAULT)))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("pipeline 'mart' not found")
                .hasMessageContaining("[marts]");
        assertThatThrownBy(() -> project.run(new RunRequest.Replication("marts", Optional.empty())))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("type 'transformation'");
    }

    @Test
    void namesFromFilesNeverBecomeSql() {
        String evil = "x AS SELECT 1; DROP TABLE raw.orders; --";
        project.file("models/evil.sql", "SELECT 1 AS n")
                .file("models/evil.toml", "[target]\ncatalog = \"wh\"\nschema = \"marts\"\ntable = '" + evil + "'\n")
                .model("keyed", "type = \"delete_insert\"\npartition_by = ['id) IN (SELECT 1)); --']", "SELECT 1 AS id")
                .model("timed", "type = \"time_interval\"\ntime_column = '1=1 OR id'\ngranularity = \"day\"",
                        "SELECT @start_date AS id, @end_date");
        project.runModel("keyed"); // the first time nothing is deleted
        for (String model : List.of("evil", "keyed", "timed")) {
            EngineReply reply = project.runModel(model);
            assertThat(reply.exitCode()).isEqualTo(1);
            assertThat(TestProject.document(reply).errors().get(0).error()).contains("isn't a valid SQL name");
        }
        assertThat(project.rows("SELECT count(*) FROM raw.orders")).containsExactly("2");
    }

    @Test
    void twoPartNameIsTheDatabasesOwnCatalog() {
        project.file("models/here.sql", "SELECT 1 AS n")
                .file("models/here.toml", "[target]\ncatalog = \"\"\nschema = \"marts\"\n");
        RunOutput output = TestProject.document(project.runModel("here"));
        assertThat(output.materializations().get(0).assetKey()).containsExactly("", "marts", "here");
        assertThat(output.materializations().get(0).metadata().targetTableFullName()).contains(".marts.here");
        assertThat(project.rows("SELECT n FROM wh.marts.here")).containsExactly("1");
    }
}
