package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.OutcomeStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the engine's words on stderr to the reason of an asset (ENGINE.md §2.13). */
class PlanRefusalTest {

    private static final AssetKey SOURCE = AssetKey.of("in", "source");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "policy DENIES plan 'abc'", "policy requires human review for plan 'abc'",
        "source state has drifted since plan 'abc' was created", "config has changed since plan 'abc' was created",
        "failed to read plan 'abc'"
    })
    void aRefusalIsAFailureWithTheEnginesReason(String reason) {
        AssetOutcome outcome = run("{\"command\":\"plan\",\"plan_id\":\"abc\"}", "Error: " + reason);
        assertThat(outcome.status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(outcome.reason().orElseThrow()).contains(reason).contains("apply abc");
        assertThat(outcome.planIds()).containsExactly("abc");
        assertThat(new FakeRocky(folder).lines("asked")).containsExactly("plan", "apply");
    }

    @Test
    void aPlanWithoutAnIdIsAFailureAndNothingIsApplied() {
        AssetOutcome outcome = run("{\"command\":\"plan\",\"statements\":[]}", "");
        assertThat(outcome.status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(outcome.reason().orElseThrow()).contains("kept no plan");
        assertThat(new FakeRocky(folder).lines("asked")).containsExactly("plan");
    }

    private AssetOutcome run(String plan, String refusal) {
        CliEngineBuilder builder = new FakeRocky(folder).answering(
                "case \"$*\" in",
                "*' plan '*) echo plan >> asked; echo '" + plan + "';;",
                "*) echo apply >> asked; echo \"" + refusal + "\" >&2; exit 1;;",
                "esac");
        AssetSpec source = AssetSpec.builder(SOURCE, "source:in", NodeKind.SOURCE, "in (source)", "in")
                .pipeline("in")
                .build();
        try (CliEngine engine = builder.build()) {
            return Materializer.of(Definitions.of(List.of(source), List.of()), engine)
                    .executionMode(ExecutionMode.PLAN_THEN_APPLY)
                    .run()
                    .outcome(SOURCE);
        }
    }
}
