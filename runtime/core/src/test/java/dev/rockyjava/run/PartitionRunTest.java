package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.TransformationAsset;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.internal.run.plan.PartitionKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionRunTest {

    private static final PartitionedAsset<LocalDate> DAILY = PartitionedAsset.daily("daily");
    private static final PartitionedAsset<LocalDateTime> HOURLY = PartitionedAsset.hourly("hourly");
    private static final PartitionedAsset<YearMonth> MONTHLY = PartitionedAsset.monthly("monthly");
    private static final PartitionedAsset<Year> YEARLY = PartitionedAsset.yearly("yearly");
    private static final LocalDate DAY = LocalDate.of(2026, 4, 7);

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions = new Project()
            .partitioned("daily", Grain.DAY, "2026-01-01", "time_interval")
            .partitioned("hourly", Grain.HOUR, "", "time_interval")
            .partitioned("monthly", Grain.MONTH, "2025-11", "time_interval")
            .partitioned("yearly", Grain.YEAR, "", "time_interval")
            .partitioned("micro", Grain.DAY, "", "microbatch")
            .model("whole")
            .build();
    private final Materializer materializer = Materializer.of(definitions, engine)
            .clock(Clock.fixed(Instant.parse("2026-04-08T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void asksForOnePartitionByItsCanonicalKey() {
        RunResult result = materializer.materialize(DAILY, DAY);
        materializer.materialize(HOURLY, LocalDateTime.of(2026, 4, 7, 5, 0));
        materializer.materialize(MONTHLY, YearMonth.of(2026, 4));
        materializer.materialize(YEARLY, Year.of(2026));
        assertThat(engine.commands()).containsExactly(
                "run --model daily --pipeline marts --partition 2026-04-07",
                "run --model hourly --pipeline marts --partition 2026-04-07T05",
                "run --model monthly --pipeline marts --partition 2026-04",
                "run --model yearly --pipeline marts --partition 2026");
        assertThat(result.outcome(DAILY).partitions()).containsExactly("2026-04-07");
        assertThat(result.outcome(DAILY).metadata()).containsEntry(MetadataKeys.PARTITION_KEY, "2026-04-07");
    }

    @Test
    void asksForARange() {
        engine.on("run --model hourly --pipeline marts --from 2026-02-28T23 --to 2026-03-01T01", 0,
                Json.run(Json.materializations(
                        Json.partition("hourly", "2026-02-28T23"),
                        Json.partition("hourly", "2026-03-01T00"),
                        Json.partition("hourly", "2026-03-01T01"))));
        RunResult result = materializer.select(AssetSelection.of(HOURLY))
                .partitions(HOURLY, LocalDateTime.of(2026, 2, 28, 23, 0), LocalDateTime.of(2026, 3, 1, 1, 0))
                .run();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.outcome(HOURLY).partitions()).hasSize(3);
    }

    @Test
    void failsWhenOnePartitionOfARangeIsMissing() {
        engine.on("run --model daily --pipeline marts --from 2026-04-07 --to 2026-04-09", 0,
                Json.run(Json.materializations(
                        Json.partition("daily", "2026-04-07"), Json.partition("daily", "2026-04-09"))));
        RunResult result = materializer.select(AssetSelection.of(DAILY))
                .partitions(DAILY, DAY, DAY.plusDays(2))
                .run();
        assertThat(result.outcome(DAILY).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(DAILY).reason().orElseThrow()).contains("didn't build partition 2026-04-08");
        assertThat(result.outcome(DAILY).partitions()).containsExactly("2026-04-07", "2026-04-09");
    }

    @Test
    void asksForARangeOfOneAsOnePartition() {
        assertThat(materializer.select(AssetSelection.of(DAILY)).partitions(DAILY, DAY, DAY).plan().toString())
                .endsWith("--partition 2026-04-07");
    }

    @Test
    void enumeratesEveryPartitionOfARange() {
        assertThat(PartitionKeys.of(Grain.MONTH, new PartitionChoice.Range("2025-11", "2026-02")))
                .containsExactly("2025-11", "2025-12", "2026-01", "2026-02");
        assertThat(PartitionKeys.of(Grain.YEAR, new PartitionChoice.Range("9998", "9999")))
                .containsExactly("9998", "9999");
        assertThat(PartitionKeys.of(Grain.HOUR, new PartitionChoice.Range("9999-12-31T22", "9999-12-31T23")))
                .containsExactly("9999-12-31T22", "9999-12-31T23");
        assertThat(PartitionKeys.of(Grain.DAY, new PartitionChoice.Range("9999-12-31", "9999-12-31")))
                .containsExactly("9999-12-31");
    }

    @ParameterizedTest
    @CsvSource({"2024,29", "2026,28", "2000,29", "1900,28"})
    void enumeratesALeapDayInLeapYearsOnly(String year, int days) {
        List<String> keys = PartitionKeys.of(Grain.DAY, new PartitionChoice.Range(year + "-02-01", year + "-03-01"));
        assertThat(keys).hasSize(days + 1).containsSequence(year + "-02-" + days, year + "-03-01");
        assertThat(PartitionKeys.of(Grain.HOUR, new PartitionChoice.Range(year + "-02-28T00", year + "-03-01T00")))
                .hasSize(24 * (days - 27) + 1);
    }

    /** A clock in Berlin shows one of these hours twice, and another never. */
    @Test
    void enumeratesTheHoursOfADaylightSavingChangeOnceEach() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            for (String day : new String[] {"2026-03-29", "2026-10-25"}) {
                assertThat(PartitionKeys.of(Grain.HOUR, new PartitionChoice.Range(day + "T00", day + "T04")))
                        .containsExactly(day + "T00", day + "T01", day + "T02", day + "T03", day + "T04");
                assertThat(PartitionKeys.of(Grain.HOUR, new PartitionChoice.Range(day + "T00", day + "T23"))).hasSize(24);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** Whether there is data for it yet is not ours to know. */
    @Test
    void asksForAPartitionOfTheFuture() {
        assertThat(materializer.select(AssetSelection.of(DAILY)).partition(DAILY, LocalDate.of(9999, 12, 31)).plan().toString())
                .endsWith("--partition 9999-12-31");
        assertThatThrownBy(() -> materializer.partition(DAILY, LocalDate.of(10_000, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 10000");
    }

    @Test
    void refusesWhatTheDefinitionsDoNotHave() {
        assertThatThrownBy(() -> materializer.partition(PartitionedAsset.monthly("daily"), YearMonth.of(2026, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has daily partitions")
                .hasMessageContaining("the constant is monthly")
                .hasMessageContaining("compile again");
        assertThatThrownBy(() -> materializer.partition(PartitionedAsset.daily("whole"), DAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no partitions");
        assertThatThrownBy(() -> materializer.partition(PartitionedAsset.daily("dayly"), DAY))
                .isInstanceOf(UnknownAssetException.class);
        assertThatThrownBy(() -> materializer.partition(DAILY, LocalDate.of(2025, 12, 31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2025-12-31")
                .hasMessageContaining("before its first one, 2026-01-01");
        assertThatThrownBy(() -> materializer.partitions(DAILY, DAY, DAY.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backwards");
        assertThatThrownBy(() -> materializer.partition(HOURLY, LocalDateTime.of(2026, 4, 7, 5, 30)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("full hour");
        assertThatThrownBy(() -> materializer.partition(PartitionedAsset.daily("micro"), DAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("microbatch");
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void acceptsTheFirstPartition() {
        assertThat(materializer.materialize(DAILY, LocalDate.of(2026, 1, 1)).succeeded()).isTrue();
    }

    @Test
    void refusesPartitionsOfAnAssetThatIsNotSelected() {
        Materializer wrong =
                materializer.partition(DAILY, DAY).select(AssetSelection.of(TransformationAsset.of("whole")));
        assertThatThrownBy(wrong::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("daily, which is not selected");
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void leavesTheFirstMaterializerAsItWas() {
        materializer.partition(DAILY, DAY);
        assertThat(materializer.plan().step(AssetKey.of("daily")).action().toString())
                .isEqualTo("run --model daily --pipeline marts --partition 2026-04-08");
    }
}
