package dev.rockyjava.run;

import static dev.rockyjava.run.Json.check;
import static dev.rockyjava.run.Json.checks;
import static dev.rockyjava.run.Json.materializations;
import static dev.rockyjava.run.Json.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.LoadAsset;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceAsset;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.selection.AssetSelection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private final ScriptedEngine engine = new ScriptedEngine();

    @Test
    void asksForEachKindByItsCommand() {
        Definitions definitions = new Project()
                .replication("ingest", "id=a")
                .loadPipeline("files")
                .model("fct")
                .seed("regions")
                .pipelineNode(NodeKind.QUALITY, "dq")
                .pipelineNode(NodeKind.SNAPSHOT, "hist")
                .build();
        RunResult result = Materializer.of(definitions, engine)
                .execute(NodeKind.SEED)
                .execute(NodeKind.QUALITY, NodeKind.SNAPSHOT)
                .timeout(Duration.ofMinutes(3))
                .run();
        assertThat(engine.commands()).containsExactly(
                "run --pipeline files",
                "run --pipeline ingest --filter id=a",
                "seed --filter regions",
                "run --model fct --pipeline marts",
                "run --pipeline dq",
                "run --pipeline hist");
        assertThat(engine.options).allMatch(options -> options.timeout().equals(Duration.ofMinutes(3)));
        assertThat(result.outcomes().values()).allMatch(outcome -> outcome.status() == OutcomeStatus.MATERIALIZED);
        assertThat(result.exitStatus()).isZero();
    }

    @Test
    void leavesSeedQualityAndSnapshotGraphOnly() {
        Definitions definitions = new Project()
                .seed("regions")
                .pipelineNode(NodeKind.QUALITY, "dq")
                .pipelineNode(NodeKind.SNAPSHOT, "hist")
                .model("fct", "seed/regions")
                .build();
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(engine.commands()).containsExactly("run --model fct --pipeline marts");
        AssetOutcome seed = result.outcome(AssetKey.of("seed", "regions"));
        assertThat(seed.status()).isEqualTo(OutcomeStatus.GRAPH_ONLY);
        assertThat(seed.metadata()).containsEntry(MetadataKeys.GRAPH_ONLY, "true");
        assertThat(seed.reason()).hasValueSatisfying(why -> assertThat(why).contains("seed are not executed"));
        assertThat(result.count(OutcomeStatus.GRAPH_ONLY)).isEqualTo(3);
        assertThat(result.succeeded()).isTrue();
    }

    @Test
    void copiesEachSourceOnceForTheSourceAndTheLoad() {
        Definitions definitions =
                new Project().replication("ingest", "id=a", "id=b").replication("crm", "id=a").build();
        engine.on("run --pipeline ingest --filter id=b", 0,
                run(Json.copied("duckdb.b.x", "duckdb.b.y"),
                        checks(check("row_count", false, "error"))));
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(engine.commands()).containsExactly(
                "run --pipeline crm --filter id=a",
                "run --pipeline ingest --filter id=a",
                "run --pipeline ingest --filter id=b");
        AssetOutcome source = result.outcome(SourceAsset.of("ingest/source"));
        AssetOutcome load = result.outcome(LoadAsset.of("ingest/load"));
        assertThat(load.status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(load.materializations()).hasSize(3).isEqualTo(source.materializations());
        assertThat(load.metadata())
                .containsEntry(MetadataKeys.MATERIALIZATIONS, 3L)
                .containsEntry(MetadataKeys.DURATION_MS, 21L);
        // A failed check of a replication fails nothing, but it is seen; and counted once.
        assertThat(result.failedChecks()).hasSize(1);
        assertThat(source.checks()).hasSize(1);
        assertThat(load.checks()).isEmpty();
        assertThat(result.exitStatus()).isZero();
    }

    @Test
    void copiesForTheLoadWhenTheSourceIsNotSelected() {
        Definitions definitions = new Project().replication("ingest", "id=a").build();
        Materializer.of(definitions, engine).materialize(LoadAsset.of("ingest/load"));
        assertThat(engine.commands()).containsExactly("run --pipeline ingest --filter id=a");
    }

    @Test
    void copiesTheWholePipelineWhenNoSourceIsKnown() {
        Definitions definitions = new Project().replication("ingest").build();
        Materializer.of(definitions, engine).run();
        assertThat(engine.commands()).containsExactly("run --pipeline ingest");
    }

    @Test
    void takesTheSourcesOfBothNodesOfAReplication() {
        Definitions definitions = new Project()
                .add(Project.spec(NodeKind.SOURCE, "s", "s").pipeline("p").build())
                .add(Project.spec(NodeKind.LOAD, "l", "l", "s").pipeline("p")
                        .sourceFilters(List.of(new SourceFilter("id=a"))).build())
                .build();
        Materializer.of(definitions, engine).run();
        assertThat(engine.commands()).containsExactly("run --pipeline p --filter id=a");
    }

    @Test
    void copiesTheOtherSourcesAfterOneFailed() {
        Definitions definitions =
                new Project().replication("ingest", "id=a", "id=b").model("stg", "ingest/load").build();
        engine.on("run --pipeline ingest --filter id=a", 0, run());
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(engine.commands()).hasSize(2);
        AssetOutcome source = result.outcome(AssetKey.of("ingest", "source"));
        assertThat(source.status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(source.reason()).hasValueSatisfying(why -> assertThat(why).contains("id=a").doesNotContain("id=b"));
        assertThat(source.materializations()).hasSize(1);
        assertThat(result.outcome(AssetKey.of("stg")).skipCause()).contains(SkipCause.UPSTREAM_FAILED);
    }

    @Test
    void isMaterializedWhenSomeSourcesHadNothingToDo() {
        Definitions definitions = new Project().replication("ingest", "id=a", "id=b").build();
        engine.on("run --pipeline ingest --filter id=a", 0, run(Json.excluded("t table_override_disabled")));
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(result.count(OutcomeStatus.MATERIALIZED)).isEqualTo(2);
    }

    @Test
    void failsANodeWithoutPipeline() {
        Definitions definitions = new Project()
                .add(Project.spec(NodeKind.TRANSFORMATION, "fct", "fct").build())
                .build();
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(result.outcome(AssetKey.of("fct")).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.summary()).contains("which pipeline owns transformation:fct");
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void skipsAKindItDoesNotKnowAndIsNeverGreenForIt() {
        Definitions definitions =
                new Project().pipelineNode(NodeKind.OTHER, "new").model("fct", "other/new").build();
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(result.outcome(AssetKey.of("other", "new")).skipCause()).contains(SkipCause.NOT_EXECUTABLE);
        assertThat(result.outcome(AssetKey.of("fct")).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(result.exitStatus()).isEqualTo(3);
        RunResult without = Materializer.of(definitions, engine)
                .select(AssetSelection.all().minus(AssetSelection.kind(NodeKind.OTHER)))
                .run();
        assertThat(without.exitStatus()).isZero();
    }

    @Test
    void givesTheMetadataOfTheEngine() {
        Definitions definitions = new Project().model("fct").loadPipeline("files").build();
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(result.outcome(AssetKey.of("fct")).metadata())
                .containsEntry(MetadataKeys.STRATEGY, "full_refresh")
                .containsEntry(MetadataKeys.TARGET_TABLE, "fct")
                .containsEntry(MetadataKeys.SQL_HASH, "abc")
                .containsEntry(MetadataKeys.DURATION_MS, 7L)
                .containsEntry("dagster-rocky/duration_ms", 7L)
                .doesNotContainKey("dagster-rocky/rows_copied")
                .doesNotContainKey(MetadataKeys.ROW_COUNT);
        assertThat(result.outcome(AssetKey.of("files", "load")).metadata()).containsEntry(MetadataKeys.ROW_COUNT, 3L);
    }
}
