package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.PartitionChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same rows on each machine, whatever its zone and locale (invariant 12). */
class MachineTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UTC, UTC, en", "America/New_York, America/New_York, en", "Asia/Tokyo, Asia/Tokyo, tr", "UTC, Asia/Tokyo, tr"
    })
    void aUtcDayAndAWatermarkAreTheSameEverywhere(String system, String jvm, String language) throws Exception {
        assertThat(outputOn(system, jvm, language)).isEqualTo("""
                rows of 2026-04-06: 1 2 3
                watermark: 2026-03-08T02:30:00Z
                today: 2026-04-06 00:00:00
                """);
    }

    @Test
    void theDatabaseKnowsTimeZones() {
        // Otherwise the test above would pass without meaning anything.
        assertThat(new TestProject(folder).rows("SELECT count(*) FROM duckdb_extensions() WHERE extension_name = 'icu' AND"
                        + " loaded"))
                .containsExactly("1");
    }

    private String outputOn(String system, String jvm, String language) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Duser.timezone=" + jvm,
                "-Duser.language=" + language,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("TZ", system));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    /** A JVM of its own, as the database reads the zone when it is loaded. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            TestProject project = new TestProject(Path.of(arguments[0]))
                    .config(TestProject.MARTS, ReplicationTest.INGEST)
                    .sql(
                            "CREATE SCHEMA raw",
                            "CREATE SCHEMA raw__us__web",
                            "CREATE TABLE raw.visits AS SELECT id, CAST(ts AS TIMESTAMPTZ) AS ts FROM (VALUES"
                                    + " (0, '2026-04-05 23:59:59+00'), (1, '2026-04-06 00:00:00+00'),"
                                    + " (2, '2026-04-06 12:00:00+00'), (3, '2026-04-06 23:59:59+00'),"
                                    + " (4, '2026-04-07 00:00:00+00')) t(id, ts)",
                            // A time that New York's clocks leave out.
                            "CREATE TABLE raw__us__web.hits AS SELECT 1 AS id, TIMESTAMP '2026-03-08 02:30:00' AS updated_at")
                    .model(
                            "daily",
                            "type = \"time_interval\"\ntime_column = \"ts\"\ngranularity = \"day\"\n",
                            "SELECT id, ts FROM raw.visits WHERE ts >= @start_date AND ts < @end_date")
                    .model("midnight", "", "SELECT CAST(date_trunc('day', ts) AS TIMESTAMP) AS day FROM raw.visits WHERE id = 3");

            project.runModel("daily", new PartitionChoice.One("2026-04-06"));
            System.out.print("rows of 2026-04-06: " + String.join(" ", project.rows("SELECT id FROM marts.daily ORDER BY id")) + "\n");
            System.out.print("watermark: " + TestProject.document(project.replicate()).materializations().get(0).metadata()
                    .watermark().orElseThrow() + "\n");
            project.runModel("midnight");
            System.out.print("today: " + project.rows("SELECT CAST(day AS VARCHAR) FROM marts.midnight").get(0) + "\n");
        }
    }
}
