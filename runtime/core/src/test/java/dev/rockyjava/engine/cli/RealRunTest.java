package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.Observation;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunHandle;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on the real engine. */
@Timeout(180)
class RealRunTest {

    private static final PartitionedAsset<LocalDate> DAILY = PartitionedAsset.daily("daily");
    private static final AssetSelection REPLICATION = AssetSelection.parse("ingest/*");

    @TempDir
    Path folder;

    private RealProject project;
    private Materializer materializer;

    @BeforeEach
    void makeTheProject() {
        assumeTrue(CliEngine.findOnPath().isPresent(), "no real rocky on the PATH: the real engine is NOT tested");
        project = new RealProject(folder);
        CliEngine engine = CliEngine.forProject(project.file("rocky.toml")).build();
        materializer = Materializer.of(definitions(), engine)
                .execute(NodeKind.SEED)
                .retry(RetryPolicy.none())
                .timeout(Duration.ofMinutes(2))
                .journal(folder.resolve("journal"));
    }

    @Test
    void callsThatShareADatabaseWaitForEachOther() {
        RunResult result = materializer.parallelism(4).run();
        assertThat(result.exitStatus()).as(result.summary()).isZero();
        assertThat(result.count(OutcomeStatus.MATERIALIZED)).isEqualTo(5);
    }

    @Test
    void failsResumesAndBackfills() {
        project.model("total", "SELECT nope FROM wh.lake__shop.orders");
        LocalDate day = LocalDate.of(2026, 4, 7);
        RunResult failed = materializer.backfill(DAILY, day, day.plusDays(2), 2).run();
        assertThat(failed.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);
        assertThat(failed.outcome(DAILY).partitions()).containsExactly("2026-04-07", "2026-04-08", "2026-04-09");
        project.model("total", "SELECT SUM(amount) AS total FROM wh.lake__shop.orders");
        RunResult resumed = materializer.resume(failed.runId());
        assertThat(resumed.outcomes()).containsOnlyKeys(AssetKey.of("total"));
        assertThat(resumed.exitStatus()).as(resumed.summary()).isZero();
        assertThat(RunHistory.read(folder.resolve("journal")).runs()).singleElement()
                .satisfies(run -> assertThat(run.resumable()).isFalse());
    }

    @Test
    void plansAppliesAndFindsTheRunInTheEnginesHistory() throws Exception {
        materializer.select(AssetSelection.parse("kind:seed")).run();
        RunResult result = materializer.select(REPLICATION).executionMode(ExecutionMode.PLAN_THEN_APPLY).run();
        assertThat(result.exitStatus()).as(result.summary()).isZero();
        String plan = result.outcome(AssetKey.of("ingest", "source")).planIds().get(0);
        assertThat(project.file(".rocky/plans/" + plan + ".json")).exists();
        Process history = new ProcessBuilder(
                        "rocky", "-o", "json", "history")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(new String(history.getInputStream().readAllBytes())).contains(result.runId() + ":2:ingest/source");
    }

    @Test
    void showsComplianceAndRetention() {
        project.model("total", "SELECT SUM(amount) AS total FROM wh.lake__shop.orders",
                "retention = \"90d\"", "[classification]", "total = \"confidential\"");
        RunResult result = materializer.surfaceCompliance().surfaceRetentionStatus().run();
        assertThat(result.exitStatus()).as(result.summary()).isZero();
        assertThat(result.failedChecks()).singleElement().satisfies(check -> {
            assertThat(check.asset()).contains(AssetKey.of("total"));
            assertThat(check.name()).isEqualTo("compliance_exception");
            assertThat(check.details()).containsEntry(MetadataKeys.COMPLIANCE_MODELS, "total.total (default)");
        });
        assertThat(result.observations())
                .extracting(Observation::asset, seen -> seen.metadata().get(MetadataKeys.RETENTION_CONFIGURED_DAYS))
                .containsExactlyInAnyOrder(
                        tuple(Optional.of(AssetKey.of("total")), 90L), tuple(Optional.of(AssetKey.of("daily")), null));
    }

    @Test
    void cancelEndsTheEngine() throws Exception {
        materializer.select(AssetSelection.parse("kind:seed or ingest/*")).run();
        project.model("total", "SELECT count(*) AS total FROM range(100000000000000) a");
        RunHandle run = materializer.select(AssetSelection.parse("total or daily")).start();
        Processes.await(() -> ProcessHandle.current().children().findAny().isPresent());
        run.cancel();
        RunResult result = run.join();
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_INTERRUPTED);
        assertThat(ProcessHandle.current().children()).isEmpty();
        project.model("total", "SELECT 1 AS total");
        assertThat(materializer.resume(result.runId()).exitStatus()).isZero();
    }

    private static Definitions definitions() {
        List<SourceFilter> shop = List.of(new SourceFilter("source=shop"));
        AssetSpec seed = AssetSpec.builder(AssetKey.of("seed", "orders"), "seed:orders", NodeKind.SEED, "orders", "seeds")
                .build();
        AssetSpec source = AssetSpec.builder(
                        AssetKey.of("ingest", "source"), "source:ingest", NodeKind.SOURCE, "ingest", "ingest")
                .pipeline("ingest")
                .sourceFilters(shop)
                .dependency(seed.key(), Dependency.Origin.PHYSICAL_TARGET)
                .build();
        AssetSpec load = AssetSpec.builder(AssetKey.of("ingest", "load"), "load:ingest", NodeKind.LOAD, "ingest", "ingest")
                .pipeline("ingest")
                .sourceFilters(shop)
                .dependency(source.key(), Dependency.Origin.DECLARED)
                .build();
        AssetSpec total = model("total").build();
        AssetSpec daily = model("daily")
                .strategy("time_interval")
                .partitions(new PartitionsDefinition(Grain.DAY, Optional.of("2026-04-01")))
                .build();
        return Definitions.of(List.of(seed, source, load, total, daily), List.of());
    }

    private static AssetSpec.Builder model(String name) {
        return AssetSpec.builder(AssetKey.of(name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "marts")
                .pipeline("marts")
                .target(new Target("wh", "marts", name))
                .dependency(AssetKey.of("ingest", "load"), Dependency.Origin.DECLARED);
    }
}
