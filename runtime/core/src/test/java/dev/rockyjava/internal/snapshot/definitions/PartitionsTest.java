package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.internal.snapshot.Snapshots.build;
import static dev.rockyjava.internal.snapshot.Snapshots.model;
import static dev.rockyjava.internal.snapshot.Snapshots.ofNodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.snapshot.ProblemId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {

    @ParameterizedTest
    @CsvSource({
        "hourly,HOUR", "daily,DAY", "monthly,MONTH", "yearly,YEAR", "hour,HOUR", "day,DAY", "month,MONTH", "year,YEAR"
    })
    void bothSpellingsOfAGranularityAreRead(String word, Grain grain) {
        assertThat(partitions(build(ofNodes(model("m", shape(word, "null", "time_interval")))), "m"))
                .contains(new PartitionsDefinition(grain, Optional.empty()));
    }

    @Test
    void eachModelKeepsItsOwnFirstPartition() {
        var result = build(ofNodes(
                model("a", shape("daily", "'2026-03-01'", "time_interval")),
                model("b", shape("daily", "'2025-12-24'", "time_interval"))));

        assertThat(partitions(result, "a")).contains(new PartitionsDefinition(Grain.DAY, Optional.of("2026-03-01")));
        assertThat(partitions(result, "b")).contains(new PartitionsDefinition(Grain.DAY, Optional.of("2025-12-24")));
    }

    @Test
    void aMicrobatchModelHasNone() {
        // The engine ignores partition arguments for it.
        assertThat(partitions(build(ofNodes(model("m", shape("daily", "null", "microbatch")))), "m")).isEmpty();
    }

    @Test
    void anUnknownGranularityIsAWarning() {
        var result = build(ofNodes(model("m", shape("weekly", "null", "time_interval"))));

        assertThat(partitions(result, "m")).isEmpty();
        assertThat(result.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.id()).isEqualTo(ProblemId.UNKNOWN_GRANULARITY);
            assertThat(warning.message()).contains("transformation:m", "'weekly'");
        });
    }

    /** It would end a later question for what is stale in an exception. */
    @Test
    void aFirstPartitionOfAnotherGrainIsLeftOutWithAWarning() {
        var result = build(ofNodes(model("m", shape("daily", "'2026-11-27T03'", "time_interval"))));

        assertThat(partitions(result, "m")).contains(new PartitionsDefinition(Grain.DAY, Optional.empty()));
        assertThat(result.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.id()).isEqualTo(ProblemId.UNKNOWN_GRANULARITY);
            assertThat(warning.location()).isPresent();
            assertThat(warning.message()).contains("transformation:m", "'2026-11-27T03' is not a valid daily partition");
        });
    }

    private static String shape(String granularity, String first, String strategy) {
        return ",'strategy':{'type':'" + strategy + "'},'partition_shape':{'granularity':'" + granularity
                + "','first_partition':" + first + "}";
    }

    private static Optional<PartitionsDefinition> partitions(DefinitionsBuilder.Result result, String model) {
        return result.definitions().get(AssetKey.of("w", "s", model)).partitions();
    }
}
