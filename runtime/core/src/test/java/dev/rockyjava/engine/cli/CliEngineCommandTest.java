package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.error.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the program gets: arguments, folder, input, environment. */
@Timeout(60)
class CliEngineCommandTest {

    @TempDir
    Path folder;

    @Test
    void givesTheGlobalOptionsBeforeTheSubcommandAndRunsInTheProjectsFolder() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = engine(fake, "for a in \"$@\"; do echo \"$a\"; done > argv", "pwd > cwd");
        engine.run(new RunRequest.Replication("in gest", Optional.of("source=$(id) \"x\"")));
        assertThat(fake.lines("argv"))
                .containsExactly(
                        "--config", "rocky.toml",
                        "--output", "json",
                        "run", "--pipeline", "in gest", "--filter", "source=$(id) \"x\"");
        assertThat(fake.lines("cwd")).containsExactly(folder.toRealPath().toString());
    }

    @Test
    void aRelativeEngineStateIsMeantFromTheProjectsFolder() {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering("echo \"$4\" > argv", "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .engineState(Path.of("state/engine.redb"))
                .build();
        engine.run(new RunRequest.Load("files"));
        assertThat(fake.lines("argv")).containsExactly(folder.resolve("state/engine.redb").toString());
    }

    @Test
    void givesNoInput() {
        FakeRocky fake = new FakeRocky(folder);
        engine(fake, "cat > input; echo end >> input").run(new RunRequest.Load("files"));
        assertThat(fake.lines("input")).containsExactly("end");
    }

    @Test
    void inheritsTheEnvironmentWithoutWhatWouldChangeARunSilently() {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering("env > environment", "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .inheriting(Map.of(
                        "PATH", System.getenv("PATH"),
                        "WAREHOUSE", "inherited",
                        "REGION", "inherited",
                        "ROCKY_IDEMPOTENCY_KEY", "k",
                        "DAGSTER_PIPES_CONTEXT", "c",
                        "DAGSTER_PIPES_MESSAGES", "m",
                        "ROCKY_PRINCIPAL", "agent"))
                .environment("REGION", "ours")
                .build();
        engine.run(new RunRequest.Load("files"));
        assertThat(fake.lines("environment"))
                .contains("WAREHOUSE=inherited", "REGION=ours", "ROCKY_PRINCIPAL=agent", "ROCKY_SUPPRESS_DEPRECATION=1")
                .noneMatch(line -> line.startsWith("ROCKY_IDEMPOTENCY_KEY") || line.startsWith("DAGSTER_PIPES"));
    }

    @Test
    void theZoneIsUtcUnlessTheProgramSetsAnother() {
        FakeRocky fake = new FakeRocky(folder);
        CliEngineBuilder inTokyo = fake.answering("env > environment", "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .inheriting(Map.of("PATH", System.getenv("PATH"), "TZ", "Asia/Tokyo"));
        inTokyo.build().run(new RunRequest.Load("files"));
        assertThat(fake.lines("environment")).contains("TZ=UTC");
        inTokyo.environment("TZ", "Europe/Berlin").build().run(new RunRequest.Load("files"));
        assertThat(fake.lines("environment")).contains("TZ=Europe/Berlin");
    }

    @Test
    void labelsACallForTheEnginesHistory() {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = engine(fake, "env > environment");
        engine.run(new RunRequest.Load("files"), CallOptions.defaults().withSubmissionId("run:1:a"));
        assertThat(fake.lines("environment")).contains("ROCKY_SUBMISSION_ID=run:1:a");
        engine.run(new RunRequest.Load("files"));
        assertThat(fake.lines("environment")).doesNotContain("ROCKY_SUBMISSION_ID=run:1:a");
        assertThatThrownBy(() -> CallOptions.defaults().withSubmissionId("a\nb"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCallHasVariablesOfItsOwn() {
        FakeRocky fake = new FakeRocky(folder).config("[pipeline.${NAME}]", "type = \"transformation\"");
        CliEngine engine = fake.answering(
                        "env > environment", "echo \"$*\" > argv",
                        "case \"$*\" in *compile*) echo '{\"command\":\"compile\",\"diagnostics\":[]}';; *) echo '{\"command\":\"seed\"}';; esac")
                .environment("NAME", "marts")
                .engineState(Path.of("engine.redb"))
                .build();
        CallOptions options = CallOptions.defaults().withEnvironment(Map.of("TRACEPARENT", "00-1-2-01", "NAME", "gold", "TZ", "Asia/Tokyo"));

        engine.run(new RunRequest.Seed("regions"), options);
        assertThat(fake.lines("environment")).contains("TRACEPARENT=00-1-2-01", "NAME=gold", "TZ=Asia/Tokyo");
        assertThat(fake.lines("argv").get(0)).as("reads the project with them too").endsWith("--pipeline gold");

        engine.run(new RunRequest.Seed("regions"));
        assertThat(fake.lines("environment")).contains("NAME=marts").noneMatch(line -> line.startsWith("TRACEPARENT"));
        assertThat(fake.lines("argv").get(0)).endsWith("--pipeline marts");

        engine.query(new QueryRequest.Compile("models", Optional.empty()), options);
        assertThat(fake.lines("environment")).contains("TRACEPARENT=00-1-2-01", "ROCKY_TRACE_DISABLE=1");
    }

    @Test
    void refusesVariablesThatNoProgramCanReceiveAndShowsNoValues() {
        CallOptions options = CallOptions.defaults();
        for (Map<String, String> wrong : List.of(Map.of("", "x"), Map.of("A=B", "x"), Map.of("A\0", "x"), Map.of("A", "x\0"))) {
            assertThatThrownBy(() -> options.withEnvironment(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(options.withEnvironment(Map.of("B", "t0ken", "A", "t1ken")))
                .hasToString("CallOptions[timeout=PT1H, total=Optional.empty, submissionId=Optional.empty, run=Optional.empty,"
                        + " environment=[A, B]]");
    }

    @Test
    void leavesADeprecationSettingThatSomebodyMade() {
        assertThat(ChildEnvironment.of(Map.of("ROCKY_SUPPRESS_DEPRECATION", "0"), Map.of()))
                .containsEntry("ROCKY_SUPPRESS_DEPRECATION", "0");
    }

    @Test
    void readsVariablesInTheProjectAsTheChildWould() {
        FakeRocky fake = new FakeRocky(folder).config("[pipeline.${NAME}]", "type = \"transformation\"");
        CliEngine engine = fake.answering("echo \"$*\" > argv", "echo '{\"command\":\"seed\"}'")
                .environment("NAME", "marts")
                .build();
        engine.run(new RunRequest.Seed("regions"));
        assertThat(fake.lines("argv").get(0)).endsWith("seed --seeds seeds --filter regions --pipeline marts");
    }

    @Test
    void aProjectThatWasEditedIsReadAgain() {
        FakeRocky fake = new FakeRocky(folder).config("[pipeline.one]", "type = 'transformation'");
        CliEngine engine = fake.answering("echo \"$*\" > argv", "echo '{\"command\":\"seed\"}'").build();
        engine.run(new RunRequest.Seed("regions"));
        assertThat(fake.lines("argv").get(0)).endsWith("--pipeline one");
        fake.config("[pipeline.");
        assertThatThrownBy(() -> engine.run(new RunRequest.Seed("regions"))).isInstanceOf(ProjectException.class);
        fake.config("[pipeline.two]", "type = 'transformation'");
        engine.run(new RunRequest.Seed("regions"));
        assertThat(fake.lines("argv").get(0)).endsWith("--pipeline two");
    }

    @Test
    void makesNothingBeforeTheFirstCall() {
        FakeRocky fake = new FakeRocky(folder);
        try (CliEngine engine = fake.withProgram("touch called").build()) {
            assertThat(engine).isNotNull();
        }
        assertThat(Files.exists(fake.file("called"))).isFalse();
    }

    @Test
    void asksForTheVersionOnce() {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine =
                fake.withProgram("echo call >> calls", "echo 'rocky 1.71.0'", "echo '" + FakeRocky.RUN_DOCUMENT + "'").build();
        assertThat(List.of(engine.info(), engine.info())).allMatch(info -> info.toString().equals("rocky 1.71.0"));
        assertThat(fake.lines("calls")).hasSize(1);
    }

    private static CliEngine engine(FakeRocky fake, String... script) {
        return fake.answering(String.join("\n", script), "echo '" + FakeRocky.RUN_DOCUMENT + "'").build();
    }
}
