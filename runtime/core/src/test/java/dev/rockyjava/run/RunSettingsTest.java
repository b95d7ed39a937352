package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSelection;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.run.history.CurrentCode;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever is chosen for a run stays chosen, whatever else is chosen afterwards. */
class RunSettingsTest {

    private static final CancelToken TOKEN = new CancelToken();
    private static final RunListener LISTENER = event -> {};
    private static final Consumer<RunWarning> WARNINGS = warning -> {};
    private static final CurrentCode CODE = CurrentCode.ofProject(Path.of("project", "rocky.toml"), Optional.empty());

    /** For each component something that is not its default. */
    private static final Map<String, Object> OTHER = Map.ofEntries(
            Map.entry("selection", RunSelection.of(AssetSelection.ofKeys(List.of(AssetKey.of("a"))))),
            Map.entry("partitions", new TreeMap<>(
                    Map.of(AssetKey.of("a"), ChosenPartitions.atOnce(new PartitionChoice.One("2026-04-01"))))),
            Map.entry("executed", Set.of(NodeKind.SEED)),
            Map.entry("mode", ExecutionMode.PLAN_THEN_APPLY),
            Map.entry("complianceOf", List.of("models")),
            Map.entry("retentionOf", List.of("others")),
            Map.entry("callTimeout", Duration.ofSeconds(1)),
            Map.entry("assetTimeout", Optional.of(Duration.ofSeconds(2))),
            Map.entry("runTimeout", Optional.of(Duration.ofSeconds(3))),
            Map.entry("parallelism", 4),
            Map.entry("fused", true),
            Map.entry("failFast", true),
            Map.entry("retries", RetryPolicy.none()),
            Map.entry("listeners", List.of(LISTENER)),
            Map.entry("warnings", WARNINGS),
            Map.entry("cancelTokens", List.of(TOKEN)),
            Map.entry("cancelOnShutdown", true),
            Map.entry("journal", Optional.of(Path.of("journal").toAbsolutePath())),
            Map.entry("keptRuns", 5),
            Map.entry("lockWait", Duration.ofSeconds(6)),
            Map.entry("endLeftEngines", true),
            Map.entry("repeatUnknown", true),
            Map.entry("code", CODE),
            Map.entry("runId", Optional.of("20260408-013000250-k3x9ab")));

    @Test
    void eachChangeIsKeptAndChangesNothingElse() throws Exception {
        for (RecordComponent changed : RunSettings.class.getRecordComponents()) {
            Object value = OTHER.get(changed.getName());
            assertThat(value).as("another value of " + changed.getName()).isNotNull();
            RunSettings settings = RunSettings.DEFAULTS.changed(s -> set(s, changed.getName(), value)).changed(s -> {});
            for (RecordComponent component : RunSettings.class.getRecordComponents()) {
                Object expected = component.getName().equals(changed.getName())
                        ? value
                        : component.getAccessor().invoke(RunSettings.DEFAULTS);
                assertThat(component.getAccessor().invoke(settings))
                        .as(component.getName() + " after a change of " + changed.getName())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aMaterializerSetsEverything() throws Exception {
        Materializer all = Materializer.of(
                        new Project().partitioned("daily", Grain.DAY, "", "time_interval").build(), new ScriptedEngine())
                .select(AssetSelection.ofKeys(List.of(AssetKey.of("a"))))
                .latestPartition(PartitionedAsset.daily("daily"))
                .execute(NodeKind.SEED)
                .executionMode(ExecutionMode.PLAN_THEN_APPLY)
                .surfaceCompliance()
                .surfaceRetentionStatus("others")
                .timeout(Duration.ofSeconds(1))
                .assetTimeout(Duration.ofSeconds(2))
                .runTimeout(Duration.ofSeconds(3))
                .parallelism(4)
                .fused()
                .failFast()
                .retry(RetryPolicy.none())
                .listener(LISTENER)
                .warnings(WARNINGS)
                .cancelWith(TOKEN)
                .cancelOnShutdown()
                .journal(Path.of("journal"))
                .keepRuns(5)
                .waitForOtherRuns(Duration.ofSeconds(6))
                .endLeftEngines()
                .repeatUnknown()
                .code(CODE)
                .runId("20260408-013000250-k3x9ab")
                .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .pace(duration -> {}, new Random(1))
                .ticks(() -> 0)
                .force(file -> {})
                .threads(parallelism -> Executors.newSingleThreadExecutor());
        RunSettings settings = (RunSettings) field(all, "settings");
        assertThat(same(settings, RunSettings.DEFAULTS)).as("settings that no method has set").isEmpty();
        for (RecordComponent component : RunSettings.class.getRecordComponents()) {
            if (!Set.of("selection", "partitions").contains(component.getName())) {
                assertThat(component.getAccessor().invoke(settings))
                        .as(component.getName())
                        .isEqualTo(OTHER.get(component.getName()));
            }
        }
        assertThat(same(field(all, "context"), RunContext.SYSTEM))
                .as("what is not of the system")
                .isEmpty();
    }

    private static List<String> same(Object one, Object other) throws ReflectiveOperationException {
        List<String> same = new ArrayList<>();
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            if (component.getAccessor().invoke(one).equals(component.getAccessor().invoke(other))) {
                same.add(component.getName());
            }
        }
        return same;
    }

    private static void set(RunSettings.Change change, String name, Object value) {
        try {
            RunSettings.Change.class.getField(name).set(change, value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no such setting: " + name, e);
        }
    }

    private static Object field(Materializer materializer, String name) throws ReflectiveOperationException {
        Field field = Materializer.class.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(materializer);
    }
}
