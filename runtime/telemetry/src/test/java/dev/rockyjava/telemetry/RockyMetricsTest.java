package dev.rockyjava.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunResult;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs by a scripted engine, as meters of Micrometer. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class RockyMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ShellProject project;

    RockyMetricsTest(@TempDir Path folder) {
        project = ShellProject.in(folder);
    }

    private RunResult run(Definitions definitions, UnaryOperator<Materializer> how) {
        RockyMetrics metrics = RockyMetrics.ofRuns();
        metrics.bindTo(registry);
        try (RockyEngine engine = project.engine()) {
            return how.apply(Materializer.of(definitions, engine).listener(metrics)).run();
        }
    }

    @Test
    void aRunsAssetsRowsCostRetriesAndChecksAreCounted() {
        project.on("orders", """
                        [ -f tried ] || { touch tried; cat <<END
                        {"version": "1.71.0", "command": "run", "status": "Failure", "pipeline_type": "transformation",
                         "duration_ms": 5, "tables_copied": 0, "tables_failed": 1, "materializations": [],
                         "errors": [{"asset_key": ["wh", "marts", "orders"], "error": "away", "failure_kind": "transient"}]}
                        END
                        exit 2; }
                        checks='"check_results": [{"asset_key": ["wh", "marts", "orders"], "checks": [
                          {"name": "row_count", "passed": true, "severity": "error"}, {"name": "null_rate", "passed": false, "severity": "warning"}]}],'
                        """)
                .on("report", "exit 1\n");
        RunResult result = run(
                ShellProject.chain("orders", "revenue", "report", "mail"),
                materializer -> materializer.retry(RetryPolicy.standard().withDelays(Duration.ofMillis(1), Duration.ofMillis(1))));
        assertThat(result.exitStatus()).as(result.summary()).isEqualTo(RunResult.EXIT_PARTIAL);

        assertThat(registry.get("rocky.run").tag("outcome", "partial").timer().count()).isEqualTo(1);
        assertThat(assets("materialized")).isEqualTo(2);
        assertThat(assets("failed")).isEqualTo(1);
        assertThat(assets("skipped")).isEqualTo(1);
        assertThat(registry.get("rocky.rows").tags("kind", "transformation", "group", "finance").counter().count()).isEqualTo(6);
        assertThat(registry.get("rocky.cost").counter().count()).isEqualTo(0.5);
        assertThat(registry.get("rocky.retry").tags("kind", "transformation", "group", "finance").counter().count()).isEqualTo(1);
        assertThat(registry.get("rocky.check").tags("status", "passed", "severity", "error").counter().count()).isEqualTo(1);
        assertThat(registry.get("rocky.check").tags("status", "failed", "severity", "warning").counter().count()).isEqualTo(1);
        assertThat(registry.getMeters().stream().map(Meter::getId).flatMap(id -> id.getTags().stream()).map(Tag::getValue))
                .noneMatch(value -> value.contains("orders"));
    }

    private long assets(String status) {
        return registry.get("rocky.asset").tags("kind", "transformation", "group", "finance", "status", status).timer().count();
    }

    @Test
    void aWaitForTheEnginesFilesIsTimed() {
        project.on("a", "while [ ! -f go ]; do sleep 0.02; done\n").on("b", "while [ ! -f go ]; do sleep 0.02; done\n");
        run(ShellProject.apart("a", "b"), materializer -> materializer.parallelism(2).listener(event -> {
            if (event instanceof RunEvent.AssetWaits) {
                project.write("go", "");
            }
        }));
        assertThat(registry.get("rocky.wait").tags("kind", "transformation", "group", "finance").timer().count()).isEqualTo(1);
    }

    @Test
    void gaugesHaveTheirValuesAndNoneIfTheyAreUnknown() {
        RockyMetrics.ofProject(() -> Optional.of(Instant.now().minusSeconds(90)), () -> OptionalInt.of(7)).bindTo(registry);
        assertThat(registry.get("rocky.snapshot.age").timeGauge().value()).isBetween(90.0, 150.0);
        assertThat(registry.get("rocky.stale").gauge().value()).isEqualTo(7);
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        RockyMetrics.ofProject(Optional::empty, OptionalInt::empty).bindTo(other);
        assertThat(other.get("rocky.snapshot.age").timeGauge().value()).isNaN();
        assertThat(other.get("rocky.stale").gauge().value()).isNaN();
    }
}
