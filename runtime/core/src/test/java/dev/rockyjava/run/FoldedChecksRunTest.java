package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedCheck;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check has one result on an asset, however many tables the engine reports it for. */
class FoldedChecksRunTest {

    private static final String COPY = "run --pipeline shop";
    private static final AssetKey SOURCE = AssetKey.of("shop", "source");

    private final ScriptedEngine engine = new ScriptedEngine();

    @Test
    void theTablesOfAReplicationAreOneResult() {
        Definitions definitions = new Project().replication("shop").build();
        engine.on(COPY, 0, Json.run(Json.copied("duckdb.eu.orders", "duckdb.eu.lines", "duckdb.eu.items"), checkResults(
                table("orders", rows(true, 5, 5, "error")),
                table("lines", rows(false, 7, 9, "error")),
                table("items", rows(false, 1, 2, "warning")))));
        List<RunEvent> events = new ArrayList<>();

        RunResult result = Materializer.of(definitions, engine).listener(events::add).run();

        assertThat(result.checks()).singleElement().satisfies(check -> {
            assertThat(check).hasToString(
                    "shop (source) row_count failed (error): 2 of 3: duckdb.eu.lines, duckdb.eu.items");
            assertThat(check.severity()).isEqualTo("error");
            assertThat(check.details()).containsEntry("duckdb.eu.orders.source_count", 5)
                    .containsEntry("duckdb.eu.lines.target_count", 9)
                    .containsEntry("duckdb.eu.lines.result", "failed")
                    .containsEntry("duckdb.eu.orders.result", "passed")
                    .containsEntry(MetadataKeys.CHECKED_TABLES, 3L);
            assertThat(check.parts()).extracting(part -> part.engineKey().get(2), CheckEvaluation::status)
                    .containsExactly(
                            tuple("orders", CheckStatus.PASSED), tuple("lines", CheckStatus.FAILED), tuple("items", CheckStatus.FAILED));
        });
        assertThat(events).filteredOn(RunEvent.CheckEvaluated.class::isInstance).singleElement()
                .satisfies(event -> assertThat(((RunEvent.CheckEvaluated) event).check()).isEqualTo(result.checks().get(0)));
        assertThat(result.summary()).contains("1 failed check").doesNotContain("failed checks");
    }

    @Test
    void soAreThoseOfSeveralCalls() {
        Definitions definitions = new Project().replication("shop", "id=eu", "id=uk").build();
        engine.on(COPY + " --filter id=eu", 0, Json.run(Json.copied("duckdb.eu.orders"), checkResults(table("orders", rows(true, 5, 5, "error")))));
        engine.on(COPY + " --filter id=uk", 0, Json.run(Json.copied("duckdb.eu.orders"), checkResults(table("orders", rows(true, 6, 6, "error")))));

        RunResult result = Materializer.of(definitions, engine).run();

        assertThat(result.checks()).singleElement().satisfies(check -> {
            assertThat(check.passed()).isTrue();
            assertThat(check.engineKey()).containsExactly("duckdb", "eu", "orders");
            assertThat(check.details()).containsEntry("duckdb.eu.orders.source_count", 5)
                    .containsEntry("duckdb.eu.orders#2.source_count", 6);
        });
    }

    @Test
    void aTableThatWasNotComparedKeepsTheOthersFromCountingAsPassed() {
        engine.on(COPY, 0, Json.run(Json.copied("duckdb.eu.orders", "duckdb.eu.lines"), checkResults(
                table("orders", rows(true, 5, 5, "error")),
                table("lines", "{\"name\":\"row_count\",\"passed\":true,\"not_evaluated\":\"no permission\"}"))));

        RunResult result = Materializer.of(new Project().replication("shop").build(), engine).run();

        assertThat(result.checks()).singleElement().satisfies(check -> {
            assertThat(check.cause()).contains(NotEvaluated.DECLINED);
            assertThat(check.reason()).contains("1 of 2: duckdb.eu.lines: no permission");
            assertThat(check.severity()).isEqualTo("warning");
        });
    }

    @Test
    void eachTableThatIsAnAssetKeepsItsOwn() {
        Definitions definitions = new Project().add(table("orders")).add(table("lines")).build();
        engine.on("run --pipeline ingest --filter id=eu", 0, Json.run(Json.copied("duckdb.eu.orders", "duckdb.eu.lines"), checkResults(
                table("orders", rows(true, 5, 5, "error")), table("lines", rows(true, 7, 7, "error")))));

        RunResult result = Materializer.of(definitions, engine).run();

        assertThat(result.checks()).hasSize(2).allSatisfy(check -> assertThat(check.parts()).isEmpty());
    }

    @Test
    void aJournalCountsTheFoldedOnes(@TempDir Path folder) {
        engine.on(COPY, 0, Json.run(Json.copied("duckdb.eu.orders", "duckdb.eu.lines"), checkResults(
                table("orders", rows(true, 5, 5, "error")), table("lines", rows(false, 7, 9, "error")))));
        Materializer.of(new Project().replication("shop").build(), engine).journal(folder).run();

        assertThat(RunHistory.read(folder).runs()).singleElement()
                .satisfies(run -> assertThat(run.checks().all()).isEqualTo(1))
                .satisfies(run -> assertThat(run.assets()).flatExtracting(RecordedAsset::checks)
                        .containsExactly(new RecordedCheck("row_count", CheckStatus.FAILED, false)));
    }

    @Test
    void declaredChecksWithoutAResultAreKnown() {
        Definitions definitions = new Project().model("a").model("b", "a").model("c")
                .check("row_count_anomaly", "a", "b", "c").test("a", "unique_id").build();
        engine.on("run --model a --pipeline marts", 1, Json.run(Json.errors(Json.error("a", "no such table"))));
        engine.on("run --model c --pipeline marts", 0, Json.run(Json.materializations(Json.built("c")),
                "\"anomaly_evaluated\":[{\"table\":\"wh.marts.c\",\"evaluated\":true}]"));

        RunResult result = Materializer.of(definitions, engine).run();

        assertThat(result.checks(CheckStatus.PASSED)).hasSize(1);
        assertThat(result.unevaluatedChecks())
                .extracting(CheckEvaluation::asset, CheckEvaluation::name, CheckEvaluation::cause)
                .containsExactlyInAnyOrder(
                        tuple(Optional.of(AssetKey.of("a")), "row_count_anomaly", Optional.of(NotEvaluated.NOT_BUILT)),
                        tuple(Optional.of(AssetKey.of("a")), "unique_id", Optional.of(NotEvaluated.NOT_BUILT)),
                        tuple(Optional.of(AssetKey.of("b")), "row_count_anomaly", Optional.of(NotEvaluated.NOT_BUILT)));
    }

    private static AssetSpec table(String name) {
        return Project.spec(NodeKind.SOURCE, "duckdb/eu/" + name, "duckdb/eu/" + name)
                .table(true).pipeline("ingest").sourceFilters(List.of(new SourceFilter("id=eu"))).build();
    }

    private static String checkResults(String... tables) {
        return "\"check_results\":[" + String.join(",", tables) + "]";
    }

    private static String table(String name, String check) {
        return "{\"asset_key\":[\"duckdb\",\"eu\",\"" + name + "\"],\"checks\":[" + check + "]}";
    }

    private static String rows(boolean passed, int source, int target, String severity) {
        return "{\"name\":\"row_count\",\"passed\":" + passed + ",\"severity\":\"" + severity + "\",\"source_count\":" + source
                + ",\"target_count\":" + target + "}";
    }
}
