package dev.rockyjava.run;

import static dev.rockyjava.run.Json.copied;
import static dev.rockyjava.run.Json.error;
import static dev.rockyjava.run.Json.errors;
import static dev.rockyjava.run.Json.run;
import static dev.rockyjava.run.Json.status;
import static dev.rockyjava.run.Json.tablesFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.SourceAsset;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.config.Tenant;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions of discover mode, executed: a table is run by its pipeline and its source, a model by its name. */
class DiscoveredTablesTest {

    private static final AssetKey EU_ORDERS = AssetKey.of("duckdb", "eu__north", "orders");
    private static final AssetKey EU_LINES = AssetKey.of("duckdb", "eu__north", "lines");
    private static final AssetKey UK_ORDERS = AssetKey.of("duckdb", "uk", "orders");
    private static final AssetKey MODEL = AssetKey.of("w", "s", "stg");
    private static final String EU_RUN = "run --pipeline shop --filter id=raw__eu";
    private static final String UK_RUN = "run --pipeline shop --filter id=raw__uk";

    private final ScriptedEngine engine = new ScriptedEngine()
            .on(EU_RUN, 0, run(copied("duckdb.eu.north.orders", "duckdb.eu.north.lines")))
            .on(UK_RUN, 0, run(copied("duckdb.uk.orders")));

    private final Definitions definitions = definitions("""
            {"discover": {"sources": [
              {"id": "raw__eu", "source_type": "duckdb", "components": {"shop": ["eu", "north"]},
               "tables": [{"name": "orders"}, {"name": "lines"}]},
              {"id": "raw__uk", "source_type": "duckdb", "components": {"shop": ["uk"]}, "tables": [{"name": "orders"}]}]},
             "compile": {"models_detail": [{"name": "stg", "strategy": {"type": "view"},
               "target": {"catalog": "w", "schema": "s", "table": "stg"}}]},
             "rocky_java": {"sources_by_pipeline": {"shop": ["raw__eu", "raw__uk"]},
               "models_by_pipeline": {"staging": ["stg"]}, "pipeline_depends_on": {"staging": ["shop"]}}}
            """);

    private static Definitions definitions(String json) {
        var in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        BuildOptions options = BuildOptions.with(Switch.DERIVED_MODELS);
        return DefinitionsBuilder.build(SnapshotReader.read(in, "s.json"), new RockyTranslator(), options)
                .definitions();
    }

    @Test
    void asksOnceForEachSourceAndForTheModelAfterIt() {
        RunResult result = Materializer.of(definitions, engine).run();

        assertThat(engine.commands()).containsExactlyInAnyOrder(EU_RUN, UK_RUN, "run --model stg --pipeline staging");
        assertThat(engine.commands().get(2)).startsWith("run --model");
        assertThat(result.outcomes()).hasSize(4).allSatisfy((key, outcome) -> assertThat(outcome.status())
                .isEqualTo(OutcomeStatus.MATERIALIZED));
        assertThat(result.outcome(EU_LINES).materializations()).hasSize(1);
    }

    /** A call of one tenant answers for all of its tables, under keys that have the tenant. */
    @Test
    void ofTenantsAsksOnceForEach() {
        Tenant tenant = new Tenant("client", "clients", false);
        var in = new ByteArrayInputStream("""
                {"discover": {"sources": [
                  {"id": "a", "source_type": "duckdb", "components": {"client": "eu"}, "tables": [{"name": "orders"}, {"name": "lines"}]},
                  {"id": "b", "source_type": "duckdb", "components": {"client": "uk"}, "tables": [{"name": "orders"}]}]},
                 "rocky_java": {"sources_by_pipeline": {"shop": ["a", "b"]}}}
                """.getBytes(StandardCharsets.UTF_8));
        BuildOptions options = new BuildOptions(Set.of(), Optional.of(tenant), Optional.empty());
        Definitions ofTenants = DefinitionsBuilder.build(SnapshotReader.read(in, "s.json"), new RockyTranslator(), options)
                .definitions();
        engine.on("run --pipeline shop --filter client=eu", 0, run(copied("duckdb.eu.orders", "duckdb.eu.lines")))
                .on("run --pipeline shop --filter client=uk", 0, run(copied("duckdb.uk.orders")));

        RunResult result = Materializer.of(ofTenants, engine).run();

        assertThat(engine.commands()).containsExactlyInAnyOrder(
                "run --pipeline shop --filter client=eu", "run --pipeline shop --filter client=uk");
        assertThat(result.outcome(AssetKey.of("duckdb", "orders")).materializations()).hasSize(2);
        assertThat(result.outcome(AssetKey.of("duckdb", "lines")).materializations()).hasSize(1);
    }

    @Test
    void ofOneTableAsksForItsSourceAlone() {
        Materializer.of(definitions, engine).select(AssetSelection.of(SourceAsset.of(UK_ORDERS.toString()))).run();

        assertThat(engine.commands()).containsExactly(UK_RUN);
    }

