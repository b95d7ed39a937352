package dev.rockyjava.run;

import static dev.rockyjava.run.Json.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What engines newer than 1.71 say, where users look for it. */
class NewerEnginesTest {

    private static final AssetKey STG = AssetKey.of("stg");
    private static final AssetKey FCT = AssetKey.of("fct");

    private final Definitions definitions = Definitions.of(
            List.of(Project.modelSpec("stg").build(), Project.modelSpec("fct").build()), List.of());
    private final ScriptedEngine engine = new ScriptedEngine();

    private AssetOutcome built(String members, String more) {
        engine.on("run --model fct --pipeline marts", 0, run(
                "\"materializations\":[{\"asset_key\":[\"wh\",\"marts\",\"fct\"],\"duration_ms\":1,"
                        + "\"metadata\":{\"strategy\":\"view\"}" + members + "}]" + more));
        return Materializer.of(definitions, engine).run().outcome(FCT);
    }

    @Test
    void aProductsNumberOfRowsIsACheck() {
        String volume = ",\"volume\":{\"model\":\"fct\",\"product\":\"p\",\"min_rows\":10,\"row_count\":%s,"
                + "\"severity\":\"error\",\"verdict\":\"%s\",\"reason\":\"too few\"}";
        assertThat(built(String.format(volume, "12", "in_range"), "").checks()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("volume");
            assertThat(check.asset()).contains(FCT);
            assertThat(check.passed()).isTrue();
            assertThat(check.details()).containsEntry(MetadataKeys.CURRENT_COUNT, 12L).containsEntry(MetadataKeys.MIN_ROWS, 10L);
        });
        assertThat(built(String.format(volume, "3", "below_min"), "").checks()).singleElement().satisfies(check ->
                assertThat(check.failedAsError()).isTrue());
        assertThat(built(String.format(volume, "null", "not_evaluated"), "").checks()).singleElement().satisfies(check -> {
            assertThat(check.cause()).contains(NotEvaluated.DECLINED);
            assertThat(check.failedAsError()).isFalse();
            assertThat(check.reason()).contains("too few");
        });
    }

    @Test
    void whatWasReadIsMetadataAndAReadThatIsNoDependencyIsSaid() {
        AssetOutcome outcome = built(
                ",\"upstream_reads\":{\"reads\":[{\"table\":\"wh.marts.stg\",\"rows_scanned\":7},"
                        + "{\"table\":\"wh.raw.ids\",\"rows_scanned\":1}],\"unattributed_scans\":0}", "");
        assertThat(outcome.materializations()).singleElement().satisfies(one -> assertThat(one.metadata())
                .containsEntry(MetadataKeys.UPSTREAM_READS, "wh.marts.stg (7 rows), wh.raw.ids (1 rows)"));
        assertThat(outcome.observations()).singleElement().satisfies(observation -> {
            assertThat(observation.name()).isEqualTo(Observation.UNDECLARED_READ);
            assertThat(observation.asset()).contains(FCT);
            assertThat(observation.metadata()).containsEntry(MetadataKeys.UPSTREAM_TABLE, "wh.marts.stg");
            assertThat(observation.metadata().get(MetadataKeys.REASON)).asString().contains(STG.toString());
        });
    }

    @Test
    void syncsOfSourcesAndVolumeWarningsAreObservations() {
        AssetOutcome outcome = built("", ",\"volume_warnings\":[\"p: 3 rows, at least 10\"],\"source_syncs\":[{\"id\":\"c1\","
                + "\"schema\":\"raw\",\"outcome\":\"timeout\",\"waited_secs\":60}]");
        assertThat(outcome.observations()).extracting(Observation::name).containsExactlyInAnyOrder(
                Observation.VOLUME_WARNING, Observation.SOURCE_SYNC);
        assertThat(outcome.observations()).anySatisfy(observation -> assertThat(observation.metadata())
                .containsEntry(MetadataKeys.SOURCE_ID, "c1")
                .containsEntry(MetadataKeys.SOURCE_SYNC_OUTCOME, "timeout")
                .containsEntry(MetadataKeys.SOURCE_SYNC_WAITED, 60L));
    }
}
