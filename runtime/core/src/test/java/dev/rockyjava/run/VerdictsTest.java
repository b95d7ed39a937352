package dev.rockyjava.run;

import static dev.rockyjava.run.Json.built;
import static dev.rockyjava.run.Json.check;
import static dev.rockyjava.run.Json.checks;
import static dev.rockyjava.run.Json.error;
import static dev.rockyjava.run.Json.errors;
import static dev.rockyjava.run.Json.excluded;
import static dev.rockyjava.run.Json.file;
import static dev.rockyjava.run.Json.load;
import static dev.rockyjava.run.Json.materializations;
import static dev.rockyjava.run.Json.run;
import static dev.rockyjava.run.Json.seed;
import static dev.rockyjava.run.Json.seedTable;
import static dev.rockyjava.run.Json.status;
import static dev.rockyjava.run.Json.tablesFailed;
import static dev.rockyjava.run.OutcomeStatus.FAILED;
import static dev.rockyjava.run.OutcomeStatus.GRAPH_ONLY;
import static dev.rockyjava.run.OutcomeStatus.MATERIALIZED;
import static dev.rockyjava.run.OutcomeStatus.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.internal.run.verdict.NotRepeatedException;
import dev.rockyjava.internal.run.verdict.PipelineVerdicts;
import dev.rockyjava.internal.run.verdict.Verdict;
import dev.rockyjava.internal.run.verdict.VerdictRule;
import dev.rockyjava.internal.run.verdict.Verdicts;
import java.time.Instant;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {

    private static final AssetSpec MODEL_SPEC = Project.modelSpec("fct")
            .partitions(new PartitionsDefinition(Grain.DAY, Optional.empty()))
            .build();
    private static final RunRequest MODEL = new RunRequest.Model("fct", "marts", PartitionChoice.DEFAULT);
    private static final RunRequest ONE_DAY =
            new RunRequest.Model("fct", "marts", new PartitionChoice.One("2026-04-02"));
    private static final RunRequest THREE_DAYS =
            new RunRequest.Model("fct", "marts", new PartitionChoice.Range("2026-04-01", "2026-04-03"));
    private static final RunRequest LATEST = new RunRequest.Model("fct", "marts", new PartitionChoice.Latest());
    private static final RunRequest MISSING_UNTIL = new RunRequest.Model(
            "fct", "marts", new PartitionChoice.Missing(Optional.of("2026-04-01")));
    private static final RunRequest MISSING = new RunRequest.Model("fct", "marts", new PartitionChoice.Missing());
    private static final RunRequest REPLICATION = new RunRequest.Replication("ingest", Optional.of("id=raw__shop"));
    private static final RunRequest WHOLE = new RunRequest.Replication("ingest", Optional.empty());
    private static final RunRequest LOAD = new RunRequest.Load("files");
    private static final RunRequest SEED = new RunRequest.Seed("fct");
    private static final RunRequest QUALITY = new RunRequest.Quality("dq");
    private static final RunRequest SNAPSHOT = new RunRequest.Snapshot("hist");
    private static final RunRequest TEST = new RunRequest.Test("fct", "marts");

    /** One of each kind of request that has a verdict of its own. */
    private static final List<RunRequest> JUDGED = List.of(MODEL, REPLICATION, LOAD, SEED, TEST, QUALITY, SNAPSHOT);

    private static Stream<List<VerdictRule>> tables() {
        return Stream.concat(Stream.of(Verdicts.NO_ANSWER), JUDGED.stream().map(Verdicts::tableFor));
    }

    /** One row's test: the call, the row that must apply, the status, and what the reason must hold. */
    record Row(String rule, EngineCall call, OutcomeStatus status, String reason) {

        @Override
        public String toString() {
            return RequestText.of(call.request()) + ": " + rule + " -> " + status + " " + reason;
        }
    }

    static Stream<Row> rows() {
        String ok = materializations(built("wh.marts.fct"));
        String copied = Json.copied("duckdb.shop.orders");
        String checked = checks(check("row_count", true, "error"));
        return Stream.of(
                // no answer
                threw("thread interrupted", new EngineInterruptedException("stopped", null), "interrupted"),
                threw("engine interrupted", new EngineCommandException("ended by SIGINT", 130, List.of()), "SIGINT"),
                threw("no answer", new EngineBusyException("the file is locked; try again"),
                        "the file is locked; try again"),
                threw("no answer", new UnsupportedByEngineException("snapshots: use the binary"), "use the binary"),
                threw("no answer", new EngineCommandException("exit 1: no rocky.toml", 1, List.of()), "no rocky.toml"),
                threw("not repeated", NotRepeatedException.of(MODEL_SPEC, new RecordedCall(
                        Instant.EPOCH, MODEL_SPEC.key(), "unit", "id", RowEffect.ADDS)), "not repeated: "),
                threw("inlined", new EngineCommandException("exit 1: [E038] fct is ephemeral", 1, List.of()), GRAPH_ONLY,
                        "ephemeral"),
                threw("engine bug", new IllegalStateException("oops"), "java.lang.IllegalStateException: oops"),
                threw("engine bug", new StackOverflowError(), "java.lang.StackOverflowError"),

                // model
                row("wrong document", MODEL, 0, load(), FAILED, "command 'load'"),
                row("interrupted", MODEL, 0, run(ok, "\"interrupted\":true"), FAILED, "signal"),
                row("interrupted", MODEL, 130, run(ok), FAILED, "signal"),
                row("idempotent", MODEL, 0, run(status("SkippedIdempotent")), SKIPPED, "ROCKY_IDEMPOTENCY_KEY"),
                row("in flight", MODEL, 0, run(status("SkippedInFlight")), SKIPPED, "still in progress"),
                row("contained", MODEL, 0,
                        run("\"contained\":[{\"model\":\"fct\",\"blocked_by\":[\"stg\"]"
                                + ",\"unblock_hint\":\"fix stg\"}]"),
                        SKIPPED, "because of stg; fix stg"),
                row("inlined", MODEL, 1, run(status("Failure"), errors(error("fct", "[E038] fct is ephemeral"))),
                        GRAPH_ONLY, "refresh the snapshot"),
                row("model error", MODEL, 1,
                        run(status("Failure"), tablesFailed(1),
                                errors(error("fct", "no such column"), error("<runtime>", "b"))),
                        FAILED, "no such column; b"),
                row("model error", MODEL, 0, run(ok, errors(error("wh.marts.fct", "late"))), FAILED, "late"),
                row("model error", MODEL, 1, run(errors(error("", "unnamed"))), FAILED, "unnamed"),
                row("check gate", MODEL, 2,
                        run(ok, checks(check("not_null:id", false, "error")), "\"check_gate_failed\":true"), FAILED,
                        "1 check failed: wh.marts.fct not_null_id"),
                row("exit status", MODEL, 1, run(ok), FAILED, "exit status 1 and gives no reason"),
                rowLogged("exit status", MODEL, 1, run(ok), "exit status 1: budget\n  exceeded"),
                row("exit status", MODEL, 1, run(errors(error("other", "[E010] bad"))), FAILED,
                        "others: other: [E010] bad"),
                row("status word", MODEL, 0, run(status("PartialFailure"), ok), FAILED, "'PartialFailure'"),
                row("status word", MODEL, 0, run(status("Reused"), ok), FAILED, "'Reused'"),
                row("failed count", MODEL, 0, run(tablesFailed(1), ok), FAILED, "counts 1 failed"),
                row("failed count", MODEL, 0, run(tablesFailed(-1), ok), FAILED, "counts -1 failed"),
                row("failed count", MODEL, 0, run(ok, executionFailed(2)), FAILED, "counts 2 failed"),
                row("partitions failed", MODEL, 0, run(ok, summary("fct", 2, 1, 1)), FAILED,
                        "1 of 2 partitions as failed"),
                row("partitions failed", MISSING, 0, run(ok, summary("fct", 2, 2, 1)), FAILED, "as failed"),
                row("built", MODEL, 0, run(ok, summary("other", 2, 1, 1)), MATERIALIZED, ""),
                row("nothing built", MODEL, 0, run(), FAILED, "reported success but built nothing"),
                row("nothing built", MODEL, 0, run(materializations(built("wh.marts.other"))), FAILED,
                        "only of wh.marts.other"),
                row("nothing built", MODEL, 0, run(materializations(built("x.marts.fct"))), FAILED, "x.marts.fct"),
                row("missing unknown", MISSING, 0, run(ok), FAILED, "which partitions were missing"),
                row("none missing", MISSING, 0, run(summary("fct", 0, 0)), SKIPPED, "no partition is missing"),
                row("missing unknown", MISSING, 0, run(summary("other", 0, 0)), FAILED, "which partitions"),
                row("still missing", MISSING, 0, run(ok, summary("fct", 2, 1)), FAILED, "built 1 of 2 missing"),
                row("nothing built", MISSING, 0, run(summary("fct", 2, 2)), FAILED, "built nothing"),
                row("built", MISSING, 0, run(ok, summary("fct", 1, 1)), MATERIALIZED, ""),
                row("unchanged", MODEL, 0, run(decided("fct", "skip")), MATERIALIZED, "still valid: as it was"),
                row("nothing built", MODEL, 0, run(decided("other", "skip")), FAILED, "built nothing"),
                row("nothing built", MODEL, 0, run(decided("fct", "build")), FAILED, "built nothing"),
                row("not partitioned", ONE_DAY, 0, run(decided("fct", "skip")), FAILED, "as it was"),
                row("not partitioned", LATEST, 0, run(decided("fct", "skip")), FAILED, "refresh the snapshot"),
                row("built", MODEL, 0, run(ok, decided("fct", "build")), MATERIALIZED, ""),
                row("no partition", LATEST, 0, run(ok), FAILED, "but no partition"),
                row("built", LATEST, 0, run(materializations(Json.partition("wh.marts.fct", "2026-04-01"))),
                        MATERIALIZED, ""),
                row("ephemeral", MODEL, 0, run(materializations(Json.ephemeral("wh.marts.fct"))), GRAPH_ONLY,
                        "creates nothing"),
                row("partition missing", ONE_DAY, 0,
                        run(materializations(Json.partition("wh.marts.fct", "2026-04-01"))), FAILED, "2026-04-02"),
                row("partition missing", THREE_DAYS, 0,
                        run(materializations(Json.partition("wh.marts.fct", "2026-04-01"),
                                Json.partition("wh.marts.fct", "2026-04-03"))),
                        FAILED, "partition 2026-04-02"),
                row("no partition", ONE_DAY, 0, run(ok), FAILED, "refresh the snapshot"),
                row("later partition", MISSING_UNTIL, 0,
                        run(materializations(Json.partition("wh.marts.fct", "2026-04-01"),
                                Json.partition("wh.marts.fct", "2026-04-02")), summary("fct", 2, 2)),
                        MATERIALIZED, "also built 2026-04-02, which began after the run"),
                row("built", MISSING_UNTIL, 0,
                        run(materializations(Json.partition("wh.marts.fct", "2026-04-01")), summary("fct", 1, 1)),
                        MATERIALIZED, ""),
                row("built", MODEL, 0, run(ok), MATERIALIZED, ""),
                row("built", MODEL, 0, run(materializations(built("fct"))), MATERIALIZED, ""),
                row("built", MODEL, 0, run(ok, errors(error("other", "[E010] bad"))), MATERIALIZED, ""),
                row("built", MODEL, 0, run(materializations(Json.partition("wh.marts.fct", "2026-04-01"))),
                        MATERIALIZED, ""),
                row("built", THREE_DAYS, 0,
                        run(materializations(Json.batch(
                                "wh.marts.fct", "2026-04-01", "2026-04-01T00:00:00Z", "2026-04-04T00:00:00Z"))),
                        MATERIALIZED, ""),

                // replication
                row("wrong document", REPLICATION, 0, load(), FAILED, "refresh the snapshot"),
                row("interrupted", REPLICATION, 130, run(copied, "\"interrupted\":true"), FAILED, "signal"),
                row("idempotent", REPLICATION, 0, run(status("SkippedIdempotent")), SKIPPED, "idempotency"),
                row("in flight", REPLICATION, 0, run(status("SkippedInFlight")), SKIPPED, "idempotency"),
                row("other pipeline type", REPLICATION, 0, run("\"pipeline_type\":\"transformation\"", copied), FAILED,
                        "ran a transformation pipeline"),
                row("table failed", REPLICATION, 2,
                        run(status("PartialFailure"), tablesFailed(1), copied, errors(error("", "disk full"))), FAILED,
                        "id=raw__shop: 1 table failed, 1 copied: disk full"),
                row("table failed", REPLICATION, 2,
                        run(status("PartialFailure"), tablesFailed(1), copied, "\"errors\":[{\"asset_key\":[\"duckdb\",\"shop\","
                                + "\"orders\"],\"error\":\"disk full\",\"failure_kind\":\"unknown\"}]"), FAILED,
                        "1 table failed, 1 copied: duckdb/shop/orders: disk full"),
                row("table failed", REPLICATION, 0, run(tablesFailed(2), copied), FAILED, "2 tables failed"),
                row("table failed", REPLICATION, 0, run(tablesFailed(-1), copied), FAILED, "-1 tables failed"),
                row("table failed", REPLICATION, 0, run(copied, executionFailed(2)), FAILED, "2 tables failed"),
                row("table failed", REPLICATION, 0, run(copied, errors(error("", "odd"))), FAILED, "odd"),
                row("check gate", REPLICATION, 2,
                        run(status("PartialFailure"), copied, checks(check("a", false, "error"), check("b", false, "warning")),
                                "\"check_gate_failed\":true"),
                        FAILED, "id=raw__shop: 1 check failed: wh.marts.fct a, and the project"),
                row("check gate", REPLICATION, 2,
                        run(status("PartialFailure"), copied, "\"check_gate_failed\":true,\"resumed_from\":\"run-7\""),
                        FAILED, "none of this answer failed; the run that it resumed, run-7, had"),
                row("not verified", REPLICATION, 1,
                        run(copied, "\"verify_after_failed\":true,\"drift\":{\"tables_checked\":1,\"tables_drifted\":1,"
                                + "\"actions_taken\":[{\"table\":\"wh.lake.orders\",\"action\":\"add_columns\","
                                + "\"reason\":\"new\"}]}"),
                        FAILED, "added columns to wh.lake.orders, and the checks of verify_after"),
                row("exit status", REPLICATION, 1, run(copied), FAILED, "exit status 1"),
                row("status word", REPLICATION, 0, run(status("Failure"), copied), FAILED, "'Failure'"),
                row("copies not listed", REPLICATION, 0, run(copied, "\"tables_copied\":3"), FAILED,
                        "counts 3 tables as copied but lists 1"),
                row("copies not listed", REPLICATION, 0, run("\"tables_copied\":3"), FAILED, "but lists 0"),
                row("source gone", REPLICATION, 0, run(), FAILED,
                        "source id=raw__shop of pipeline ingest isn't there"),
                row("source gone", WHOLE, 0, run(), FAILED, "no source for pipeline ingest"),
                row("all disabled", REPLICATION, 0, run(excluded("orders table_override_disabled")), SKIPPED,
                        "disables"),
                row("all unchanged", REPLICATION, 0,
                        run(excluded("orders unchanged_since_last_copy", "tmp table_override_disabled")),
                        MATERIALIZED, "unchanged"),
                row("all missing", REPLICATION, 0,
                        run(excluded("orders missing_from_source", "b unchanged_since_last_copy")), FAILED,
                        "raw__shop.orders (missing_from_source)"),
                row("some excluded", REPLICATION, 0, run(copied, excluded("b missing_from_source")), MATERIALIZED,
                        "left out: raw__shop.b (missing_from_source)"),
                row("copied", REPLICATION, 0, run(copied), MATERIALIZED, ""),
                row("copied", REPLICATION, 0, run(copied, checks(check("row_count", false, "error"))), MATERIALIZED,
                        ""),

                // load pipeline
                row("wrong document", LOAD, 0, run(copied), FAILED, "command 'run'"),
                row("interrupted", LOAD, 130, load(), FAILED, "signal"),
                row("file failed", LOAD, 1, load("\"files_failed\":1", "\"files\":[" + file("a.csv", "bad row") + "]"),
                        FAILED, "1 of 1 files failed: a.csv: bad row"),
                row("file failed", LOAD, 0, load("\"files_failed\":1"), FAILED, "gives no error"),
                row("file failed", LOAD, 0, load("\"files_failed\":-1"), FAILED, "gives no error"),
                row("file failed", LOAD, 0, load("\"files_loaded\":1", "\"files\":[" + contract("a.csv", false) + "]"),
                        FAILED, "1 of 1 files failed: a.csv: it doesn't keep the contract (no column id)"),
                row("loaded", LOAD, 0, load("\"files_loaded\":1", "\"files\":[" + contract("a.csv", true) + "]"),
                        MATERIALIZED, ""),
                row("some not loaded", LOAD, 0, load("\"files_loaded\":1",
                                "\"files\":[" + file("a.csv", null) + "," + file("b.csv", null) + "]"),
                        FAILED, "loaded 1 of 2 files"),
                row("exit status", LOAD, 1, load(), FAILED, "exit status 1"),
                row("no files", LOAD, 0, load(), SKIPPED, "no file to load in 'data/landing'"),
                row("none loaded", LOAD, 0, load("\"files\":[" + file("a.csv", null) + "]"), FAILED,
                        "loaded none of 1"),
                row("loaded", LOAD, 0, load("\"files_loaded\":1", "\"files\":[" + file("a.csv", null) + "]"),
                        MATERIALIZED, ""),

                // seed
                row("wrong document", SEED, 0, run(), FAILED, "command 'run'"),
                row("interrupted", SEED, 130, seed(), FAILED, "signal"),
                row("seed error", SEED, 1, seed("\"tables\":[" + seedTable("fct", "no schema") + "]"), FAILED,
                        "no schema"),
                row("exit status", SEED, 1, seed("\"tables\":[" + seedTable("fct", null) + "]"), FAILED,
                        "exit status 1"),
                row("seed gone", SEED, 0, seed("\"tables\":[" + seedTable("other", null) + "]"), FAILED,
                        "no seed 'fct'"),
                row("failed count", SEED, 0, seed("\"tables_failed\":1", "\"tables\":[" + seedTable("fct", null) + "]"),
                        FAILED, "counts 1"),
                row("failed count", SEED, 0,
                        seed("\"tables_failed\":-1", "\"tables\":[" + seedTable("fct", null) + "]"), FAILED, "counts -1"),
                row("none loaded", SEED, 0,
                        seed("\"tables_loaded\":0", "\"tables\":[" + seedTable("fct", null) + "]"), FAILED,
                        "counts no seed as loaded"),
                row("seeded", SEED, 0, seed("\"tables\":[" + seedTable("fct", null) + "]"), MATERIALIZED, ""),

                // tests
                row("interrupted", TEST, 130, Json.tests(), FAILED, "signal"),
                row("tested", TEST, 1, Json.tests(), MATERIALIZED, ""),

                // quality
                row("wrong document", QUALITY, 0, seed(), FAILED, "command 'seed'"),
                row("interrupted", QUALITY, 130, Json.quality(checked), FAILED, "signal"),
                row("idempotent", QUALITY, 0,
                        run(status("SkippedIdempotent"), "\"pipeline_type\":\"replication\""), SKIPPED, "idempotency"),
                row("in flight", QUALITY, 0, Json.quality(status("SkippedInFlight")), SKIPPED, "idempotency"),
                row("other pipeline type", QUALITY, 0, run("\"pipeline_type\":\"replication\"", copied), FAILED,
                        "quality"),
                row("check failed", QUALITY, 1, Json.quality(checks(check("not_null:id", false, "error"))), FAILED,
                        "1 check failed: wh.marts.fct not_null_id"),
                row("check failed", QUALITY, 0, Json.quality(checks(check("a", false, "critical"))), FAILED,
                        "1 check failed"),
                row("check failed", QUALITY, 0, Json.quality(checks(check("a", false, "error"))), FAILED,
                        "1 check failed"),
                row("check gate", QUALITY, 2, Json.quality(checked, "\"check_gate_failed\":true"), FAILED,
                        "none of this answer failed"),
                row("quarantine failed", QUALITY, 0,
                        Json.quality(checked, quarantine("\"ok\":false,\"error\":\"valid: no permission\"")), FAILED,
                        "quarantine failed: wh.marts.fct: valid: no permission"),
                row("quarantine failed", QUALITY, 1,
                        Json.quality(checks(check("a", false, "error")), quarantine("\"ok\":false")), FAILED,
                        "gives no error; its rows are where they were, or in part moved; and 1 check failed"),
                row("passed", QUALITY, 0, Json.quality(checked, quarantine("\"ok\":true,\"quarantined_rows\":2")),
                        MATERIALIZED, ""),
                row("failed count", QUALITY, 0, Json.quality(tablesFailed(2), checked), FAILED, "counts 2 failed"),
                row("run error", QUALITY, 1, Json.quality(errors(error("", "no table"))), FAILED, "no table"),
                rowLogged("exit status", QUALITY, 1, Json.quality(checked), "budget\n  exceeded"),
                row("status word", QUALITY, 0, Json.quality(status("Failure"), checked), FAILED, "'Failure'"),
                row("no checks", QUALITY, 0, Json.quality(), SKIPPED, "no check"),
                row("passed", QUALITY, 0, Json.quality(checked), MATERIALIZED, ""),
                row("passed", QUALITY, 0, Json.quality(checks(check("fresh", false, "warning"))), MATERIALIZED, ""),

                // snapshot
                row("wrong document", SNAPSHOT, 0, load(), FAILED, "command 'load'"),
                row("interrupted", SNAPSHOT, 130, Json.snapshot(ok), FAILED, "signal"),
                row("idempotent", SNAPSHOT, 0, Json.snapshot(status("SkippedIdempotent")), SKIPPED, "idempotency"),
                row("in flight", SNAPSHOT, 0, Json.snapshot(status("SkippedInFlight")), SKIPPED, "idempotency"),
                row("other pipeline type", SNAPSHOT, 0, run("\"pipeline_type\":\"quality\"", ok), FAILED, "snapshot"),
                row("run error", SNAPSHOT, 1, Json.snapshot(errors(error("", "no merge"))), FAILED, "no merge"),
                row("exit status", SNAPSHOT, 1, Json.snapshot(tablesFailed(1)), FAILED, "exit status 1"),
                row("status word", SNAPSHOT, 0, Json.snapshot(status("Failure"), ok), FAILED, "'Failure'"),
                row("failed count", SNAPSHOT, 0, Json.snapshot(tablesFailed(1), ok), FAILED, "counts 1"),
                row("nothing built", SNAPSHOT, 0, Json.snapshot(), FAILED, "built nothing"),
                row("kept", SNAPSHOT, 0, Json.snapshot(ok), MATERIALIZED, ""));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void givesTheVerdictOfItsRow(Row row) {
        assertThat(Verdicts.ruleFor(row.call()).name()).isEqualTo(row.rule());
        Verdict verdict = Verdicts.of(row.call());
        assertThat(verdict.status()).isEqualTo(row.status());
        assertThat(verdict.reason().orElse("")).contains(row.reason());
        assertThat(verdict.reason().isPresent()).isEqualTo(!row.reason().isEmpty());
        assertThat(verdict.skipCause().isPresent()).isEqualTo(row.status() == SKIPPED);
        assertThat(verdict.endsRun()).isEqualTo(row.rule().endsWith("interrupted"));
    }

    @Test
    void hasATableOfItsOwnForEachRequestThatIsJudgedAndAnErrorForTheRest() {
        List<RunRequest> rest = List.of(
                new RunRequest.Transformation("p"), new RunRequest.Plan("p", Optional.empty()), new RunRequest.Apply("id"));
        assertThat(Stream.of(JUDGED, rest).flatMap(List::stream).map(Object::getClass))
                .containsExactlyInAnyOrder(RunRequest.class.getPermittedSubclasses());
        Set<List<VerdictRule>> tables = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        JUDGED.forEach(request -> tables.add(Verdicts.tableFor(request)));
        assertThat(tables).hasSize(JUDGED.size());
        for (RunRequest request : rest) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Verdicts.tableFor(request))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void hasATestForEveryRowOfEveryTable() {
        Map<List<VerdictRule>, Set<String>> tested = new IdentityHashMap<>();
        rows().forEach(row -> {
            EngineCall call = row.call();
            List<VerdictRule> table = call.thrown() != null ? Verdicts.NO_ANSWER : Verdicts.tableFor(call.request());
            tested.computeIfAbsent(table, t -> new HashSet<>()).add(Verdicts.ruleFor(call).name());
        });
        tables().forEach(table -> assertThat(tested.get(table)).containsExactlyInAnyOrderElementsOf(
                table.stream().map(VerdictRule::name).toList()));
    }

    /** The last line only says that it failed; each statement's error is in a log record before it. */
    @Test
    void aFailedSnapshotPipelineNamesTheErrorsOfItsStatements() {
        String record = "{\"timestamp\":\"2026-11-27T07:09:27.491063Z\",\"level\":\"%s\",\"fields\":{\"message\":"
                + "\"snapshot statement failed\",\"error\":\"%s\"},\"target\":\"rocky_cli::commands::run_local\"}";
        String missing = record.formatted("WARN", "DuckDB error: Catalog Error: Schema with name snap does not exist!");
        List<String> log = List.of(
                record.formatted("INFO", "of no importance"),
                missing,
                record.formatted("ERROR", "DuckDB error: Parser Error: syntax error\\n\\nLINE 1: ... INSERT (*)\\n   ^"),
                missing,
                "{\"level\":\"WARN\",\"fields\":{\"message\":\"without an error\"}}",
                "{\"level\":\"WARN\",\"fields\":{\"err",
                "Error: snapshot pipeline failed");

        assertThat(of(SNAPSHOT, Json.snapshot(tablesFailed(1)), log).reason()).contains("the engine ended with exit status 1:"
                + " snapshot pipeline failed; its log says: DuckDB error: Catalog Error: Schema with name snap does not exist!;"
                + " DuckDB error: Parser Error: syntax error LINE 1: ... INSERT (*) ^");
    }

    @Test
    void materializesOnlyInTheLastRowsOfATable() {
        // What is still valid without being built has rows of its own, and what was built beyond the run's end.
        tables().filter(table -> table != PipelineVerdicts.REPLICATION).forEach(table ->
            rows().filter(row -> !Set.of("unchanged", "later partition").contains(row.rule())).filter(row -> row.status() == MATERIALIZED)
                    .map(row -> Verdicts.ruleFor(row.call()))
                    .filter(table::contains)
                    .forEach(rule -> assertThat(rule).isEqualTo(table.get(table.size() - 1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "is locked by another process; only one rocky writer can run at a time against the same state file",
        "is busy — another rocky process is holding the database lock. Retry in a moment."
    })
    void saysInItsOwnWordsThatWorkCouldNotBeRecorded(String loss) {
        List<String> log = List.of("Error: failed to open state store at s.redb", "", "Caused by:",
                "    state store at s.redb " + loss);
        String quality = Json.quality(checks(check("a", true, "error")));
        assertThat(of(QUALITY, quality, log).reason().orElseThrow())
                .startsWith("the work was done, but it couldn't be recorded in the engine's state")
                .doesNotContain("rocky writer", "failed to open", "Retry");
        assertThat(of(SNAPSHOT, Json.snapshot(tablesFailed(1)), log).reason().orElseThrow())
                .startsWith("the engine counts 1 failed, and it couldn't be recorded");
        assertThat(of(QUALITY, quality, log).status()).isEqualTo(FAILED);
    }

    private static Verdict of(RunRequest request, String json, List<String> log) {
        return Verdicts.of(EngineCall.answered(
                specFor(request), request, new EngineReply(1, EngineDocuments.parse(json), log)));
    }

    @Test
    void aKeyThatIsTheAssetsKeyIsTheModels() {
        AssetSpec spec = Project.spec(NodeKind.TRANSFORMATION, "analytics/facts", "fct").pipeline("marts").build();
        assertThat(EngineCall.isModel(spec, List.of("analytics", "facts"))).isTrue();
        assertThat(EngineCall.isModel(spec, List.of("fct"))).isTrue();
        assertThat(EngineCall.isModel(spec, List.of("facts"))).isFalse();
    }

    @Test
    void aFailureHasTheEnginesKindAndTheModel() {
        String answer = run(status("Failure"), tablesFailed(1), errors(
                error("other", "no").replace("unknown", "transient"),
                error("fct", "no").replace("unknown", "not-found")));
        assertThat(of(MODEL, answer, List.of()).failure())
                .isEqualTo(Map.of("rocky/failure_kind", "not-found", "rocky/model_name", "fct"));
        assertThat(of(REPLICATION, answer, List.of()).failure()).isEqualTo(Map.of("rocky/failure_kind", "transient"));
        assertThat(Verdicts.of(answered(MODEL, 0, run(materializations(built("fct"))))).failure()).isEmpty();
    }

    private static Row row(
            String rule, RunRequest request, int exitCode, String json, OutcomeStatus status, String reason) {
        return new Row(rule, answered(request, exitCode, json), status, reason);
    }

    private static String summary(String model, int planned, int succeeded) {
        return summary(model, planned, succeeded, 0);
    }

    private static String summary(String model, int planned, int succeeded, int failed) {
        return "\"partition_summaries\":[{\"model\":\"" + model + "\",\"partitions_planned\":" + planned
                + ",\"partitions_succeeded\":" + succeeded + ",\"partitions_failed\":" + failed + "}]";
    }

    private static String executionFailed(int count) {
        return "\"execution\":{\"concurrency\":1,\"tables_processed\":3,\"tables_failed\":" + count + "}";
    }

    private static String quarantine(String more) {
        return "\"quarantine\":[{\"asset_key\":[\"wh\",\"marts\",\"fct\"],\"mode\":\"split\","
                + "\"valid_table\":\"wh.marts.fct__valid\","
                + "\"quarantine_table\":\"wh.marts.fct__quarantine\"," + more + "}]";
    }

    private static String contract(String file, boolean passed) {
        return "{\"file\":\"" + file + "\",\"target\":\"landing.a\",\"rows_loaded\":3,\"bytes_read\":30,"
                + "\"duration_ms\":2,\"contract\":{\"passed\":" + passed + ","
                + "\"violations\":[{\"rule\":\"required\",\"column\":\"id\","
                + "\"message\":\"no column id\"}],\"warnings\":[]}}";
    }

    private static String decided(String model, String decision) {
        return "\"model_decisions\":[{\"model\":\"" + model + "\",\"decision\":\"" + decision
                + "\",\"reason\":\"as it was\"}]";
    }

    private static Row rowLogged(String rule, RunRequest request, int exitCode, String json, String reason) {
        List<String> log = List.of("{\"level\":\"INFO\"}", "Error: budget", "  exceeded", "{\"level\":\"INFO\"}");
        EngineReply reply = new EngineReply(exitCode, EngineDocuments.parse(json), log);
        return new Row(rule, EngineCall.answered(specFor(request), request, reply), FAILED, reason);
    }

    private static Row threw(String rule, Throwable thrown, String reason) {
        return threw(rule, thrown, FAILED, reason);
    }

    private static Row threw(String rule, Throwable thrown, OutcomeStatus status, String reason) {
        return new Row(rule, EngineCall.threw(MODEL_SPEC, MODEL, thrown), status, reason);
    }

    private static EngineCall answered(RunRequest request, int exitCode, String json) {
        return EngineCall.answered(
                specFor(request), request, new EngineReply(exitCode, EngineDocuments.parse(json), List.of()));
    }

    private static AssetSpec specFor(RunRequest request) {
        if (request instanceof RunRequest.Model) {
            return MODEL_SPEC;
        }
        return Project.spec(NodeKind.LOAD, "fct", "fct").pipeline("p").build();
    }
}
