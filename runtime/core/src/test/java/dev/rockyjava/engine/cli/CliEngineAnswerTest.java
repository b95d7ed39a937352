package dev.rockyjava.engine.cli;

import static dev.rockyjava.error.Hints.hint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.error.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each ending of the program becomes. */
@Timeout(60)
class CliEngineAnswerTest {

    private static final RunRequest RUN = new RunRequest.Load("files");
    private static final String JSON_NOISE = "echo '{\"level\":\"WARN\",\"fields\":{\"message\":\"noise\"}}' >&2";

    @TempDir
    Path folder;

    @Test
    void aDocumentIsAnAnswerWhateverTheExitStatus() {
        for (int status : new int[] {0, 1, 2, 130}) {
            EngineReply reply =
                    engine("printf '\\n  " + FakeRocky.RUN_DOCUMENT + "\\n'", "exit " + status).run(RUN);
            assertThat(reply.exitCode()).isEqualTo(status);
            assertThat(reply.document()).isInstanceOfSatisfying(RunOutput.class, run -> assertThat(run.status())
                    .isEqualTo("Success"));
        }
    }

    @Test
    void keepsTheLastLogLinesAndPassesAllOn() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        EngineReply reply = engine(
                        "i=1; while [ $i -le 50 ]; do echo \"line $i\" >&2; echo >&2; i=$((i+1)); done",
                        "printf 'no line end' >&2",
                        "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .run(RUN, CallOptions.defaults().withLog(lines::add));
        List<String> all = new ArrayList<>(
                IntStream.rangeClosed(1, 50).mapToObj(i -> "line " + i).toList());
        all.add("no line end");
        assertThat(lines).isEqualTo(all);
        assertThat(reply.logTail()).isEqualTo(all.subList(31, 51));
    }

