package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.temporal.CallLimits;
import dev.rockyjava.internal.temporal.CallWorkflow;
import dev.rockyjava.store.LocalStateStore;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Driver and worker work on the same project, speak the same version, and share a store for what is too large. */
class AgreementTest {

    private static final RunRequest MODEL = new RunRequest.Model("orders", "main", PartitionChoice.DEFAULT);

    @TempDir
    Path folder;

    private final InMemory server = new InMemory();
    private final TestEngine onWorker = new TestEngine();

    @AfterEach
    void stop() {
        server.close();
    }

    private RockyComponent component(String name, String sql) throws Exception {
        Path project = Files.createDirectories(folder.resolve(name).resolve("models")).getParent();
        Files.writeString(project.resolve("rocky.toml"), """
                [adapter]
                type = "duckdb"
                path = "warehouse.duckdb"

                [pipeline.marts]
                type = "transformation"

                [pipeline.landing]
                type = "load"
                """);
        Files.writeString(project.resolve("models/orders.sql"), sql);
        Files.writeString(project.resolve("models/.rocky-state.redb"), name);
        return RockyComponent.of(ComponentConfig.builder().set(Attribute.CONFIG_PATH, "rocky.toml").build(), project);
    }

    @Test
    void aWorkerWithOtherFilesRefuses() throws Exception {
        server.worker(RockyWorker.of(server.client(), onWorker).queue("warehouse").component(component("one", "select 1")));
        TemporalEngine same = server.engine(TemporalEngine.to(server.client()).component(component("same", "select 1")));
        assertThat(same.run(MODEL).exitCode()).isZero();
        assertThat(same.effect(new RunRequest.Load("landing"))).isEqualTo(RowEffect.ADDS);

        TemporalEngine other = server.engine(TemporalEngine.to(server.client()).component(component("other", "select 2")));
        assertThatThrownBy(() -> other.run(MODEL))
                .isInstanceOf(ProjectException.class)
                .hasMessageMatching("the driver's project files have the digest [0-9a-f]{16}, and this worker's [0-9a-f]{16};"
                        + " give both the same version of the project");
        assertThat(onWorker.asked).hasSize(1);
    }

    @Test
    void aWorkerWithOtherDefinitionsRefuses() {
        server.worker(RockyWorker.of(server.client(), onWorker).queue("warehouse").definitions(ShellProject.models(3, 1)));
        TemporalEngine same = server.engine(
                TemporalEngine.to(server.client()).queue("warehouse").definitions(ShellProject.models(3, 1)));
        assertThat(same.run(MODEL).exitCode()).isZero();

        TemporalEngine other = server.engine(
                TemporalEngine.to(server.client()).queue("warehouse").definitions(ShellProject.models(3, 2)));
        assertThatThrownBy(() -> other.run(MODEL)).isInstanceOf(ProjectException.class).hasMessageContaining("the driver's definitions");
    }

    @Test
    void aWorkerOfAnotherVersionRefuses() {
        server.worker(onWorker);
        WorkflowStub call = server.client().newUntypedWorkflowStub(
                CallWorkflow.TYPE, WorkflowOptions.newBuilder().setWorkflowId("p/r/c").setTaskQueue("warehouse").build());
        call.start(
                "p{\"version\": 7, \"news\": true}".getBytes(StandardCharsets.UTF_8),
                new CallLimits(Optional.empty(), Duration.ofMinutes(1), true).bytes());
        assertThatThrownBy(() -> call.getResult(byte[].class))
                .isInstanceOf(WorkflowFailedException.class)
                .rootCause().isInstanceOfSatisfying(ApplicationFailure.class, failure -> assertThat(failure.getOriginalMessage())
                        .isEqualTo("the driver sends calls of version 7, and the worker of the queue warehouse reads version 2"));
        assertThat(onWorker.asked).isEmpty();
    }

    @Test
    void aLargeAnswerGoesThroughTheStore() {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(4 << 20, 0, 64).forEach(number -> text.append((char) (' ' + 1 + number % 64)));
        String error = text.toString().replace('\\', '/').replace('"', '\'');
        onWorker.answering((request, options) ->
                TestEngine.reply(1, "Failure", request, ", \"errors\": [{\"asset_key\": [], \"error\": \"" + error + "\"}]"));
        LocalStateStore store = LocalStateStore.at(folder.resolve("answers"));
        server.worker(RockyWorker.of(server.client(), onWorker).queue("warehouse").largeAnswers(store));
        server.worker(RockyWorker.of(server.client(), onWorker).queue("storeless"));

        TemporalEngine driver = server.engine(TemporalEngine.to(server.client()).queue("warehouse").largeAnswers(store));
        assertThat(((RunOutput) driver.run(MODEL).document()).errors().get(0).error()).isEqualTo(error);

        TemporalEngine storeless = server.engine(TemporalEngine.to(server.client()).queue("storeless"));
        assertThatThrownBy(() -> storeless.run(MODEL))
                .isInstanceOf(EngineOutputException.class).hasMessageContaining("largeAnswers(…)");
    }
}
