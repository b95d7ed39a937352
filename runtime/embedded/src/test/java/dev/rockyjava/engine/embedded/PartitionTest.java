package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.document.RunOutput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {

    private static final String SQL = "SELECT id, ts FROM raw.orders WHERE ts >= @start_date AND ts < @end_date";

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void oneOrderADay() {
        project = new TestProject(folder)
                .config(TestProject.MARTS)
                .sql(
                        "CREATE SCHEMA raw",
                        "CREATE TABLE raw.orders AS SELECT * FROM (VALUES (5, TIMESTAMP '2026-04-05 10:00:00'),"
                                + " (6, TIMESTAMP '2026-04-06 00:00:00'), (7, TIMESTAMP '2026-04-07 23:59:59'),"
                                + " (8, TIMESTAMP '2026-04-08 12:10:00')) t(id, ts)")
                .model("daily", strategy("day", ""), SQL);
    }

    private static String strategy(String granularity, String more) {
        return "type = \"time_interval\"\ntime_column = \"ts\"\ngranularity = \"" + granularity + "\"\n" + more;
    }

    private List<String> ids() {
        return project.rows("SELECT id FROM marts.daily ORDER BY id");
    }

    @Test
    void oneReplacesThatPartitionOnly() {
        project.runModel("daily", new PartitionChoice.One("2026-04-06"));
        project.runModel("daily", new PartitionChoice.One("2026-04-07"));
        assertThat(ids()).containsExactly("6", "7");

        project.sql("UPDATE raw.orders SET id = id * 10");
        project.runModel("daily", new PartitionChoice.One("2026-04-07"));
        assertThat(ids()).containsExactly("6", "70");
    }

    @Test
    void rangeHasBothEndsAndOneEntryEach() {
        EngineReply reply = project.runModel("daily", new PartitionChoice.Range("2026-04-05", "2026-04-07"));
        assertThat(ids()).containsExactly("5", "6", "7");
        RunOutput output = TestProject.document(reply);
        assertThat(output.materializations()).extracting(m -> m.partition().orElseThrow().key())
                .containsExactly("2026-04-05", "2026-04-06", "2026-04-07");
        assertThat(output.materializations()).allSatisfy(one -> {
            assertThat(one.assetKey()).containsExactly("wh", "marts", "daily");
            assertThat(one.metadata().strategy()).contains("time_interval");
        });
        assertThat(output.materializations().get(1).partition().orElseThrow().start()).contains("2026-04-06T00:00:00Z");
        assertThat(output.materializations().get(1).partition().orElseThrow().end()).contains("2026-04-07T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"hour, 2026-04-08T12, 2026-04-08T13:00:00Z", "day, 2026-04-08, 2026-04-09T00:00:00Z",
        "month, 2026-04, 2026-05-01T00:00:00Z", "year, 2026, 2027-01-01T00:00:00Z"})
    void withoutAChoiceItIsTheLatestByUtc(String granularity, String key, String end) {
        project.model("daily", strategy(granularity, ""), SQL);
        EngineReply reply = project.runModel("daily");
        assertThat(TestProject.document(reply).materializations()).singleElement().satisfies(one -> {
            assertThat(one.partition().orElseThrow().key()).isEqualTo(key);
            assertThat(one.partition().orElseThrow().end()).contains(end);
        });
        assertThat(ids()).contains("8");
    }

    @Test
    void lookbackComesBeforeTheFirst() {
        project.model("daily", strategy("day", "lookback = 2"), SQL);
        project.runModel("daily", new PartitionChoice.One("2026-04-07"));
        assertThat(ids()).containsExactly("5", "6", "7");
    }

    @Test
    void allAreTriedAndTheModelFailsWithTheFirstError() {
        project.runModel("daily", new PartitionChoice.Range("2026-04-05", "2026-04-07"));
        project.model(
                "daily",
                strategy("day", ""),
                SQL.replace("id,", "CASE WHEN id = 6 THEN error('boom') ELSE id * 10 END AS id,"));
        EngineReply reply = project.runModel("daily", new PartitionChoice.Range("2026-04-05", "2026-04-07"));

        assertThat(ids()).as("the failed partition is as it was").containsExactly("6", "50", "70");
        RunOutput output = TestProject.document(reply);
        assertThat(reply.exitCode()).isEqualTo(2);
        assertThat(output.status()).isEqualTo("PartialFailure");
        assertThat(output.materializations()).hasSize(2);
        assertThat(output.errors()).singleElement().satisfies(error -> {
            assertThat(error.assetKey()).containsExactly("daily");
            assertThat(error.error()).contains("2026-04-06").contains("boom");
        });
    }

    @Test
    void keysOfAnotherGrainAndEmptyRangesFail() {
        EngineReply wrong = project.runModel("daily", new PartitionChoice.One("2026-04"));
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(TestProject.document(wrong).errors().get(0).error()).contains("2026-04").contains("YYYY-MM-DD");
        EngineReply empty = project.runModel("daily", new PartitionChoice.Range("2026-04-07", "2026-04-05"));
        assertThat(TestProject.document(empty).errors().get(0).error()).contains("is empty");
    }

    @Test
    void unpartitionedModelIgnoresTheChoice() {
        project.model("whole", "", "SELECT id FROM raw.orders");
        EngineReply reply = project.runModel("whole", new PartitionChoice.One("2026-04-07"));
        assertThat(reply.exitCode()).isZero();
        assertThat(project.rows("SELECT count(*) FROM marts.whole")).containsExactly("4");
    }
}
