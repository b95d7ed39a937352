package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.text.PartitionText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {

    private static final PartitionedAsset<LocalDate> DAILY = PartitionedAsset.daily("daily");
    private static final PartitionedAsset<YearMonth> MONTHLY = PartitionedAsset.monthly("monthly");
    private static final LocalDate DAY = LocalDate.of(2026, 4, 1);
    private static final String RUN = "run --model daily --pipeline marts ";

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions = new Project()
            .model("whole")
            .partitioned("monthly", Grain.MONTH, "2025-01", "time_interval")
            .partitioned("same", Grain.DAY, "", "time_interval")
            .add(Project.modelSpec("daily", "whole", "monthly", "same")
                    .partitions(new PartitionsDefinition(Grain.DAY, Optional.of("2026-01-01")))
                    .strategy("time_interval")
                    .build())
            .build();
    private final Materializer every = Materializer.of(definitions, engine)
            .clock(Clock.fixed(Instant.parse("2026-04-08T12:00:00Z"), ZoneOffset.UTC));
    private final Materializer only = every.retry(RetryPolicy.none()).select(AssetSelection.of(DAILY));

    @Test
    void splitsARangeIntoCalls() {
        answerRange("2026-04-01", "2026-04-02", "2026-04-03");
        answerRange("2026-04-04", "2026-04-05", "2026-04-06");
        RunResult result = only.backfill(DAILY, DAY, DAY.plusDays(6), 3).run();
        assertThat(engine.commands()).containsExactly(
                RUN + "--from 2026-04-01 --to 2026-04-03",
                RUN + "--from 2026-04-04 --to 2026-04-06",
                RUN + "--partition 2026-04-07");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.outcome(DAILY).partitions()).hasSize(7).isSorted();
    }

    @Test
    void splitsIntoSingleOnesAndLeavesAShortRangeWhole() {
        only.backfill(DAILY, DAY, DAY.plusDays(2), 1).run();
        assertThat(engine.commands()).hasSize(3).allMatch(command -> command.contains("--partition"));
        assertThat(only.backfill(DAILY, DAY, DAY.plusDays(2), 3).plan().toString())
                .isEqualTo("daily  " + RUN + "--from 2026-04-01 --to 2026-04-03");
        assertThatThrownBy(() -> only.backfill(DAILY, DAY, DAY, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goesOnInTheMiddle() {
        engine.onThrow(RUN + "--partition 2026-04-02", new EngineTimeoutException("took too long"));
        Materializer backfill = only.journal(folder).backfill(DAILY, DAY, DAY.plusDays(3), 1);
        RunResult failed = backfill.run();
        assertThat(failed.outcome(DAILY).reason()).contains("2026-04-02: took too long");
        assertThat(failed.outcome(DAILY).partitions()).containsExactly("2026-04-01", "2026-04-03", "2026-04-04");
        engine.requests.clear();
        engine.on(RUN + "--partition 2026-04-02", 0,
                Json.run(Json.materializations(Json.partition("daily", "2026-04-02"))));
        RunResult resumed = Materializer.of(definitions, engine).journal(folder).resume(failed.runId());
        assertThat(engine.commands()).containsExactly(RUN + "--partition 2026-04-02");
        assertThat(resumed.succeeded()).isTrue();
    }

    @Test
    void stopsInTheMiddleIfAsked() {
        engine.onThrow(RUN + "--partition 2026-04-02", new EngineTimeoutException("took too long"));
        only.failFast().backfill(DAILY, DAY, DAY.plusDays(3), 1).run();
        assertThat(engine.commands()).hasSize(2);
    }

    @Test
    void saysWhatHappensUpstream() {
        Materializer all = every.backfill(DAILY, DAY, DAY.plusDays(6), 3);
        assertThat(all.plan().toString())
                .contains("whole  run --model whole --pipeline marts\n    built once, whole, for daily, which builds "
                        + "2026-04-01 to 2026-04-07")
                .contains("monthly --pipeline marts --partition 2026-04\n"
                        + "    built for 2026-04 only, 1 of 16 monthly partitions\n"
                        + "    builds 2026-04 only (it is monthly, not daily), for daily")
                .contains("same --pipeline marts --partition 2026-04-08\n"
                        + "    built for 2026-04-08 only, 1 of its daily partitions\n"
                        + "    builds 2026-04-08 only, for daily");
        Materializer chosen = all.partition(MONTHLY, YearMonth.of(2026, 4))
                .partitions(PartitionedAsset.daily("same"), DAY, DAY.plusDays(6));
        assertThat(chosen.plan().toString()).contains("built once, 2026-04 (it is monthly, not daily), for daily");
        assertThat(chosen.plan().step(AssetKey.of("same")).notes()).isEmpty();
    }

    @Test
    void saysWhenUpstreamBuildsLessThanIsRead() {
        PartitionedAsset<LocalDate> same = PartitionedAsset.daily("same");
        Materializer week = every.partitions(DAILY, DAY, DAY.plusDays(6));
        assertThat(notes(week.partition(same, DAY)))
                .containsExactly("built once, 2026-04-01, for daily, which builds 2026-04-01 to 2026-04-07");
        assertThat(notes(week.partitions(same, DAY.plusDays(1), DAY.plusDays(6)))).hasSize(1);
        assertThat(notes(week.latestPartition(same)))
                .containsExactly("built once, 2026-04-08, for daily, which builds 2026-04-01 to 2026-04-07");
        assertThat(notes(every.partitions(DAILY, DAY, DAY.plusDays(7)).latestPartition(same)))
                .hasSize(1);
        assertThat(notes(every.partition(DAILY, DAY.plusDays(7)).latestPartition(same))).isEmpty();
        assertThat(notes(week.partitions(same, DAY.minusDays(1), DAY.plusDays(7)))).isEmpty();
        Materializer latest = every.latestPartition(DAILY);
        assertThat(notes(latest.partition(same, LocalDate.of(2020, 4, 1))))
                .containsExactly("built once, 2020-04-01, for daily, which builds 2026-04-08");
        assertThat(notes(latest.latestPartition(same))).isEmpty();
        assertThat(notes(latest)).isEmpty();
        RunPlan other = latest.partition(same, DAY).plan();
        assertThat(other.step(AssetKey.of("whole")).notes()).isEmpty();
        assertThat(other.step(AssetKey.of("monthly")).notes()).isEmpty();
    }

    @Test
    void saysThatTheSameChoiceOfAnotherGrainIsNotTheSame() {
        Materializer missing = every.missingPartitions(DAILY).missingPartitions(MONTHLY);
        assertThat(missing.plan().step(AssetKey.of("monthly")).notes())
                .containsExactly("built once, the missing partitions until 2026-04 (it is monthly, not daily), for daily,"
                        + " which builds the missing partitions until 2026-04-08");
        Materializer latest = every.latestPartition(DAILY).latestPartition(MONTHLY);
        assertThat(latest.plan().step(AssetKey.of("monthly")).notes()).isEmpty();
    }

    @Test
    void saysItOfModelsFarUpstreamToo() {
        Definitions far = new Project()
                .seed("regions")
                .model("far", "seed/regions")
                .model("near", "far")
                .add(Project.modelSpec("daily", "near")
                        .partitions(new PartitionsDefinition(Grain.DAY, Optional.empty()))
                        .strategy("time_interval")
                        .build())
                .build();
        RunPlan plan = Materializer.of(far, engine).partition(DAILY, DAY).plan();
        assertThat(plan.step(AssetKey.of("far")).notes())
                .contains("built once, whole, for daily, which builds 2026-04-01");
        assertThat(plan.step(AssetKey.of("seed", "regions")).notes()).isEmpty();
    }

    private static List<String> notes(Materializer materializer) {
        return materializer.plan().step(AssetKey.of("same")).notes();
    }

    @Test
    void saysThatMicrobatchInsertsEverythingAgain() {
        Definitions micro = new Project()
                .partitioned("micro", Grain.DAY, "", "microbatch")
                .add(Project.modelSpec("unshaped").strategy("microbatch").build()) // as a graph's nodes come
                .add(Project.modelSpec("daily", "micro", "unshaped")
                        .partitions(new PartitionsDefinition(Grain.DAY, Optional.empty()))
                        .strategy("time_interval")
                        .build())
                .build();
        RunPlan plan = Materializer.of(micro, engine).partition(DAILY, DAY).plan();
        assertThat(plan.step(AssetKey.of("micro")).notes()).containsExactly("built once, for daily, which builds "
                + "2026-04-01; its strategy is microbatch, for which the engine ignores partitions and inserts "
                + "everything again");
        assertThat(plan.step(AssetKey.of("unshaped")).notes()).isEqualTo(plan.step(AssetKey.of("micro")).notes());
    }

    /** Listing the keys of a thousand years of hours would take longer than anybody waits. */
    @Test
    @Timeout(60)
    void plansALongRangeWithoutListingItsKeys() {
        PartitionedAsset<LocalDateTime> hourly = PartitionedAsset.hourly("hourly");
        Materializer hours = Materializer.of(
                new Project().partitioned("hourly", Grain.HOUR, "", "time_interval").build(), engine);
        LocalDateTime first = LocalDateTime.of(1, 1, 1, 0, 0);
        LocalDateTime last = LocalDateTime.of(9999, 12, 31, 23, 0);
        assertThat(hours.backfill(hourly, first, last, 80_000_000).plan().toString())
                .endsWith("--from 0001-01-01T00 --to 9127-05-12T07; run --model hourly --pipeline marts "
                        + "--from 9127-05-12T08 --to 9999-12-31T23");
        assertThat(hours.partitions(hourly, first, last).plan().toString())
                .endsWith("--from 0001-01-01T00 --to 9999-12-31T23");
    }

    @Test
    void refusesMoreCallsThanAnybodyMeans() {
        assertThatThrownBy(() -> Materializer.of(definitions, engine)
                        .backfill(
                                PartitionedAsset.daily("same"), LocalDate.of(1026, 1, 1), LocalDate.of(2026, 1, 1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1026-01-01 to 2026-01-01 of same by 1 per call would take 365,244 calls")
                .hasMessageContaining("100,000 are the most; check the first");
        LocalDate last = DAY.plusDays(99_999);
        assertThat(new ChosenPartitions(PartitionText.range("2026-04-01", Grain.DAY.key(last)), 1).calls(Grain.DAY))
                .hasSize(100_000)
                .endsWith(new PartitionChoice.One(Grain.DAY.key(last)));
        only.backfill(DAILY, DAY, last, 1);
        assertThatThrownBy(() -> only.backfill(DAILY, DAY, last.plusDays(1), 1)).hasMessageContaining("100,001 calls");
    }

    @Test
    void asksForTheLatest() {
        assertThat(only.latestPartition(DAILY).run().outcome(DAILY).partitions()).containsExactly("2026-04-08");
        engine.on(RUN + "--partition 2026-04-08", 0, Json.run(Json.materializations(Json.built("daily"))));
        RunResult without = only.latestPartition(DAILY).run();
        assertThat(without.outcome(DAILY).reason().orElseThrow()).contains("but no partition");
    }

    @Test
    void asksForTheMissing() {
        String missing = RUN + "--missing";
        engine.on(missing, 0, Json.run(Json.materializations(Json.partition("daily", "2026-04-08")), summary(1, 1)));
        assertThat(only.missingPartitions(DAILY).run().outcome(DAILY).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        engine.on(missing, 0, Json.run(summary(0, 0)));
        RunResult none = only.missingPartitions(DAILY).run();
        assertThat(none.outcome(DAILY).skipCause()).contains(SkipCause.NOTHING_TO_DO);
        assertThat(none.exitStatus()).isZero();
        engine.on(missing, 0, Json.run(Json.materializations(Json.partition("daily", "2026-04-08")), summary(2, 1)));
        assertThat(only.missingPartitions(DAILY).run().outcome(DAILY).reason().orElseThrow())
                .contains("built 1 of 2 missing partitions");
        engine.on(missing, 0, Json.run(Json.materializations(Json.partition("daily", "2026-04-08"))));
        assertThat(only.missingPartitions(DAILY).run().outcome(DAILY).reason().orElseThrow())
                .contains("doesn't say which partitions were missing");
        assertThatThrownBy(() -> only.missingPartitions(PartitionedAsset.daily("same")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("states no first_partition");
    }

    @Test
    void resumesTheDayThatItBeganWith() {
        Clock monday = Clock.fixed(Instant.parse("2026-04-06T23:00:00Z"), ZoneOffset.UTC);
        Clock tuesday = Clock.fixed(Instant.parse("2026-04-07T01:00:00Z"), ZoneOffset.UTC);
        engine.onThrow(RUN + "--partition 2026-04-06", new EngineTimeoutException("took too long"));
        String run = only.clock(monday).journal(folder).run().runId();
        engine.on(RUN + "--partition 2026-04-06", 0,
                Json.run(Json.materializations(Json.partition("daily", "2026-04-06"))));
        assertThat(only.clock(tuesday).journal(folder).resume(run).succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(RUN + "--partition 2026-04-06", RUN + "--partition 2026-04-06");
    }

    private void answerRange(String... keys) {
        String[] built = java.util.Arrays.stream(keys).map(key -> Json.partition("daily", key)).toArray(String[]::new);
        engine.on(RUN + "--from " + keys[0] + " --to " + keys[keys.length - 1], 0, Json.run(Json.materializations(built)));
    }

    private static String summary(int planned, int succeeded) {
        return "\"partition_summaries\":[{\"model\":\"daily\",\"partitions_planned\":" + planned
                + ",\"partitions_succeeded\":" + succeeded + ",\"partitions_failed\":0}]";
    }
}
