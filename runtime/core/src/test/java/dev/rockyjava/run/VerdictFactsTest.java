package dev.rockyjava.run;

import static dev.rockyjava.run.Json.built;
import static dev.rockyjava.run.Json.error;
import static dev.rockyjava.run.Json.errors;
import static dev.rockyjava.run.Json.file;
import static dev.rockyjava.run.Json.load;
import static dev.rockyjava.run.Json.materializations;
import static dev.rockyjava.run.Json.run;
import static dev.rockyjava.run.Json.seed;
import static dev.rockyjava.run.Json.seedTable;
import static dev.rockyjava.run.Json.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.CallOutcome;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.control.RunControl.StopRequest;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.internal.run.verdict.CombinedVerdict;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.internal.run.verdict.EngineKeys;
import dev.rockyjava.internal.run.verdict.NotRepeatedException;
import dev.rockyjava.internal.run.verdict.Verdict;
import dev.rockyjava.internal.run.verdict.VerdictMessages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a verdict is made of, and what is known about a call besides its verdict. */
class VerdictFactsTest {

    private static final AssetSpec FCT = Project.modelSpec("fct").build();
    private static final AssetSpec LOADED = Project.spec(NodeKind.LOAD, "fct", "fct").pipeline("p").build();
    private static final RunRequest MODEL = new RunRequest.Model("fct", "marts", PartitionChoice.DEFAULT);

    private static EngineCall answered(AssetSpec spec, RunRequest request, int exitCode, String json) {
        return EngineCall.answered(spec, request, new EngineReply(exitCode, EngineDocuments.parse(json), List.of()));
    }

    private static CallOutcome work(RunRequest request, int exitCode, String json) {
        return answered(request instanceof RunRequest.Model ? FCT : LOADED, request, exitCode, json).outcome();
    }

    private static CallOutcome work(Throwable thrown) {
        return EngineCall.threw(FCT, MODEL, thrown).outcome();
    }

    @Test
    void aCallThatNeverReachedTheEngineHasDoneNothing() {
        assertThat(work(new EngineBusyException("locked"))).isEqualTo(CallOutcome.NOTHING);
        assertThat(work(new ProjectException("no rocky.toml", "write one", null))).isEqualTo(CallOutcome.NOTHING);
        assertThat(work(NotRepeatedException.of(FCT, new RecordedCall(
                Instant.EPOCH, FCT.key(), "unit", "id", RowEffect.ADDS)))).isEqualTo(CallOutcome.NOTHING);
        assertThat(work(new EngineTimeoutException("late", false))).isEqualTo(CallOutcome.NOTHING);
        assertThat(work(new EngineTimeoutException("late", true))).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(work(new EngineInterruptedException("stopped", null))).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(work(new IllegalStateException("oops"))).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(EngineCall.threw(FCT, MODEL, new IllegalStateException("oops")).whilePlanning().outcome())
                .isEqualTo(CallOutcome.NOTHING);
    }

    @Test
    void anAnswerSaysWhatWasDone() {
        String ok = materializations(built("wh.marts.fct"));
        String failed = status("Failure");
        assertThat(work(MODEL, 0, run(ok))).isEqualTo(CallOutcome.DONE);
        assertThat(work(MODEL, 130, run(ok))).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(work(MODEL, 1, run(failed, ok, errors(error("fct", "late"))))).isEqualTo(CallOutcome.PARTLY);
        assertThat(work(MODEL, 1, run(failed, errors(error("fct", "no table"))))).isEqualTo(CallOutcome.NOTHING);
        for (String kind : List.of("transient", "connection-failed")) {
            assertThat(work(MODEL, 1, run(failed, errors(error("fct", "gone").replace("unknown", kind)))))
                    .isEqualTo(CallOutcome.UNKNOWN);
            assertThat(work(MODEL, 1, run(failed, errors(error("other", "gone").replace("unknown", kind)))))
                    .isEqualTo(CallOutcome.NOTHING);
        }
        assertThat(work(MODEL, 1, Json.tests())).isEqualTo(CallOutcome.UNKNOWN);

        RunRequest replication = new RunRequest.Replication("p", Optional.empty());
        assertThat(work(replication, 130, run(ok))).isEqualTo(CallOutcome.NOTHING);
        RunRequest whole = new RunRequest.Transformation("p");
        assertThat(work(whole, 0, run(ok))).isEqualTo(CallOutcome.DONE);
        assertThat(work(whole, 1, run(ok))).isEqualTo(CallOutcome.PARTLY);

        RunRequest load = new RunRequest.Load("p");
        String files = "\"files\":[" + file("a.csv", null) + "," + file("b.csv", "no header") + "]";
        assertThat(work(load, 1, load("\"files_loaded\":1", "\"files_failed\":1", files))).isEqualTo(CallOutcome.PARTLY);
        assertThat(work(load, 1, load("\"files_failed\":2", files))).isEqualTo(CallOutcome.NOTHING);
        assertThat(work(new RunRequest.Seed("fct"), 1, seed("\"tables\":[" + seedTable("fct", "no schema") + "]")))
                .isEqualTo(CallOutcome.NOTHING);
    }

