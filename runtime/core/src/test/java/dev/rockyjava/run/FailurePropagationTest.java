package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineTimeoutException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FailurePropagationTest {

    private final ScriptedEngine engine = new ScriptedEngine();

    @Test
    void skipsEverythingDownstreamAndGoesOnWithOtherBranches() {
        Definitions definitions = new Project()
                .model("a").model("b", "a").model("c", "b").model("d", "c").model("other").model("other2", "other")
                .build();
        engine.onThrow(command("a"), new EngineTimeoutException("took longer than an hour"));
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(engine.commands()).containsExactly(command("a"), command("other"), command("other2"));
        assertThat(reason(result, "a")).isEqualTo("took longer than an hour");
        assertThat(reason(result, "b")).isEqualTo("upstream a failed");
        assertThat(reason(result, "d")).isEqualTo("upstream a failed (a → b → c → d)");
        assertThat(outcome(result, "d").skipCause()).contains(SkipCause.UPSTREAM_FAILED);
        assertThat(result.exitStatus()).isEqualTo(3);
    }

    @Test
    void namesTheOtherFailuresThatAreUpstream() {
        Project project = new Project().model("a").model("b").model("c", "a", "b").model("d", "c").model("alone", "a", "a");
        for (String other : new String[] {"e", "f", "g", "h"}) {
            project.model(other);
        }
        Definitions definitions = project.model("z", "d", "e", "f", "g", "h", "a").model("y", "a", "b", "e", "f").build();
        for (String failing : new String[] {"a", "b", "e", "f", "g", "h"}) {
            engine.onThrow(command(failing), new EngineTimeoutException("slow"));
        }
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(reason(result, "alone")).isEqualTo("upstream a failed");
        assertThat(reason(result, "c")).isEqualTo("upstream a failed; also b failed");
        assertThat(reason(result, "d")).isEqualTo("upstream a failed (a → c → d); also b failed");
        assertThat(reason(result, "z")).isEqualTo("upstream a failed; also b failed, e failed, f failed, and others");
        assertThat(reason(result, "y")).isEqualTo("upstream a failed; also b failed, e failed, f failed");
    }

    @Test
    void skipsThroughAssetsThatAreNotSelected() {
        Definitions definitions = new Project().model("a").model("x", "a").model("y", "x").model("b", "y").build();
        engine.on(command("a"), 0, Json.run());
        RunResult result = select(definitions, "a", "b");
        assertThat(reason(result, "b")).isEqualTo("upstream a failed (a → x → y → b)");
        assertThat(engine.commands()).containsExactly(command("a"));
    }

    @Test
    void shortensALongChain() {
        Project project = new Project().model("m0");
        for (int i = 1; i < 10; i++) {
            project.model("m" + i, "m" + (i - 1));
        }
        engine.on(command("m0"), 0, Json.run());
        RunResult result = Materializer.of(project.build(), engine).run();
        assertThat(reason(result, "m4")).isEqualTo("upstream m0 failed (m0 → m1 → m2 → m3 → m4)");
        assertThat(reason(result, "m5")).isEqualTo("upstream m0 failed (m0 → m1 → … 2 more … → m4 → m5)");
        assertThat(reason(result, "m9")).isEqualTo("upstream m0 failed (m0 → m1 → … 6 more … → m8 → m9)");
    }

    @Test
    void treatsAContainedAssetAsNotBuilt() {
        Definitions definitions = new Project().model("a").model("b", "a").model("c", "b").build();
        engine.on(command("a"), 0,
                Json.run("\"contained\":[{\"model\":\"a\",\"blocked_by\":[\"up\"],\"unblock_hint\":\"\"}]"));
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(outcome(result, "a").skipCause()).contains(SkipCause.CONTAINED);
        assertThat(reason(result, "c")).isEqualTo("upstream a was skipped by the engine (a → b → c)");
        assertThat(result.exitStatus()).isEqualTo(1);
    }

    @Test
    void doesNotBuildOnWhatAnotherRunClaims() {
        Definitions definitions = new Project().model("a").model("b", "a").build();
        engine.on(command("a"), 0, Json.run(Json.status("SkippedInFlight")));
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(outcome(result, "a").skipCause()).contains(SkipCause.CLAIMED_BY_OTHER_RUN);
        assertThat(outcome(result, "b").status()).isEqualTo(OutcomeStatus.SKIPPED);
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void goesOnAfterAnEmptyLandingFolder() {
        Definitions definitions = new Project().loadPipeline("files").model("stg", "files/load").build();
        engine.on("run --pipeline files", 0, Json.load());
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(outcome(result, "files/load").skipCause()).contains(SkipCause.NOTHING_TO_DO);
        assertThat(outcome(result, "stg").status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(result.exitStatus()).isZero();
        assertThat(result.summary()).contains("no file to load in 'data/landing'");
    }

    @Test
    void goesOnAfterABugInAnEngine() {
        Definitions definitions = new Project().model("a").model("b").model("c").build();
        engine.onThrow(command("a"), new NoClassDefFoundError("x/Y")).onThrow(command("b"), new Exception("checked"));
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(reason(result, "a")).contains("java.lang.NoClassDefFoundError: x/Y").contains("bug");
        assertThat(reason(result, "b")).contains("java.lang.Exception: checked");
        assertThat(outcome(result, "c").status()).isEqualTo(OutcomeStatus.MATERIALIZED);
    }

    private RunResult select(Definitions definitions, String... keys) {
        return Materializer.of(definitions, engine)
                .select(AssetSelection.ofKeys(Arrays.stream(keys).map(AssetKey::parse).toList()))
                .run();
    }

    private static String command(String model) {
        return "run --model " + model + " --pipeline marts";
    }

    private static AssetOutcome outcome(RunResult result, String key) {
        return result.outcome(AssetKey.parse(key));
    }

    private static String reason(RunResult result, String key) {
        return outcome(result, key).reason().orElseThrow();
    }
}
