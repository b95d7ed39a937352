package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.SeedOutput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadAndSeedTest {

    private static final String FILES =
            """
            [pipeline.files]
            type = "load"
            source_dir = "data"
            [pipeline.files.target]
            catalog = "wh"
            schema = "landing"
            [pipeline.files.options]
            """;

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void oneFile() {
        project = new TestProject(folder)
                .config(FILES)
                .file("data/rates.csv", "currency,rate\nEUR,1.5\n")
                .sql("CREATE SCHEMA landing");
    }

    private EngineReply load() {
        return project.run(new RunRequest.Load("files"));
    }

    private SeedOutput.SeededTable seed(String name) {
        return TestProject.seeded(project.run(new RunRequest.Seed(name))).tables().get(0);
    }

    @Test
    void loadsAFileIntoTheTableOfItsNameAndAppendsTheNextTime() {
        EngineReply reply = load();
        LoadOutput output = TestProject.loaded(reply);
        assertThat(reply.exitCode()).isZero();
        assertThat(output.filesLoaded()).isEqualTo(1);
        assertThat(output.files().get(0).file()).isEqualTo("data/rates.csv");
        assertThat(output.files().get(0).target()).isEqualTo("wh.landing.rates");
        assertThat(output.totalBytes()).isEqualTo(22);
        load();
        assertThat(project.rows("SELECT * FROM landing.rates")).containsExactly("EUR|1.5", "EUR|1.5");
    }

    @Test
    void optionsTruncateAndDelimitAndForbidToCreate() {
        project.config(FILES
                + "truncate_first = true\ncsv_delimiter = \";\"\ncsv_has_header = false\ncreate_table = false\n");
        EngineReply missing = load();
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(TestProject.loaded(missing).files().get(0).error()).hasValueSatisfying(
                error -> assertThat(error).contains("rates does not exist"));
        project.sql(
                        "CREATE TABLE landing.rates (currency VARCHAR, rate VARCHAR)",
                        "INSERT INTO landing.rates VALUES ('x', 'y')")
                .file("data/rates.csv", "EUR;1\n");
        load();
        assertThat(project.rows("SELECT * FROM landing.rates")).containsExactly("EUR|1");
    }

    @Test
    void failedFileLeavesTheTableAndTheOthersAlone() {
        project.config(FILES + "truncate_first = true\n");
        load();
        project.file("data/rates.csv", "currency,rate\nEUR,not a number\n").file("data/more.csv", "a\n1\n");
        EngineReply reply = load();
        assertThat(reply.exitCode()).isEqualTo(1);
        assertThat(TestProject.loaded(reply).filesFailed()).isEqualTo(1);
        assertThat(TestProject.loaded(reply).filesLoaded()).isEqualTo(1);
        assertThat(project.rows("SELECT rate FROM landing.rates")).containsExactly("1.5");
    }

    @Test
    void missingFolderIsAnErrorAndAnEmptyOneIsNot() {
        project.config(FILES.replace("\"data\"", "\"nowhere\""));
        assertThatThrownBy(this::load).isInstanceOf(EngineCommandException.class).hasMessageContaining("nowhere");
        project.file("nowhere/readme.txt", "no data");
        EngineReply reply = load();
        assertThat(reply.exitCode()).isZero();
        assertThat(TestProject.loaded(reply).files()).isEmpty();
    }

    @Test
    void seedInfersTypesAndTakesTheSidecarsFirst() {
        project.file(
                        "seeds/kinds.csv",
                        "flag,whole,part,moment,word,mixed,none,fixed\n"
                                + "true,1,1,2026-04-01, x ,1,,1\n"
                                + "FALSE,-2,2.5,2026-04-01T10:00:00,,true,,2\n")
                .file(
                        "seeds/kinds.toml",
                        "name = \"sorts\"\n[target]\ncatalog = \"wh\"\nschema = \"base\"\ntable = \"k\"\n"
                        + "[column_types]\nfixed = \"DECIMAL(5, 1)\"\n");
        SeedOutput.SeededTable table = seed("sorts");
        assertThat(table.error()).isEmpty();
        assertThat(table.target()).isEqualTo("wh.base.k");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.columns()).isEqualTo(8);
        assertThat(project.rows("SELECT column_name, column_type FROM (DESCRIBE base.k)"))
                .containsExactly("flag|BOOLEAN", "whole|BIGINT", "part|DOUBLE", "moment|TIMESTAMP", "word|VARCHAR",
                        "mixed|VARCHAR", "none|VARCHAR", "fixed|DECIMAL(5,1)");
        assertThat(project.rows("SELECT flag, whole, part, word, none, fixed FROM base.k"))
                .containsExactly("true|1|1.0|x|null|1.0", "false|-2|2.5|null|null|2.0");
        seed("sorts");
        assertThat(project.rows("SELECT count(*) FROM base.k")).as("dropped and made anew").containsExactly("2");
    }

    @Test
    void hooksRunAroundItAndAFailedOneLeavesTheTable() {
        String target = "[target]\ncatalog = \"\"\nschema = \"base\"\n";
        project.file("seeds/a.csv", "n\n1\n")
                .file("seeds/a.toml", "pre_hook = [\"CREATE SCHEMA IF NOT EXISTS extra\"]\n"
                        + "post_hook = [\"CREATE OR REPLACE TABLE extra.copy AS SELECT * FROM base.a\"]\n" + target);
        assertThat(seed("a").error()).isEmpty();
        assertThat(project.rows("SELECT n FROM extra.copy")).containsExactly("1");

        project.file("seeds/a.csv", "n\n2\n")
                .file("seeds/a.toml", "pre_hook = [\"SELECT error('guarded')\"]\n" + target);
        assertThat(seed("a").error()).hasValueSatisfying(
                error -> assertThat(error).contains("pre_hook[0]").contains("guarded"));
        assertThat(project.rows("SELECT n FROM base.a")).containsExactly("1");
    }

    @Test
    void badNamesAndTypesNeverBecomeSql() {
        project.file("seeds/a.csv", "\"n INTEGER); DROP SCHEMA landing; --\"\n1\n");
        project.file("seeds/a.toml", "[target]\ncatalog = \"\"\nschema = \"base\"\n");
        assertThat(seed("a").error()).hasValueSatisfying(error -> assertThat(error).contains("can't be the name of a column"));
        project.file("seeds/a.csv", "n\n1\n")
                .file("seeds/a.toml", "[target]\ncatalog = \"\"\nschema = \"base\"\n"
                        + "[column_types]\nn = \"INTEGER); DROP SCHEMA landing; --\"\n");
        assertThat(seed("a").error()).hasValueSatisfying(error -> assertThat(error).contains("isn't a valid SQL type"));
        project.file("seeds/a.csv", "n\n'); DROP SCHEMA landing; --\n")
                .file("seeds/a.toml", "[target]\ncatalog = \"\"\nschema = \"base\"\n");
        assertThat(seed("a").error()).isEmpty();
        assertThat(project.rows("SELECT n FROM base.a")).containsExactly("'); DROP SCHEMA landing; --");
    }

    @Test
    void aHeaderOfManyLettersInQuotes() {
        String name = "\"" + "a".repeat(100_000) + "\"";
        project.file("seeds/a.csv", "\"" + name.replace("\"", "\"\"") + "\"\n1\n")
                .file("seeds/a.toml", "[target]\ncatalog = \"\"\nschema = \"base\"\n");

        assertThat(seed("a").error()).isEmpty();
    }

    /** DuckDB takes so deep an expression; with the stack that Java gives a thread, it ended the whole process. */
    @Test
    void anExpressionOfNineHundredCalls() {
        project.file("seeds/a.csv", "n\n1\n").file("seeds/a.toml", "pre_hook = [\"SELECT " + "abs(".repeat(900) + "range"
                        + ")".repeat(900) + " FROM range(1)\"]\n"
                + "[target]\ncatalog = \"\"\nschema = \"base\"\n");

        assertThat(seed("a").error()).isEmpty();
    }

    /** When the time grew with the square of their length, each took minutes. */
    @Test
    void valuesOfManyDigits() {
        String digits = "1".repeat(500_000);
        project.file("seeds/a.csv", "n,m\n" + digits + "," + digits + "x\nx,\n")
                .file("seeds/a.toml", "[target]\ncatalog = \"\"\nschema = \"base\"\n");

        assertThat(seed("a").error()).isEmpty();
        assertThat(project.rows("SELECT length(n), length(m) FROM base.a WHERE m IS NOT NULL")).containsExactly("500000|500001");
    }

    @Test
    void whatTheEngineRefusesInASeedFailsHereToo() {
        project.file("seeds/a.toml", "[target]\ncatalog = \"\"\nschema = \"base\"\n");
        for (String csv : List.of("id,order\n1,2\n", "1st\n1\n", "a\n1.5\nnan\n", "a\ninf\n2\n", "unit price\n1\n")) {
            project.file("seeds/a.csv", csv);
            assertThat(seed("a").error()).as(csv).isPresent();
        }
    }

    @Test
    void blanksAreThoseOfUnicode() {
        project.file("seeds/a.csv", "\u00a0a\u00a0,b\n\u00a01\u3000,\u2003x\u202f\n\u00a0,\u001cy\n")
                .file("seeds/a.toml", "[target]\ncatalog = \"\"\nschema = \"base\"\n");
        assertThat(seed("a").error()).isEmpty();
        assertThat(project.rows("SELECT typeof(a), a, b FROM base.a")).containsExactly("BIGINT|1|x", "BIGINT|null|\u001cy");
    }

    @Test
    void aSidecarWithAMemberOfAWrongTypeStopsAllSeeds() {
        project.file("seeds/a.csv", "n\n1\n").file("seeds/b.csv", "n\n1\n");
        for (String sidecar : List.of("name = 5", "pre_hook = \"SELECT 1\"", "[target]\ncatalog = \"\"", "strategy = \"append\"")) {
            project.file("seeds/b.toml", sidecar + "\n");
            assertThatThrownBy(() -> project.run(new RunRequest.Seed("a"))).as(sidecar).hasMessageContaining("b.toml: ");
        }
    }

    @Test
    void failedSeedIsADocumentAndAnUnknownOneToo() {
        project.file("seeds/a.csv", "n,m\n1\n");
        EngineReply reply = project.run(new RunRequest.Seed("a"));
        assertThat(reply.exitCode()).isEqualTo(1);
        assertThat(TestProject.seeded(reply).tables().get(0).error()).hasValueSatisfying(
                error -> assertThat(error).contains("record 2").contains("1 fields"));
        EngineReply unknown = project.run(new RunRequest.Seed("b"));
        assertThat(unknown.exitCode()).isZero();
        assertThat(TestProject.seeded(unknown).tables()).isEmpty();
    }
}