    @Test
    void theErrorOfAModelsSqlIsItsOwn() {
        String other = error("other", "no such column x");
        assertThat(answered(FCT, MODEL, 1, run(errors(other, error("fct", "no column y")))).sqlError()).contains("no column y");
        assertThat(answered(FCT, MODEL, 1, run(errors(other, error("<runtime>", "no table")))).sqlError()).contains("no table");
        assertThat(answered(FCT, MODEL, 1, run(errors(other, error("<models>", "no folder"), error("", "unnamed")))).sqlError())
                .isEmpty();
        assertThat(answered(FCT, MODEL, 1, load()).sqlError()).isEmpty();
        assertThat(answered(LOADED, MODEL, 1, run(errors(error("fct", "no column y")))).sqlError()).isEmpty();
        assertThat(EngineCall.threw(FCT, MODEL, new EngineBusyException("locked")).sqlError()).isEmpty();
    }

    @Test
    void theErrorAboutModelsThatCanNotBeParsedIsFound() {
        String unparsed = "Error: dependency resolution failed: 1 model(s) failed to parse:\\n  - fct: sql parser error: found EOF\\n";
        String answer = run(errors(error("", "unnamed"), error("<models>", unparsed)));
        assertThat(answered(FCT, MODEL, 1, answer).parseError().orElseThrow()).contains("found EOF");
        assertThat(answered(FCT, MODEL, 1, run(errors(error("", "unnamed")))).parseError()).isEmpty();
        assertThat(answered(FCT, MODEL, 1, load()).parseError()).isEmpty();
        assertThat(answered(LOADED, MODEL, 1, answer).parseError()).isEmpty();
        assertThat(EngineCall.threw(FCT, MODEL, new EngineBusyException("locked")).parseError()).isEmpty();
    }

