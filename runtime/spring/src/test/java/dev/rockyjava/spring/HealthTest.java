package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.Materializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The health of an application that can't run anything, and of one whose last run failed. */
class HealthTest {

    private final BakeryProject project;

    HealthTest(@TempDir Path folder) {
        project = new BakeryProject(folder);
    }

    @Test
    void isDownWithTheReasonsIfNoRunIsPossible() throws Exception {
        project.withBinary(project.file("no-such-engine"));
        project.write("a-file", "");
        try (ConfigurableApplicationContext application = project.start("rocky.journal=a-file/runs")) {
            JsonNode rocky = new Actuator(application).get("health", 503).at("/components/rocky");
            assertThat(rocky.at("/status").asString()).isEqualTo("DOWN");
            assertThat(rocky.at("/details/failures/0").asString())
                    .contains(project.file("no-such-engine").toString())
                    .contains("binary_path in defs.yaml");
            assertThat(rocky.at("/details/failures/1").asString()).contains("a-file is not a folder; set rocky.journal");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isUpAfterAFailedRunAndWithAnotherSnapshotAndCanBeSwitchedOff() throws Exception {
        project.withEngine("[ -n \"$model\" ] && { echo \"no such database\" >&2; exit 1; }");
        project.write("rocky/snapshot.json", project.read("rocky/snapshot.json").replace("full_refresh", "view"));
        try (ConfigurableApplicationContext application = project.start()) {
            assertThat(application.getBean(Materializer.class).run().succeeded()).isFalse();
            JsonNode rocky = new Actuator(application).get("health", 200).at("/components/rocky");
            assertThat(rocky.at("/status").asString()).isEqualTo("UP");
            assertThat(rocky.at("/details/engine").asString()).contains("1.71.0");
            assertThat(rocky.at("/details/last_run/outcome").asString()).isEqualTo("failed");
            assertThat(rocky.at("/details/last_run/resumable").asBoolean()).isTrue();
            assertThat(rocky.at("/details/stale").asInt()).isEqualTo(2);
            assertThat(rocky.at("/details/snapshot").asString()).startsWith("not the one that this application works with");
        }
        try (ConfigurableApplicationContext application = project.start("management.health.rocky.enabled=false")) {
            assertThat(new Actuator(application).get("health", 200).at("/components/rocky").isMissingNode()).isTrue();
        }
    }

    @Test
    void asksTheEngineWhatItRefusesOnceAndAfterAnEdit() throws Exception {
        List<String> asked = new ArrayList<>();
        RockyEngine engine = new RockyEngine() {
            @Override
            public EngineInfo info() {
                return new EngineInfo("rocky", "1.71.0");
            }

            @Override
            public List<String> problems() {
                asked.add("validate");
                if (asked.size() > 1) {
                    throw new EngineTimeoutException("it took too long");
                }
                return List.of("rocky.toml:1: no such adapter");
            }

            @Override
            public EngineReply run(RunRequest request, CallOptions options) {
                throw new AssertionError(request);
            }

            @Override
            public String query(QueryRequest request, CallOptions options) {
                throw new AssertionError(request);
            }

            @Override
            public void close() {}
        };
        try (ConfigurableApplicationContext application = project.start()) {
            ProjectHealth health = new ProjectHealth(application.getBean(ProjectState.class), engine);
            for (int i = 0; i < 3; i++) {
                assertThat(health.examine().details()).containsEntry("engine_refuses", List.of("rocky.toml:1: no such adapter"));
            }
            assertThat(asked).hasSize(1);
            Path toml = application.getBean(RockyComponent.class).rockyToml();
            Files.setLastModifiedTime(toml, FileTime.fromMillis(Files.getLastModifiedTime(toml).toMillis() + 3000));
            assertThat(health.examine().details()).containsEntry("engine_refuses", List.of("it took too long"));
            assertThat(health.examine().isUp()).isTrue();
            assertThat(asked).hasSize(2);
        }
    }
}
