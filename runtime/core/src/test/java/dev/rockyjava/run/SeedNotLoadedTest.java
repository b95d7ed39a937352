package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineTimeoutException;
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
            new OutcomeCause.UpstreamNotLoaded(List.of(AssetKey.of("seed", "s")), List.of(NodeKind.SEED));

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