    @Test
    void aFailingListenerDoesNotStopTheCall() {
        EngineReply reply = engine("seq 1 20000 >&2", "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .run(RUN, CallOptions.defaults().withLog(line -> {
                    throw new IllegalStateException("no");
                }));
        assertThat(reply.logTail()).endsWith("20000");
    }

    @Test
    void aListenerThatBreaksDoesNotHangTheCall() {
        EngineReply reply = engine("seq 1 200000 >&2", "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .run(RUN, CallOptions.defaults().withTimeout(Duration.ofSeconds(40)).withLog(line -> {
                    throw new AssertionError("no");
                }));
        assertThat(reply.logTail()).endsWith("200000");
    }

    @Test
    void aLongSecretInALogLineIsMasked() {
        EngineReply reply = engine(
                        "printf 'rocky run --governance-override \"' >&2",
                        "head -c 16000 /dev/zero | tr '\\0' x >&2",
                        "echo '\"' >&2",
                        "seq 1 200000 >&2",
                        "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .run(RUN, CallOptions.defaults().withTimeout(Duration.ofSeconds(40)));
        assertThat(reply.logTail()).endsWith("200000");
    }

    @Test
    void secretsInTheDocumentsErrorsAreMasked() {
        EngineReply reply = new FakeRocky(folder).answering(
                        "echo '{\"command\":\"run\",\"status\":\"Failure\",\"materializations\":"
                                + "[{\"asset_key\":[\"hunter22\"]}],\"errors\":[{\"asset_key\":[\"hunter22\"],"
                                + "\"error\":\"no login with hunter22 at postgres://joe:pass-word@host/db\"}]}'",
                        "exit 1")
                .environment("WAREHOUSE_PASSWORD", "hunter22")
                .build()
                .run(RUN);
        RunOutput run = (RunOutput) reply.document();
        assertThat(run.errors().get(0).error()).isEqualTo("no login with *** at postgres://***@host/db");
        // Names must stay what they are, or no verdict finds them.
        assertThat(run.errors().get(0).assetKey()).containsExactly("hunter22");
        assertThat(run.materializations().get(0).assetKey()).containsExactly("hunter22");
    }

    @Test
    void successWithoutADocumentIsAnOutputError() {
        for (String script : List.of("true", "echo Done.", "echo '{\"version\": '", "echo '[]'",
                "echo '{\"command\":\"dag\"}'", "echo '" + FakeRocky.RUN_DOCUMENT + " trailing'")) {
            assertThatThrownBy(() -> engine(script).run(RUN)).as(script).isInstanceOf(EngineOutputException.class);
        }
    }

    @Test
    void aRefusalSaysWhatTheEngineSaidWithoutTheNoise() {
        EngineCommandException e = catchThrowableOfType(
                EngineCommandException.class,
                () -> engine(
                                JSON_NOISE,
                                "echo 'warning: something else' >&2",
                                "printf 'Error: failed to load the project\\n\\nCaused by:\\n    0: no such column\\n' >&2",
                                JSON_NOISE,
                                "echo 'Stack backtrace:' >&2; seq 1 40 >&2; exit 1")
                        .run(RUN));
        assertThat(e).hasMessageContaining("`rocky run --pipeline files`")
                .hasMessageContaining("exit status 1")
                .hasMessageContaining("Error: failed to load the project\nCaused by:\n    0: no such column")
                .hasMessageNotContaining("noise")
                .hasMessageNotContaining("something else")
                .hasMessageNotContaining("backtrace");
        assertThat(e.exitCode()).isEqualTo(1);
        assertThat(e.logTail()).hasSize(20).endsWith("40");
    }

    @Test
    void aUsageErrorIsToldFromAPartialRun() {
        assertThatThrownBy(() -> engine("echo \"error: unexpected argument '--x' found\" >&2", "exit 2").run(RUN))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("wrong command line")
                .hasMessageContaining("unexpected argument '--x'");
    }

    @Test
    void aSignalIsNamed() {
        assertThatThrownBy(() -> engine("kill -SEGV $$").run(RUN))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("signal 11 (SIGSEGV)");
        assertThatThrownBy(() -> engine("printf '{\"version\":'; kill -KILL $$").run(RUN))
                .isInstanceOfSatisfying(EngineCommandException.class, e -> assertThat(e.exitCode()).isEqualTo(137))
                .hasMessageContaining("signal 9 (SIGKILL)");
    }

    @Test
    void aLostStateLockIsBusy() {
        String caused = "state store at .rocky-state.redb is locked by another process; only one rocky writer can run";
        assertThatThrownBy(() -> engine("printf 'Error: failed to open state store\\n\\nCaused by:\\n    " + caused
                                + "\\n' >&2; exit 1")
                        .run(RUN))
                .isInstanceOf(EngineBusyException.class)
                .hasMessageContaining(folder.resolve(".rocky-state.redb").toString())
                .hasMessageContaining("nothing was executed")
                .hasMessageNotContaining("only one rocky writer")
                .satisfies(hint("try again when it has ended"));
        assertThatThrownBy(() -> engine(
                                "echo 'Error: state store at s.redb is busy — another rocky process is holding the"
                                        + " database lock. Retry in a moment.' >&2; exit 1")
                        .query(new QueryRequest.Dag(), CallOptions.defaults()))
                .isInstanceOf(EngineBusyException.class);
    }

    @Test
    void aMissingFolderOfTheEngineStateIsNamed() throws Exception {
        Path state = folder.resolve("gone").resolve("own.redb");
        CliEngine engine = new FakeRocky(folder).answering(
                        "printf 'Error: failed to open state store at gone/own.redb\\n\\nCaused by:\\n    0: i/o error opening"
                                + " state lock file at gone/own.redb.lock: No such file or directory (os error 2)\\n' >&2; exit 1")
                .engineState(state)
                .build();
        assertThatThrownBy(() -> engine.run(RUN))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("There is no folder " + folder.resolve("gone") + " for the engine's state")
                .hasMessageContaining("mkdir -p " + folder.resolve("gone") + "\nThe engine said:\nError: failed to open")
                .satisfies(hint("make it first: mkdir -p " + folder.resolve("gone")));
        Files.createDirectories(folder.resolve("gone"));
        assertThatThrownBy(() -> engine.run(RUN)).hasMessageNotContaining("mkdir");
    }

    @Test
    void aLostDatabaseLockIsBusyAndNamesTheHolder() {
        assertThatThrownBy(() -> engine("cat >&2 <<'END'",
                                "Error: adapters.default: failed to open DuckDB at 'wh.duckdb'",
                                "",
                                "Caused by:",
                                "    0: IO Error: Could not set lock on file \"/data/wh.duckdb\": Conflicting lock is held"
                                        + " in /usr/bin/python3.11 (PID 4711). See also the documentation",
                                "END",
                                "exit 1")
                        .run(RUN))
                .isInstanceOf(EngineBusyException.class)
                .hasMessageContaining("PID 4711, /usr/bin/python3.11")
                .hasMessageNotContaining("Could not set lock")
                .hasMessageContaining("wh.duckdb");
    }

    @Test
    void aLockTextInTheLogOfAnotherFailureIsNotBusy() {
        assertThatThrownBy(() -> engine(
                                "echo '{\"error\":\"state store at s is locked by another process\"}' >&2",
                                "echo 'Error: no such table' >&2; exit 1")
                        .run(RUN))
                .isInstanceOf(EngineCommandException.class);
    }

    @Test
    void aQueryAnswersWithTheDocumentAsPrinted() {
        String document = "{\"command\":\"dag\",\n\"nodes\":[]}\n";
        assertThat(engine("printf '%s' '" + document + "'").query(new QueryRequest.Dag(), CallOptions.defaults()))
                .isEqualTo(document);
    }

    @Test
    void onlyCompileAnswersWithADocumentWhenItFails() {
        QueryRequest compile = new QueryRequest.Compile("models", Optional.empty());
        String document = "{\"command\":\"compile\",\"has_errors\":true}\n";
        assertThat(engine("printf '" + document + "'; exit 1").query(compile, CallOptions.defaults()))
                .isEqualTo(document);
        assertThatThrownBy(() -> engine("echo '{\"command\":\"discover\"}'; echo 'Error: collision' >&2; exit 1")
                        .query(new QueryRequest.Discover("p"), CallOptions.defaults()))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("Error: collision");
        assertThatThrownBy(() -> engine("echo '{\"command\":\"run\"}'").query(compile, CallOptions.defaults()))
                .isInstanceOf(EngineOutputException.class);
        assertThatThrownBy(() -> engine("echo '{\"command\":'; exit 1").query(compile, CallOptions.defaults()))
                .isInstanceOf(EngineOutputException.class);
    }

    @Test
    void secretsAreMaskedInLogsAndMessages() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        FakeRocky fake = new FakeRocky(folder);
        CliEngineBuilder refusing = fake.answering("echo \"Error: can't log in with $WAREHOUSE_TOKEN\" >&2; exit 1")
                .environment("WAREHOUSE_TOKEN", "s3cr3t-value");
        assertThatThrownBy(() -> refusing.build().run(RUN, CallOptions.defaults().withLog(lines::add)))
                .hasMessageContaining("can't log in with ***")
                .hasMessageNotContaining("s3cr3t");
        assertThat(lines).containsExactly("Error: can't log in with ***");
        for (String script : List.of("echo \"$WAREHOUSE_TOKEN\"", "echo \"{$WAREHOUSE_TOKEN\"",
                "echo \"{\\\"command\\\":\\\"$WAREHOUSE_TOKEN\\\"}\"")) {
            CliEngineBuilder leaking = fake.answering(script).environment("WAREHOUSE_TOKEN", "s3cr3t-value");
            assertThatThrownBy(() -> leaking.build().run(RUN)).satisfies(e -> {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    assertThat(cause.toString()).as(script).doesNotContain("s3cr3t");
                }
            });
        }
        CliEngineBuilder asked = fake.answering("exit 1").environment("WAREHOUSE_TOKEN", "s3cr3t-value");
        assertThatThrownBy(() -> asked.build().run(new RunRequest.Load("s3cr3t-value")))
                .hasMessageContaining("`rocky run --pipeline ***`");
    }

    @Test
    void aProjectThatIsNotThereIsNamed() {
        CliEngine engine = CliEngine.forProject(folder.resolve("none/rocky.toml")).build();
        assertThatThrownBy(() -> engine.run(RUN)).isInstanceOf(ProjectException.class);
        assertThatThrownBy(() -> engine.query(new QueryRequest.Dag(), CallOptions.defaults()))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("rocky.toml");
    }

    @Test
    void aClosedEngineExecutesNothing() {
        CliEngine engine = engine("echo '" + FakeRocky.RUN_DOCUMENT + "'");
        engine.close();
        assertThatThrownBy(() -> engine.run(RUN)).isInstanceOf(IllegalStateException.class);
    }

    private CliEngine engine(String... script) {
        return new FakeRocky(folder).answering(script).build();
    }
}
