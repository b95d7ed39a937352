package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.secret.Secrets;
import dev.rockyjava.run.Materializer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that an engine quotes reach no log, journal, event, exception or snapshot (invariant 13). */
class SecretsLeaveNowhereTest {

    /** As the engine's own documentation calls them, and one whose name says nothing. */
    private static final Map<String, String> SECRETS = Map.of(
            "SNOWFLAKE_PAT", "pat-0123456789",
            "TRINO_JWT", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
            "SLACK_HMAC", "hmac/of+slack=",
            "SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/T00/B00/x1y2z3",
            "THE_OTHER_ONE", "correct horse");
    private static final String QUOTED = "$SNOWFLAKE_PAT | $TRINO_JWT | $SLACK_HMAC | hmac%2Fof%2Bslack%3D | $SLACK_WEBHOOK_URL"
            + " | $THE_OTHER_ONE | https://someone@host/";

    @TempDir
    Path folder;

    private CliEngine engine(String... script) {
        CliEngineBuilder builder = builder(script);
        SECRETS.forEach(builder::environment);
        return builder.build();
    }

    private CliEngineBuilder builder(String... script) {
        return new FakeRocky(folder)
                .config(
                        "[adapter.sf]", "type = \"snowflake\"", "pat = \"${SNOWFLAKE_PAT}\"", "schema = \"${SCHEMA}\"",
                        "[adapter.trino]", "type = \"trino\"", "token = \"${TRINO_JWT}\"", "x = \"${THE_OTHER_ONE}\"",
                        "[hook.webhooks.on_pipeline_complete]", "url = \"${SLACK_WEBHOOK_URL:-https://none}\"",
                        "secret = \"${SLACK_HMAC}\"",
                        "[pipeline.marts]", "type = \"transformation\"")
                .answering(script)
                .environment("SCHEMA", "analytics");
    }

    private static void assertMasked(String text) {
        assertThat(text).contains("***").contains("analytics");
        for (String secret : SECRETS.values()) {
            assertThat(text).doesNotContain(secret);
        }
        assertThat(text).doesNotContain("hmac%2F").doesNotContain("someone@");
    }