    @Test
    void aTableThatTheEngineDidNotCopyIsNotMaterialized() {
        engine.on(EU_RUN, 0, run(copied("duckdb.eu.north.orders")));
        RunResult result = Materializer.of(definitions, engine).run();

        assertThat(result.outcome(EU_ORDERS).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(result.outcome(EU_LINES).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(MODEL).status()).isEqualTo(OutcomeStatus.SKIPPED);
    }

    @Test
    void aTableIsNotFailedByTheCheckOfItsNeighbour() {
        engine.on(EU_RUN, 2, run(
                status("PartialFailure"),
                copied("duckdb.eu.north.orders", "duckdb.eu.north.lines"),
                "\"check_gate_failed\":true,\"check_results\":[{\"asset_key\":[\"duckdb\",\"eu\",\"north\",\"orders\"],"
                        + "\"checks\":[{\"name\":\"null_rate:id\",\"passed\":false,\"severity\":\"error\"}]}]"));
        RunResult result = Materializer.of(definitions, engine).run();

        assertThat(result.outcome(EU_ORDERS).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(EU_ORDERS).reason()).get().asString().contains("null_rate_id");
        assertThat(result.outcome(EU_LINES).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
    }

    @Test
    void aTableIsNotFailedByTheNewColumnsOfItsNeighbour() {
        engine.on(EU_RUN, 2, run(
                status("PartialFailure"),
                copied("duckdb.eu.north.orders", "duckdb.eu.north.lines"),
                errors(error("<verify_after>", "not confirmed")),
                "\"verify_after_failed\":true,\"drift\":{\"tables_checked\":2,\"tables_drifted\":1,\"actions_taken\":"
                        + "[{\"table\":\"duckdb.eu.north.orders\",\"action\":\"add_columns\",\"reason\":\"new\"}]}"));
        RunResult result = Materializer.of(definitions, engine).run();

        assertThat(result.outcome(EU_ORDERS).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(EU_LINES).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
    }

    @Test
    void aTableThatTheEngineDidNotCopyIsAskedForAgainByAResume(@TempDir Path journal) {
        engine.on(EU_RUN, 0, run(copied("duckdb.eu.north.lines")));
        Materializer materializer = Materializer.of(definitions, engine).journal(journal);
        String failed = materializer.run().runId();
        engine.requests.clear();

        RunResult again = materializer.resume(failed);

        assertThat(engine.commands()).containsExactly(EU_RUN);
        assertThat(again.outcome(EU_ORDERS).status()).isEqualTo(OutcomeStatus.FAILED);
    }

    @Test
    @Timeout(60)
    void whenTheCallForOneTableBreaksTheOtherDoesNotWaitForIt() {
        engine.onThrow(EU_RUN, new EngineBusyException("locked"));
        RunResult result = Materializer.of(definitions, engine)
                .pace(delay -> {
                    throw new IllegalStateException("no timer");
                }, new Random(1))
                .run();

        assertThat(result.outcome(EU_LINES).reason()).hasValueSatisfying(why -> assertThat(why).contains("no timer"));
        assertThat(result.outcome(EU_ORDERS).status()).isEqualTo(OutcomeStatus.FAILED);
    }

    @Test
    void aTableThatIsUnchangedIsGoodWithoutACopy() {
        engine.on(UK_RUN, 0, run("\"excluded_tables\":[{\"asset_key\":[\"duckdb\",\"uk\",\"orders\"],\"source_schema\":"
                + "\"raw__uk\",\"table_name\":\"orders\",\"reason\":\"unchanged_since_last_copy\"}]"));

        assertThat(Materializer.of(definitions, engine).run().outcome(UK_ORDERS).status())
                .isEqualTo(OutcomeStatus.MATERIALIZED);
    }

    @Test
    void aTableThatWasCopiedIsMaterializedBesideOneThatFailed() {
        engine.on(EU_RUN, 2, run(status("PartialFailure"), tablesFailed(1), copied("duckdb.eu.north.orders"),
                errors(error("", "disk full"))));
        RunResult result = Materializer.of(definitions, engine).retry(RetryPolicy.none()).run();

        assertThat(result.outcome(EU_ORDERS).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(result.outcome(EU_LINES).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(EU_LINES).reason().orElseThrow()).contains("disk full");
        assertThat(result.exitStatus()).isEqualTo(3);
    }

    @Test
    void aTableThatAnErrorNamesHasFailedWithThatError() {
        engine.on(EU_RUN, 2, run(status("PartialFailure"), tablesFailed(2),
                copied("duckdb.eu.north.orders", "duckdb.eu.north.lines"),
                errors(error("duckdb.eu.north.lines", "no column x"), error("duckdb.eu.north.other", "disk full"))));
        RunResult result = Materializer.of(definitions, engine).retry(RetryPolicy.none()).run();

        assertThat(result.outcome(EU_LINES).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(EU_LINES).reason().orElseThrow()).contains("no column x").doesNotContain("disk full");
        assertThat(result.outcome(EU_ORDERS).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
    }

    @Test
    void aTableThatTheEngineLeftOutIsAsGoodAsWithoutTheFailureOfAnother() {
        engine.on(EU_RUN, 1, run(status("Failure"), tablesFailed(1), errors(error("", "disk full")),
                "\"excluded_tables\":[{\"asset_key\":[\"duckdb\",\"eu\",\"north\",\"orders\"],"
                        + "\"reason\":\"unchanged_since_last_copy\"}]"));
        RunResult result = Materializer.of(definitions, engine).retry(RetryPolicy.none()).run();

        assertThat(result.outcome(EU_ORDERS).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(result.outcome(EU_LINES).status()).isEqualTo(OutcomeStatus.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"1, PartialFailure", "2, Success", "0, PartialFailure", "1, Failure", "2, Failure"})
    void aTableThatWasCopiedIsNotMaterializedByAnAnswerThatContradictsItself(int exitCode, String word) {
        engine.on(EU_RUN, exitCode, run(status(word), tablesFailed(1), copied("duckdb.eu.north.orders"),
                errors(error("", "disk full"))));
        RunResult result = Materializer.of(definitions, engine).retry(RetryPolicy.none()).run();

        assertThat(result.outcome(EU_ORDERS).status()).isEqualTo(OutcomeStatus.FAILED);
    }
}
