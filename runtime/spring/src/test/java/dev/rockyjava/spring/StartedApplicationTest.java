package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.bakery.BakeryAssets.Bakery.Sales;
import com.acme.bakery.BakeryDefinitions;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** An application with a web server and the embedded engine, which runs what is stale each second. */
@Timeout(120)
class StartedApplicationTest {

    private final BakeryProject project;
    private final ConfigurableApplicationContext application;
    private final Actuator actuator;

    StartedApplicationTest(@TempDir Path folder) {
        project = new BakeryProject(folder);
        RockyComponent component = BakeryDefinitions.component(folder);
        try (RockyEngine engine = EmbeddedEngine.open(component.rockyToml())) {
            RunResult yesterday = component.materializer(BakeryDefinitions.get(), engine)
                    .execute(NodeKind.SEED)
                    .journal(project.journal())
                    .run();
            assertThat(yesterday.count(OutcomeStatus.MATERIALIZED)).as(yesterday.summary()).isEqualTo(3);
        }
        application = project.start(
                "logging.file.name=" + project.file("application.log"),
                "rocky.engine=embedded",
                "rocky.runs[0].select=stale",
                "rocky.runs[0].cron=* * * * * *",
                "rocky.runs[1].select=kind:seed",
                "rocky.runs[1].execute=seed, test",
                "rocky.runs[1].wait-for-other-runs=30m",
                "rocky.runs[1].cron=-");
        actuator = new Actuator(application);
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void isHealthyRunsByItsBeanAndShowsWhatItKnows() throws Exception {
        assertThat(application.getBean(Definitions.class)).isEqualTo(BakeryDefinitions.get());
        assertThat(application.getBean(RockyComponent.class).projectDirectory()).isEqualTo(project.file("").normalize());
        RunResult result = application.getBean(Materializer.class)
                .waitForOtherRuns(Duration.ofMinutes(1))
                .execute(NodeKind.SEED)
                .materialize(Sales.ORDERS, Sales.REVENUE);
        assertThat(result.succeeded()).as(result.summary()).isTrue();

        JsonNode health = actuator.get("health", 200);
        assertThat(health.at("/components/rocky/status").asString()).as(health.toString()).isEqualTo("UP");
        assertThat(health.at("/components/rocky/details/engine").asString()).startsWith("embedded DuckDB");
        assertThat(health.at("/components/rocky/details/snapshot").asString()).startsWith("the one that");

        JsonNode body = actuator.get("rocky", 200);
        assertThat(body.at("/schedule/0/select").asString()).as(body.toString()).isEqualTo("stale");
        assertThat(body.at("/schedule/0/next").asString()).isNotEmpty();
        assertThat(body.at("/schedule/1/next").isMissingNode()).isTrue();
        assertThat(body.at("/runs/0/id").asString()).isEqualTo(result.runId());
        assertThat(body.at("/runs/0/outcome").asString()).isEqualTo("succeeded");
        assertThat(body.at("/runs/0/materialized").asInt()).isEqualTo(2);
        assertThat(body.at("/assets").size()).isEqualTo(3);
        assertThat(body.at("/assets/0/built").asString()).isNotEmpty();
        assertThat(body.at("/stale").asInt()).isZero();

        assertThat(actuator.measured("rocky.run?tag=outcome:succeeded")).isEqualTo(1);
        assertThat(actuator.measured("rocky.asset?tag=kind:transformation&tag=status:materialized&tag=group:sales")).isEqualTo(2);
        assertThat(actuator.measured("rocky.stale")).isZero();
        assertThat(actuator.measured("rocky.snapshot.age")).isPositive();
    }

    @Test
    void theScheduleBuildsWhatIsStaleAndGoesOnAfterAFailure() throws Exception {
        RunSchedule.Entry schedule = application.getBean(RunSchedule.class).entries().get(0);
        assertThat(BakeryProject.await(schedule::last)).isEqualTo("nothing to do: 'stale' matches none of the 3 assets");
        assertThat(project.runs()).hasSize(1);

        String sql = project.read("rocky/models/revenue.sql");
        project.write("rocky/models/revenue.sql", sql.replace("loaves", "loves"));
        RecordedRun failed = BakeryProject.await(() -> newest(RunResult.EXIT_FAILURE));
        project.write("rocky/models/revenue.sql", sql.replace("as revenue", "as revenue, count(*) as sales"));
        RecordedRun mended = BakeryProject.await(() -> newest(RunResult.EXIT_SUCCESS)
                .filter(run -> run.runId().compareTo(failed.runId()) > 0));

        assertThat(mended.assets()).extracting(RecordedAsset::key).containsExactly(Sales.REVENUE.key());
        BakeryProject.await(() -> schedule.last().filter(last -> last.startsWith("nothing to do")));
        assertThat(project.read("application.log"))
                .contains("scheduled run of 'stale': run failed in ")
                .contains("loves")
                .contains("its journal is in " + project.journal() + ". To finish what is left, call materializer.resume(\"" + failed.runId());
    }

    private Optional<RecordedRun> newest(int exitStatus) {
        return project.runs().stream()
                .findFirst()
                .filter(run -> run.exitStatus().filter(status -> status == exitStatus).isPresent());
    }
}