    @Test
    void theGravestVerdictCounts() {
        Verdict interrupted = Verdict.interrupted("stopped");
        Verdict failed = Verdict.failed("no table");
        Verdict claimed = Verdict.skipped(SkipCause.CLAIMED_BY_OTHER_RUN, "another run");
        Verdict nothing = Verdict.skipped(SkipCause.NOTHING_TO_DO, "no file");
        Verdict done = Verdict.materialized();
        Verdict graph = Verdict.graphOnly("ephemeral");

        Verdict ended = CombinedVerdict.of(List.of(done, failed, nothing, interrupted, failed));
        assertThat(ended.endsRun()).isTrue();
        assertThat(ended.reason()).contains("no table; stopped");
        assertThat(ended.cause()).contains(new OutcomeCause.Interrupted());
        Verdict late = Verdict.failed("late").because(new OutcomeCause.OutOfTime());
        Verdict both = CombinedVerdict.of(List.of(done, claimed, failed, late));
        assertThat(both.status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(both.endsRun()).isFalse();
        assertThat(both.reason()).contains("no table; late");
        assertThat(both.cause()).contains(new OutcomeCause.OutOfTime());
        assertThat(CombinedVerdict.of(List.of(nothing, done, claimed)).skipCause()).contains(SkipCause.CLAIMED_BY_OTHER_RUN);
        Verdict some = CombinedVerdict.of(List.of(nothing, done));
        assertThat(some.status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(some.reason()).isEmpty();
        assertThat(CombinedVerdict.of(List.of(nothing, nothing)).reason()).contains("no file");
        assertThat(CombinedVerdict.of(List.of(graph))).isSameAs(graph);
        assertThatThrownBy(() -> CombinedVerdict.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVerdictIsCompletedByWhatIsKnown() {
        Verdict failed = Verdict.failed("no table");
        assertThat(failed.at(new SqlLocation("models/fct.sql", OptionalInt.of(7))).failure())
                .containsEntry(MetadataKeys.MODEL_FILE, "models/fct.sql").containsEntry(MetadataKeys.MODEL_LINE, 7L);
        assertThat(failed.at(new SqlLocation("models/fct.sql", OptionalInt.empty())).failure())
                .containsOnlyKeys(MetadataKeys.MODEL_FILE);
        assertThat(Verdict.materialized().at(new SqlLocation("models/fct.sql", OptionalInt.of(7))).failure()).isEmpty();

        RunRequest day = new RunRequest.Model("fct", "marts", new PartitionChoice.One("2026-04-02"));
        assertThat(failed.about(day).reason()).contains("2026-04-02: no table");
        assertThat(failed.about(new RunRequest.Load("p"))).isSameAs(failed);
        Verdict done = Verdict.materialized("still valid");
        assertThat(done.about(day)).isSameAs(done);

        StopRequest late = new StopRequest(SkipCause.TIMED_OUT, "the limit passed", false);
        StopRequest cancelled = new StopRequest(SkipCause.INTERRUPTED, "the run was cancelled", true);
        assertThat(Verdict.notStarted(late, ", not begun")).satisfies(verdict -> {
            assertThat(verdict.reason()).contains("the limit passed, not begun");
            assertThat(verdict.skipCause()).contains(SkipCause.TIMED_OUT);
            assertThat(verdict.cause()).contains(new OutcomeCause.OutOfTime());
        });
        assertThat(Verdict.notStarted(cancelled, "").cause()).isEmpty();
        assertThat(Verdict.ended(late, "").cause()).contains(new OutcomeCause.OutOfTime());
        assertThat(Verdict.ended(cancelled, "").cause()).contains(new OutcomeCause.Interrupted());
        assertThat(Verdict.doneBefore().cause()).contains(new OutcomeCause.DoneBefore());
    }

    @Test
    void aVeryLongReasonIsCut() {
        assertThat(Verdict.failed("x".repeat(20_000)).reason().orElseThrow()).hasSize(20_000);
        assertThat(Verdict.failed("x".repeat(20_007)).reason().orElseThrow())
                .startsWith("x".repeat(20_000) + "\n").contains("and 7 characters more");
    }

    @Test
    void anExceptionWithoutAMessageIsNamedByItsClass() {
        assertThat(VerdictMessages.of(null)).isEmpty();
        assertThat(VerdictMessages.of(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
        assertThat(VerdictMessages.of(new IllegalStateException("oops"))).isEqualTo("java.lang.IllegalStateException: oops");
        assertThat(VerdictMessages.of(new EngineBusyException("locked"))).isEqualTo("locked");
        assertThat(VerdictMessages.of(new EngineTimeoutException(" ", true))).startsWith(EngineTimeoutException.class.getName());
    }

    private static AssetSpec table(String key, String label) {
        return Project.spec(NodeKind.SOURCE, key, label).table(true).pipeline("p").build();
    }

    @Test
    void theEnginesNamesLeadToOneAssetOrToNone() {
        EngineKeys keys = new EngineKeys(new Project()
                .add(Project.modelSpec("fct").build())
                .add(Project.spec(NodeKind.TRANSFORMATION, "bare", "bare").target(new Target("", "marts", "bare")).build())
                .add(Project.spec(NodeKind.TRANSFORMATION, "one", "one").target(new Target("wh", "twice", "t")).build())
                .add(Project.spec(NodeKind.TRANSFORMATION, "two", "two").target(new Target("other", "twice", "t")).build())
                .add(Project.spec(NodeKind.SEED, "seed/fct", "fct").build())
                .add(table("shop/orders", "duckdb/shop/orders"))
                .add(table("tenants/items", "duckdb/*/items"))
                .build());

        assertThat(keys.ofModel("fct")).contains(AssetKey.parse("fct"));
        assertThat(keys.ofModel("orders")).isEmpty();
        assertThat(keys.of(List.of("wh", "marts", "fct"))).contains(AssetKey.parse("fct"));
        assertThat(keys.of(List.of("", "marts", "fct"))).contains(AssetKey.parse("fct"));
        assertThat(keys.of(List.of("any", "marts", "bare"))).contains(AssetKey.parse("bare"));
        assertThat(keys.of(List.of("any", "marts", "fct"))).isEmpty();
        assertThat(keys.of(List.of("marts", "fct"))).isEmpty();
        assertThat(keys.of(List.of("wh", "twice", "t"))).contains(AssetKey.parse("one"));
        assertThat(keys.of(List.of("", "twice", "t"))).isEmpty();
        assertThat(keys.of(List.of("duckdb", "shop", "orders"))).contains(AssetKey.parse("shop/orders"));
        assertThat(keys.of(List.of("duckdb", "acme", "items"))).contains(AssetKey.parse("tenants/items"));
        assertThat(keys.of(List.of("duckdb", "acme", "other"))).isEmpty();

        RunOutput copied = (RunOutput) EngineDocuments.parse(run(materializations(
                built("duckdb.shop.orders").replace("\"target_table_full_name\":\"duckdb.shop.orders\"",
                        "\"target_table_full_name\":\"wh.raw.orders\""))));
        assertThat(keys.ofTable("wh.raw.orders", copied)).isEqualTo(new EngineKeys.NamedTable(
                List.of("duckdb", "shop", "orders"), Optional.of(AssetKey.parse("shop/orders"))));
        assertThat(keys.ofTable("wh.marts.fct", copied)).isEqualTo(new EngineKeys.NamedTable(
                List.of("wh", "marts", "fct"), Optional.of(AssetKey.parse("fct"))));
        assertThat(keys.ofTable("marts.fct", copied).asset()).contains(AssetKey.parse("fct"));
        assertThat(keys.ofTable("any.thing.orders", copied).asset()).contains(AssetKey.parse("shop/orders"));
        assertThat(keys.ofTable("any.thing", copied).asset()).isEmpty();
    }

    @Test
    void aReadIsUndeclaredUnlessItIsUpstreamOrTheAssetItself() {
        EngineKeys keys = new EngineKeys(new Project().model("stg").model("ids").model("fct", "stg").build());
        List<String> fct = List.of("wh", "marts", "fct");
        assertThat(keys.undeclared(fct, "wh.marts.ids")).contains(AssetKey.parse("ids"));
        assertThat(keys.undeclared(fct, "wh.marts.stg")).isEmpty();
        assertThat(keys.undeclared(fct, "wh.marts.fct")).isEmpty();
        assertThat(keys.undeclared(fct, "wh.raw.any")).isEmpty();
        assertThat(keys.undeclared(List.of("wh", "marts", "gone"), "wh.marts.ids")).isEmpty();
    }

    @Test
    void whatIsNotRepeatedNamesWhereToLook() {
        RecordedCall before = new RecordedCall(Instant.EPOCH, FCT.key(), "unit", "s-1", RowEffect.ADDS);
        assertThat(NotRepeatedException.of(FCT, before)).hasMessageContaining("as submission s-1, so wh.marts.fct may hold")
                .hasMessageContaining("SELECT count(*) FROM wh.marts.fct").hasMessageContaining("rocky history");
        assertThat(NotRepeatedException.of(LOADED, before)).hasMessageContaining("the tables that pipeline p writes")
                .hasMessageContaining("count the rows of each").hasMessageNotContaining("rocky history");
        RecordedCall unnamed = new RecordedCall(Instant.EPOCH, FCT.key(), "unit", "", RowEffect.ADDS);
        assertThat(NotRepeatedException.of(FCT, unnamed))
                .hasMessageNotContaining("submission").hasMessageNotContaining("rocky history");
        assertThat(NotRepeatedException.where(Project.spec(NodeKind.LOAD, "x", "x").build())).isEqualTo("its tables");
    }
}
