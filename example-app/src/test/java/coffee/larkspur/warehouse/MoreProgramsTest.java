package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small programs beside {@link NightlyRun}. */
class MoreProgramsTest {

    private static final List<String> WEEK = List.of(
            "2026-04-06", "2026-04-07", "2026-04-08", "2026-04-09", "2026-04-10", "2026-04-11", "2026-04-12");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private ProjectCopy project;

    @BeforeEach
    void copy() {
        project = ProjectCopy.in(folder);
    }

    @Test
    void aWeekIsBuiltDayByDay() {
        try (EmbeddedEngine engine = EmbeddedEngine.open(project.config())) {
            assertThat(WeekBackfill.run(project.component(), engine, out)).as(text()).isZero();
        }
        assertThat(text())
                .contains("  run --model daily_revenue --pipeline marts --partition 2026-04-06\n")
                .contains("  run --model daily_revenue --pipeline marts --partition 2026-04-12\n")
                .contains("days built: " + String.join(", ", WEEK));
        List<List<String>> days = project.database()
                .query("SELECT DISTINCT CAST(order_date AS VARCHAR) AS day FROM marts.daily_revenue ORDER BY day");
        assertThat(days.subList(1, days.size())).isEqualTo(WEEK.stream().map(List::of).toList());
    }

    @Test
    void aResumedRunBuildsOnlyWhatIsLeft() throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.open(project.config())) {
            assertThat(FailAndResume.run(project.component(), engine, out)).as(text()).isZero();
        }
        assertThat(text())
                .containsPattern("on call: warehouse/marts/fct_orders failed: .*stg_ordres")
                .containsPattern("warehouse/marts/customer_lifetime_value +skipped")
                .containsPattern("warehouse/marts/payment_ledger +materialized");
        String morning = text().substring(text().indexOf("The morning"));
        assertThat(morning)
                .contains("run succeeded")
                .contains(": 2 materialized")
                .containsPattern("\\[ 1/2] warehouse/marts/fct_orders +materialized")
                .containsPattern("\\[ 2/2] warehouse/marts/customer_lifetime_value +materialized");
        assertThat(project.contents()).containsKeys("marts.customer_lifetime_value", "marts.payment_ledger");
    }

    @Test
    void thePlansOfALoadAreKeptAndApplied() {
        assumeTrue(CliEngine.findOnPath().isPresent(), "skipped: there is no rocky binary on PATH, which makes the plans");
        try (RockyEngine engine = ExampleProject.engine(project.component())) {
            assertThat(PlannedLoad.run(project.component(), engine, out)).as(text()).isZero();
        }
        assertThat(text()).contains("2 materialized").containsPattern("applied the plan \\w+, kept in .*\\.json");
    }

    @Test
    void withoutTheRealEngineThePlannedLoadSaysWhyItDoesNothing() throws Exception {
        assertThat(programWithoutRocky("PlannedLoad")).isZero();
        assertThat(text()).isEqualToIgnoringNewLines(
                "Skipped: only the real engine makes plans, and there is no rocky on the PATH.");
    }

    @Test
    void theProgramsRunByThemselvesAndLeaveTheProjectAsItWas() throws Exception {
        assertThat(programWithoutRocky("FailAndResume")).as(text()).isZero();
        assertThat(project.folder().resolve("warehouse.duckdb")).doesNotExist();
        assertThat(project.read("models/marts/fct_orders.sql")).doesNotContain("ordres");
    }

    private int programWithoutRocky(String name) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path") + File.pathSeparator + "target/classes",
                        "coffee.larkspur.warehouse." + name, folder.toString())
                .redirectErrorStream(true);
        program.environment().put("PATH", folder.toString());
        Process process = program.start();
        process.getInputStream().transferTo(printed);
        return process.waitFor();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
