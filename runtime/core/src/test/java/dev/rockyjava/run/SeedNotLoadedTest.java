package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that fails in a run that doesn't load the seed it reads. */
class SeedNotLoadedTest {

    private static final String MODEL = "run --model a --pipeline marts";
    private static final String SEED = "seed --filter s";
    private static final AssetKey A = AssetKey.of("a");
    private static final OutcomeCause NOT_LOADED =
            new OutcomeCause.UpstreamNotLoaded(List.of(AssetKey.of("seed", "s")), List.of(NodeKind.SEED), true);

    @TempDir
    Path journal;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions = new Project().seed("s").model("a", "seed/s").model("b", "a").build();

    private Materializer materializer() {
        return Materializer.of(definitions, engine).retry(RetryPolicy.none()).journal(journal);
    }

    private void modelFails() {
        engine.on(MODEL, 1, Json.run(Json.status("Failure"), Json.errors(Json.error("a", "schema \\\"seeds\\\" does not exist"))));
    }

    private void modelWorks() {
        engine.on(MODEL, 0, Json.run(Json.materializations(Json.built("a"))));
    }

    @Test
    void thePlanSaysItBeforehand() {
        assertThat(materializer().plan().step(A).notes()).containsExactly("reads seed/s, which the run doesn't load; add"
                + " --execute seed (in Java .execute(NodeKind.SEED)) unless an earlier run has loaded it");
        assertThat(materializer().execute(NodeKind.SEED).plan().step(A).notes()).isEmpty();
        assertThat(materializer().select(AssetSelection.parse("a")).plan().step(A).notes()).isEmpty();
    }

    @Test
    void theOutcomeSaysItAndTheSummaryWhatToDo() {
        modelFails();
        RunResult result = materializer().run();
        assertThat(result.outcome(A).cause()).contains(NOT_LOADED);
        assertThat(result.summary()).contains("""
                failed:
                  a:
                    schema "seeds" does not exist
                    hint: seed/s is graph-only, nothing loaded it in this run; add .execute(NodeKind.SEED)
                """);
    }

    @Test
    void anotherFailureHasNoSuchCause() {
        engine.onThrow(MODEL, new EngineTimeoutException("slow"));
        assertThat(materializer().run().outcome(A).cause()).get().isNotInstanceOf(OutcomeCause.UpstreamNotLoaded.class);
        modelFails();
        assertThat(materializer().execute(NodeKind.SEED).run().outcome(A).cause()).isEmpty();
    }

    /** The seed isn't part of the run, so an earlier one may have loaded it: the error decides. */
    @Test
    void aSeedOutsideOfTheRunIsNamedIfItsTableIsMissing() {
        AssetSelection alone = AssetSelection.parse("a");
        engine.on(MODEL, 1, Json.run(Json.status("Failure"), Json.errors(Json.error("a", "Table with name s does not exist!"))));
        RunResult result = materializer().select(alone).run();
        OutcomeCause.UpstreamNotLoaded missing =
                new OutcomeCause.UpstreamNotLoaded(List.of(AssetKey.of("seed", "s")), List.of(NodeKind.SEED), false);
        assertThat(result.outcome(A).cause()).contains(missing);
        assertThat(result.summary()).contains("hint: seed/s isn't part of this run, and its table isn't there; select it, too, and add"
                + " .execute(NodeKind.SEED)\n");
        assertThat(RunHistory.read(journal).run(result.runId()).orElseThrow().assets().get(0).notLoaded()).contains(missing);

        String other = "Binder Error: column q not found!\\n\\nLINE 2: FROM s\\n";
        engine.on(MODEL, 1, Json.run(Json.status("Failure"), Json.errors(Json.error("a", other))));
        assertThat(materializer().select(alone).run().outcome(A).cause()).isEmpty();
    }

    @Test
    void aModelOutsideOfTheRunIsNamedIfItsTableIsMissing() {
        engine.on("run --model b --pipeline marts", 1, Json.run(Json.status("Failure"),
                Json.errors(Json.error("b", "Table with name a does not exist!"))));
        RunResult result = materializer().select(AssetSelection.parse("b")).run();
        assertThat(result.outcome(AssetKey.of("b")).cause())
                .contains(new OutcomeCause.UpstreamNotLoaded(List.of(A), List.of(), false));
        assertThat(result.summary()).contains("hint: a isn't part of this run, and its table isn't there; select it, too\n");
    }

    @Test
    void aResumeSaysItAgainAndLoadsTheSeedIfItIsTold() {
        modelFails();
        String run = materializer().run().runId();
        assertThat(materializer().resume(run).outcome(A).cause()).contains(NOT_LOADED);

        engine.requests.clear();
        engine.on(SEED, 1, Json.seed("\"tables\":[" + Json.seedTable("s", "no file") + "]"));
        RunResult stillFailed = materializer().execute(NodeKind.SEED).resume(run);
        assertThat(stillFailed.outcomes()).containsOnlyKeys(AssetKey.of("seed", "s"), A, AssetKey.of("b"));
        assertThat(engine.commands()).containsExactly(SEED);

        engine.requests.clear();
        engine.on(SEED, 0, Json.seed("\"tables\":[" + Json.seedTable("s", null) + "]"));
        modelWorks();
        RunResult rest = materializer().resume(run); // what an earlier resume was told still holds
        assertThat(rest.succeeded()).as(rest.summary()).isTrue();
        assertThat(engine.commands()).containsExactly(SEED, MODEL, "run --model b --pipeline marts");
    }
}
