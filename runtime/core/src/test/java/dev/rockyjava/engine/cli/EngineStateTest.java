package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.QueryRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the engine is told to keep its state, and the limit of every call. */
class EngineStateTest {

    @TempDir
    Path folder = Path.of("");

    private FakeRocky rocky = new FakeRocky(Path.of("target"));

    private String asked(CliEngineBuilder builder, QueryRequest request) {
        try (CliEngine engine = builder.build()) {
            engine.query(request, CallOptions.defaults());
        }
        return String.join("\n", rocky.lines("argv"));
    }

    private CliEngineBuilder recording(String command) {
        rocky = new FakeRocky(folder);
        return rocky.answering("echo \"$@\" > argv; echo '{\"command\":\"" + command + "\"}'");
    }

    @Test
    void aNamespaceTakesThePlaceOfThePath() {
        recording("dag");
        rocky.write("models/.rocky-state/nightly_2.redb");
        assertThat(asked(recording("dag").stateNamespace("nightly_2"), new QueryRequest.Dag()))
                .isEqualTo("--config rocky.toml --state-namespace nightly_2 --output json dag --column-lineage");
        assertThat(asked(recording("dag").engineState(Path.of("x.redb")), new QueryRequest.Dag()))
                .isEqualTo("--config rocky.toml --state-path " + folder.resolve("x.redb") + " --output json dag --column-lineage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a-b", "../a", "\u00e4", "--x"})
    void aNamespaceThatTheEngineWouldRefuse(String name) {
        CliEngineBuilder builder = recording("dag");
        assertThatThrownBy(() -> builder.stateNamespace(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "-x"})
    void lineageOfOneModel(String model) {
        assertThat(asked(recording("lineage"), new QueryRequest.Lineage(model, "sql")))
                .endsWith("lineage --models sql " + (model.equals("-x") ? "-- -x" : model));
    }

    @Test
    @Timeout(60)
    void noCallIsLongerThanTheLongest() {
        rocky = new FakeRocky(folder);
        try (CliEngine engine = rocky.answering("sleep 600")
                .gracePeriod(Duration.ZERO)
                .longestCall(Duration.ofMillis(200))
                .build()) {
            assertThatThrownBy(() -> engine.query(new QueryRequest.Dag(), CallOptions.defaults()))
                    .isInstanceOf(EngineTimeoutException.class);
        }
        assertThatThrownBy(() -> rocky.answering("").longestCall(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