    @Test
    void logLinesAndMessages() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        CliEngine engine = engine("echo \"Error: analytics: " + QUOTED + "\" >&2; exit 1");
        assertThatThrownBy(() -> engine.run(new RunRequest.Load("l"), CallOptions.defaults().withLog(lines::add)))
                .isInstanceOfSatisfying(EngineException.class, e -> assertMasked(e.getMessage()));
        assertMasked(String.join("\n", lines));
    }

    /** As engines draw long messages: broken where a line ends, with a frame at its begin. */
    @Test
    void aSecretThatIsBrokenOverLines() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        CliEngine engine = engine(
                "printf 'analytics: pat-012345\\n  | 6789 and eyJhbGciOi\\n  | JSUzI1NiJ9.e3\\n  | 0.c2ln, co\\n  | rre\\n  | ct horse\\nend\\n' >&2;"
                        + " exit 1");
        assertThatThrownBy(() -> engine.run(new RunRequest.Load("l"), CallOptions.defaults().withLog(lines::add)))
                .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.getMessage())
                        .doesNotContain("6789").doesNotContain("JSU").doesNotContain("horse"));
        assertThat(lines).contains("end");
        assertThat(String.join("\n", lines)).contains("analytics: ***")
                .doesNotContain("pat-0").doesNotContain("6789").doesNotContain("eyJ").doesNotContain("JSU").doesNotContain("c2ln")
                .doesNotContain("rre").doesNotContain("horse");
    }

    /** The engine goes on only after a line of its log has been seen. */
    private List<String> linesUntilSeen(String lines, String awaited) {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Path mark = folder.resolve("seen");
        CliEngine engine = engine(
                "printf '" + lines + "' >&2",
                "for i in $(seq 200); do [ -e '" + mark + "' ] && break; sleep 0.1; done",
                "[ -e '" + mark + "' ] && echo goes on >&2; exit 1");
        assertThatThrownBy(() -> engine.run(new RunRequest.Load("l"), CallOptions.defaults().withLog(line -> {
            seen.add(line);
            if (line.equals(awaited)) {
                create(mark);
            }
        }))).isInstanceOf(EngineException.class);
        assertThat(seen).contains("goes on");
        return seen;
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLineThatBeginsASecretIsShownWithoutItIfNothingFollows() {
        assertThat(linesUntilSeen("ready\\nwaits for pat-0123\\n", "waits for ***")).startsWith("ready", "waits for ***");
    }

    @Test
    void theRestOfASecretIsMaskedThoughItComesLate() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        CliEngine engine = engine("printf 'x pat-01234\\n' >&2; sleep 1; printf '  | 56789 y\\nhmac/of+slack' >&2; exit 1");
        assertThatThrownBy(() -> engine.run(new RunRequest.Load("l"), CallOptions.defaults().withLog(lines::add)))
                .isInstanceOf(EngineException.class);
        assertThat(lines).containsExactly("x ***", "*** y", "***");
    }

    @Test
    void aLineOfDashesIsShownAtOnceThoughAKeyBeginsWithThem() throws IOException {
        String key = "-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----\n";
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        MaskedLines masked = new MaskedLines(Secrets.of(Map.of("SIGNING_KEY", key)), lines::add);
        masked.accept("rows: 3", false);
        masked.accept("----------", false);
        masked.accept("- 5", false);
        assertThat(lines).containsExactly("rows: 3", "----------", "- 5");
        masked.accept("x ---", false);
        masked.accept("--BEGIN K", false);
        assertThat(masked.isHolding()).isTrue();
        masked.accept("EY----", false);
        masked.accept("- y", false);
        assertThat(lines.subList(3, lines.size())).containsExactly("x ---", "*** y");
    }

    @Test
    void aLineThatIsTooLongToWaitIsShownWithoutTheBeginningOfASecret() {
        String token = "sk-Qw7LpZ2xTt9VbN4mRc8Ky1Hd";
        String begin = token.substring(0, 15);
        for (String text : List.of(
                "\u65e5".repeat(5455) + token,
                (token + " ").repeat(700),
                (token + " ").repeat(400) + begin + "\n" + token.substring(15) + " tail")) {
            assertThat(String.join("\n", linesOf(text, token))).doesNotContain(begin.substring(0, 6)).doesNotContain(token.substring(15));
        }
    }

    private static List<String> linesOf(String stderr, String token) {
        List<String> lines = new ArrayList<>();
        new StderrReader(new ByteArrayInputStream(stderr.getBytes(StandardCharsets.UTF_8)), Secrets.of(Map.of("A_TOKEN", token)), lines::add)
                .run();
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\u001B[K", "\u001B[0K", "\u001B[1;31m", "\u001B[38:5:1m", "\u001B[?25l", "\u009B2K", // CSI
        "\u001B]8;;https://host/\u001B\\", "\u001B]0;title\u0007", "\u009D0;title\u009C", // OSC
        "\u001BPdata\u001B\\", "\u001B(B", "\u001B7", "\u0007", "\b", "\u007F"
    })
    void aSecretIsMaskedThoughATerminalActsWithinIt(String sequence) {
        assertThat(linesOf("x first-" + sequence + "token" + sequence + " y\n" + sequence + "end", "first-token"))
                .containsExactly("x *** y", "end");
    }

    @Test
    void whatEndsNoSequenceIsShown() {
        assertThat(linesOf("a \u001B]0;title\nb \u001B[\nc \u001B", "first-token")).containsExactly("a 0;title", "b", "c");
    }

    @Test
    void aBarOfProgressIsShownByItsStates() {
        assertThat(linesOf("\r 10 %\r 20 % of first-\rtoken\r\ndone\r\n", "first-token"))
                .containsExactly(" 10 %", " 20 % of ***", "done");
    }

    @Test
    void aValueWithAControlCharacterIsMaskedWithoutIt() {
        assertThat(linesOf("x first-\u0007token y", "first-\u0007token")).containsExactly("x *** y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd  \nefgh  \ni", "abcd\u2028\nef", "abcd\u0085\nef", "abcd\t\r\nef", "abcd\n\nef"})
    void blanksAtTheEndOfALineBelongToASecret(String token) {
        assertThat(linesOf("x " + token + " y\n", token)).containsExactly("x *** y");
        assertThat(linesOf("x " + token.replace("\n", "\n  \u2502 ") + " y\n", token)).containsExactly("x *** y");
    }

    @Test
    void aSecretIsMaskedOverABlankLine() {
        assertThat(linesOf("x first-\n\n  \u2502\n  \u2502 token y\nrows: 3  \n\nend", "first-token"))
                .containsExactly("x *** y", "rows: 3", "end");
    }

    @Test
    void linesBeforeTheOneThatWaitsAreShown() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        MaskedLines masked = new MaskedLines(Secrets.of(Map.of("A_TOKEN", "first-token", "B_TOKEN", "second-token")), lines::add);
        masked.accept("x first", false);
        masked.accept("other seco", false);
        assertThat(lines).containsExactly("x first");
        masked.accept("nd-token and fir", false);
        masked.accept("st-token, again seco", false);
        assertThat(masked.isHolding()).isTrue();
        masked.release();
        assertThat(lines).containsExactly("x first", "other *** and fir", "***, again ***");
        masked.accept("nd", false);
        masked.accept("-token", false);
        masked.release();
        assertThat(String.join("|", lines)).doesNotContain("nd|").doesNotContain("token");
    }

    @Test
    void variablesOfASingleCall() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        CliEngine engine = builder("echo \"Error: analytics: " + QUOTED + "\" >&2; exit 1")
                .inheriting(Map.of("PATH", System.getenv("PATH"), "SNOWFLAKE_PAT", "x", "TRINO_JWT", "x", "THE_OTHER_ONE", "x"))
                .build();
        CallOptions options = CallOptions.defaults().withLog(lines::add).withEnvironment(SECRETS);
        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> engine.run(new RunRequest.Load("l"), options))
                    .isInstanceOfSatisfying(EngineException.class, e -> assertMasked(e.getMessage()));
        }
        assertMasked(String.join("\n", lines));
        assertThat(options.toString()).doesNotContain(SECRETS.values());
    }

    @Test
    void journalAndEventsOfARun() throws IOException {
        CliEngine engine = engine(
                "echo \"{\\\"command\\\":\\\"run\\\",\\\"status\\\":\\\"Failure\\\",\\\"errors\\\":[{\\\"asset_key\\\":[\\\"a\\\"],"
                        + "\\\"error\\\":\\\"analytics: " + QUOTED + "\\\"}],\\\"scheduling_warnings\\\":[\\\"analytics: " + QUOTED
                        + "\\\"],\\\"drift\\\":{\\\"actions_taken\\\":[{\\\"table\\\":\\\"wh.m.a\\\",\\\"action\\\":\\\"x\\\","
                        + "\\\"reason\\\":\\\"analytics: " + QUOTED + "\\\"}]}}\"; exit 1");
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        Materializer.of(Definitions.of(List.of(LoggedRun.model("a")), List.of()), engine)
                .journal(folder.resolve("runs"))
                .listener(event -> events.add(event.toString()))
                .run();
        assertMasked(String.join("\n", events));
        try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
            assertMasked(Files.readString(files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow()));
        }
    }

    @Test
    void snapshotsThatAreCommitted() throws IOException {
        CliEngine engine = engine(
                "case \"$*\" in",
                "  *compile*) echo \"{\\\"command\\\":\\\"compile\\\",\\\"diagnostics\\\":[{\\\"model\\\":\\\"correct horse\\\","
                        + "\\\"message\\\":\\\"analytics: " + QUOTED + "\\\"}]}\";;",
                "  *) echo \"Error: analytics: " + QUOTED + "\" >&2; exit 1;;",
                "esac");
        RockyProject project = RockyProject.load(
                folder.resolve("rocky.toml"), name -> Optional.of(SECRETS.getOrDefault(name, "analytics")));
        Path snapshot = folder.resolve("snapshot.json");
        RockyComponent.of(ComponentConfig.builder().set(Attribute.DAG_MODE, true).build(), folder)
                .writeStateToPath(engine, project, snapshot);

        String written = Files.readString(snapshot);
        assertThat(written).contains("dag_error").contains("\"model\": \"correct horse\"");
        assertMasked(written.replace("\"model\": \"correct horse\"", ""));
        assertMasked(engine.query(new QueryRequest.Compile("models", Optional.empty()), CallOptions.defaults())
                .replace("\"model\":\"correct horse\"", ""));
    }

    @Test
    void aProjectThatIsNoTomlWithItsValuesPutIn() throws IOException {
        Path config = Files.writeString(folder.resolve("rocky.toml"), "[adapter.a]\npassword = ${PW}\nuser = \"${USER}\"\n");
        for (String value : List.of("hunter-twenty two", "hunter\"", "\"hunter", "[hunter")) {
            assertThatThrownBy(() -> RockyProject.load(config, name -> Optional.of(value)))
                    .isInstanceOf(ProjectException.class)
                    .hasNoCause()
                    .hasMessageContaining("rocky.toml:")
                    .hasMessageContaining("once environment variables are substituted")
                    .hasMessageNotContaining("hunter");
        }
        Files.writeString(config, "[adapter.a]\npassword = \"${PW}\"\nuser == 1\n");
        assertThatThrownBy(() -> RockyProject.load(config, name -> Optional.of("hunter22")))
                .hasMessageContaining("rocky.toml:3:")
                .hasMessageNotContaining("hunter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h/p?a=1\\u0026token=abcdefgh", "https:\\/\\/u:abcdefgh@h/p", "password\\t=\\t'abcdefgh'"})
    void aCredentialWhoseSignsAreEscapedInADocument(String text) {
        String masked = EngineDocuments.masked("{\"error\": \"" + text + "\"}", Secrets.of(Map.of())::mask);

        assertThat(masked).doesNotContain("abcdefgh").contains(Secrets.MASK);
    }
}
