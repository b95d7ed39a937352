package dev.rockyjava.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.telemetry.Collector.Received;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One trace from a run of ours to what the real engine does for it, which it sends to a collector itself. */
@Timeout(120)
class RealEngineTraceTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final RecordedSpans spans = new RecordedSpans();

    @TempDir
    Path folder;

    @Test
    void theEnginesSpansAreBelowThoseOfTheCalls() throws Exception {
        assumeTrue(CliEngine.findOnPath().isPresent(), "no real rocky on the PATH: the real engine is NOT tested");
        write("rocky.toml", """
                [adapter]
                type = "duckdb"
                path = "wh.duckdb"

                [pipeline.marts]
                type = "transformation"
                models = "models/**"

                [pipeline.marts.target.governance]
                auto_create_schemas = true
                """);
        write("models/_defaults.toml", "[target]\ncatalog = \"wh\"\nschema = \"marts\"\n");
        model("orders", "select 1 as id, 2 as amount");
        model("daily", "select date '2026-03-01' as day, sum(amount) as amount from wh.marts.orders where @start_date < @end_date");
        write("models/daily.toml", """
                name = "daily"

                [strategy]
                type = "time_interval"
                time_column = "day"
                granularity = "day"
                first_partition = "2026-03-01"
                """);
        try (Collector collector = new Collector();
                RockyEngine engine = CliEngine.forProject(folder.resolve("rocky.toml"))
                        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                        .build()) {
            RunResult result = RockyTraces.of(spans.openTelemetry())
                    .on(Materializer.of(definitions(), engine).clock(NOON))
                    .run();
            assertThat(result.succeeded()).as(result.summary()).isTrue();

            String run = spans.only("materialize").getTraceId();
            assertThat(collector.spans()).isNotEmpty().allSatisfy(span -> {
                assertThat(span.service()).isEqualTo("rocky");
                assertThat(span.trace()).isEqualTo(run);
            });
            assertThat(enginesSpansBelow("orders", collector)).contains("run", "execute_models");
            assertThat(enginesSpansBelow("daily", collector)).contains("run", "execute_models", "run_one_partition");
            assertThat(collector.spans())
                    .filteredOn(span -> span.name().equals("run_one_partition"))
                    .hasSize(1)
                    .allSatisfy(span -> assertThat(span.attributes()).containsEntry("partition", "2026-03-01"));
        }
    }

    private static Definitions definitions() {
        return Definitions.of(
                List.of(
                        ShellProject.spec("orders").build(),
                        ShellProject.spec("daily")
                                .strategy("time_interval")
                                .partitions(new PartitionsDefinition(Grain.DAY, Optional.of("2026-03-01")))
                                .dependency(ShellProject.key("orders"), Dependency.Origin.DECLARED)
                                .build()),
                List.of());
    }

    private List<String> enginesSpansBelow(String model, Collector collector) {
        SpanData call = spans.below(spans.only("materialize marts/" + model)).get(0);
        return below(call.getSpanId(), collector).map(Received::name).toList();
    }

    private static Stream<Received> below(String parent, Collector collector) {
        return collector.spans().stream()
                .filter(span -> span.parent().equals(parent))
                .flatMap(span -> Stream.concat(Stream.of(span), below(span.id(), collector)));
    }

    private void model(String name, String sql) throws Exception {
        write("models/" + name + ".sql", sql + "\n");
        write("models/" + name + ".toml", "name = \"" + name + "\"\n");
    }

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
