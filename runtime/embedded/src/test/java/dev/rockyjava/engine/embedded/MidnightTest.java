package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.Materializer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that a day or an hour ends in, on a clock that engine and run share. */
class MidnightTest {

    @TempDir
    Path folder;

    private volatile Instant now = Instant.EPOCH;

    @Test
    void aDailyReportReadsTheDayThatItsSessionsWereBuiltFor() {
        assertThat(chain(Grain.DAY, "2026-12-01T23:59:58Z")).containsExactly("2026-12-01 1");
    }

    @Test
    void anHourlyReportReadsTheHourThatItsSessionsWereBuiltFor() {
        assertThat(chain(Grain.HOUR, "2026-12-01T22:59:58Z")).containsExactly("2026-12-01 1");
    }

    /** The rows of the report. */
    private List<String> chain(Grain grain, String begin) {
        String strategy = "type = \"time_interval\"\ntime_column = \"ts\"\ngranularity = \"" + grain.word() + "\"\n";
        TestProject project = new TestProject(folder)
                .config(TestProject.MARTS)
                .sql("CREATE SCHEMA raw", "CREATE TABLE raw.hits AS SELECT TIMESTAMP '2026-12-01 22:30:00' AS ts")
                .model("sessions", strategy, "SELECT ts FROM raw.hits WHERE ts >= @start_date AND ts < @end_date")
                .model("report", strategy, "SELECT ts, 1 AS hits FROM marts.sessions WHERE ts >= @start_date"
                        + " AND ts < @end_date");
        Definitions definitions = Definitions.of(List.of(spec("report", grain, "sessions"), spec("sessions", grain)), List.of());
        now = Instant.parse(begin);
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        try (EmbeddedEngine engine =
                EmbeddedEngine.open(folder.resolve("rocky.toml"), clock, name -> Optional.empty())) {
            assertThat(Materializer.of(definitions, slow(engine)).clock(clock).run().succeeded()).isTrue();
        }
        return project.rows("SELECT CAST(ts AS DATE) || ' ' || hits FROM marts.report");
    }

    /** Each call takes three seconds. */
    private RockyEngine slow(RockyEngine engine) {
        return new RockyEngine() {
            @Override
            public EngineReply run(RunRequest request, CallOptions options) {
                EngineReply reply = engine.run(request, options);
                now = now.plusSeconds(3);
                return reply;
            }

            @Override
            public EngineInfo info() {
                return engine.info();
            }

            @Override
            public String query(QueryRequest request, CallOptions options) {
                return engine.query(request, options);
            }

            @Override
            public void close() {}
        };
    }

    private static AssetSpec spec(String name, Grain grain, String... upstream) {
        AssetSpec.Builder spec = AssetSpec.builder(
                        AssetKey.of(name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "marts")
                .pipeline("marts")
                .strategy("time_interval")
                .partitions(new PartitionsDefinition(grain, Optional.empty()))
                .target(new Target("wh", "marts", name));
        for (String other : upstream) {
            spec.dependency(AssetKey.of(other), Dependency.Origin.DECLARED);
        }
        return spec.build();
    }
}
