package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With -o json or jsonl there is something to read on stdout, whatever goes wrong. */
class ErrorJsonTest {

    private final FakeProject project;

    ErrorJsonTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "show dayly                              | 2 | there is no asset dayly        | [\"wh/marts/daily\"] |",
        "list kind:seeed                         | 2 | seeed                          | [\"seed\"]           |",
        "plan daily --partition x                | 2 | 'x' is no partition            |                      |",
        "lst                                     | 2 | lst                            | [\"list\"]           |",
        "list --outputt x                        | 2 | --outputt                      | [\"--output\"]       |",
        "materialize                             | 2 | needs a selection              |                      |",
        "materialize orders --wait x             | 2 | 'x' is no duration             |                      |",
        "graph -f dot                            | 2 | --format dot is no JSON        |                      |",
        "history x                               | 2 | there is no run x              |                      |",
        "resume                                  | 2 | nothing can be resumed         |                      |",
        "list --snapshot none.json               | 2 | there is no snapshot           |                      |",
        "list --snapshot {}/rocky.toml           | 1 | rocky.toml                     |                      | RK103",
        "materialize orders                      | 1 | there is no file               |                      |",
        "refresh                                 | 1 | there is no file               |                      |",
    })
    void saysWhatIsWrong(String command, int status, String message, String nearest, String diagnostic) throws Exception {
        Files.delete(project.file("fake-rocky"));
        for (String form : new String[] {"json", "jsonl"}) {
            String[] words = command.replace("{}", project.folder().toString()).split(" ");
            Ran ran = Ran.on(project, Stream.concat(Arrays.stream(words), Stream.of("-o", form)).toArray(String[]::new));
            JsonNode error = ran.json().get("error");
            assertThat(ran.json().propertyNames()).containsExactly("error");
            assertThat(ran.status()).isEqualTo(status).isEqualTo(error.get("status").asInt());
            assertThat(error.get("message").asString()).contains(message);
            assertThat(ran.err()).contains(error.get("message").asString());
            assertThat(error.has("nearest")).isEqualTo(nearest != null);
            if (nearest != null) {
                assertThat(error.get("nearest").toString()).startsWith(nearest.substring(0, nearest.length() - 1));
            }
            assertThat(error.path("diagnostic").asString(null)).isEqualTo(diagnostic);
            assertThat(ran.out().lines().count()).matches(lines -> form.equals("json") == (lines > 1));
        }
    }

    /** The next step is a member, and what a person reads has it once. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "graph -f dot            | leave out --format or --output",
        "history --journal none  | name the one that was given to 'materialize' with --journal",
        "list --snapshot none.js | write one with 'refresh', or name another place with --snapshot or --project",
        "list                    | set it",
        "refresh                 | set it",
    })
    void theNextStepIsThere(String command, String hint) {
        if (!command.contains(" -")) {
            project.write("defs.yaml", project.read("defs.yaml").replace("rocky.toml", "\"{{ env.NOT_SET_ANYWHERE }}\""));
        }
        Ran ran = Ran.on(project, Stream.concat(Arrays.stream(command.split(" ")), Stream.of("-o", "json")).toArray(String[]::new));
        assertThat(ran.json().get("error").get("hint").asString()).isEqualTo(hint);
        assertThat(ran.err().split(Pattern.quote("; " + hint), -1)).hasSize(2);
    }

    /** Names are taken as they are, whatever is in them that a sentence has too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "list#group:\"north, sout\"           | [\"north, south\"]",
        "show#\"wh/marts/true or fals\"     | [\"wh/marts/true or false\"]",
        "show#done                          | [\"wh/marts/done?\"]",
        "show#\"wh/marts/did you mean x\"   | [\"wh/marts/did you mean xy?\"]",
    })
    void nearestNamesAreWhole(String command, String nearest) {
        project.write("defs.yaml", project.read("defs.yaml") + "  translation:\n    group:\n      model: north, south\n");
        project.graph(
                FakeProject.transformation("true or false", "", ""),
                FakeProject.transformation("done?", "", ""),
                FakeProject.transformation("did you mean xy?", "", "")).refreshed();
        String[] words = command.split("#");
        JsonNode error = Ran.on(project, words[0], words[1], "-o", "json").json().get("error");
        assertThat(error.path("nearest").toString()).isEqualTo(nearest == null ? "" : nearest);
    }

    @Test
    void nearestNamesOfAConfigurationAndOfATranslationAreThereToo() {
        String yaml = project.read("defs.yaml");
        project.write("defs.yaml", yaml + "  binary_pth: x\n");
        assertThat(nearest("list")).startsWith("[\"binary_path\"");
        project.write("defs.yaml", yaml + "  tenant: {componnt: c}\n");
        assertThat(nearest("list")).startsWith("[\"component\"");
        project.write("defs.yaml", yaml + "  strict_build: \"{{ 'x' | lowr }}\"\n");
        assertThat(nearest("list")).startsWith("[\"lower\"");
        project.write("defs.yaml", yaml + "  translation:\n    group:\n      modell: x\n");
        assertThat(nearest("list")).startsWith("[\"model\"");
        project.write("defs.yaml", yaml + "  translation:\n    group:\n      model: '{strateg}'\n");
        assertThat(nearest("list")).startsWith("[\"strategy\"");
    }

    private String nearest(String... command) {
        Ran ran = Ran.on(project, Stream.concat(Arrays.stream(command), Stream.of("-o", "json")).toArray(String[]::new));
        return ran.json().get("error").path("nearest").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ojson", "-o=json", "--output=json"})
    void howeverItIsWritten(String form) {
        assertThat(Ran.on(project, "lst", form).json().get("error").get("status").asInt()).isEqualTo(ExitCodes.USAGE);
        assertThat(Ran.on(project, "lst", "-o", "text").out()).isEmpty();
    }

    @Test
    void aLockABrokenConfigurationAndABrokenRefreshToo() throws Exception {
        Path lock = project.write(".rocky-java/runs/run.lock", "");
        try (FileChannel held = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            held.lock();
            assertThat(error("materialize", "orders")).contains("another run works on this project");
            JsonNode error = Ran.on(project, "materialize", "orders", "-o", "json").json().get("error");
            assertThat(error.get("hint").asString()).isEqualTo("wait for it with --wait 10m, for example");
        }
        project.without("dag");
        assertThat(error("refresh")).startsWith("[RK104]");
        project.write("defs.yaml", "type: dagster_rocky.RockyComponent\nattributes:\n  binary_pth: x\n");
        assertThat(error("list")).contains("did you mean binary_path?");
    }

    private String error(String... command) {
        Ran ran = Ran.on(project, Stream.concat(Arrays.stream(command), Stream.of("-o", "jsonl")).toArray(String[]::new));
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        JsonNode last = new JsonMapper().readTree(ran.out().lines().reduce("", (a, b) -> b));
        return last.get("error").get("message").asString();
    }

    @Test
    void aSelectionThatTheShellHasSplitIsToBeQuoted() {
        Ran ran = Ran.on(project, "materialize", "defs.yaml", "models", "rocky.toml");
        assertThat(ran.err()).contains("a selection is one argument: quote it for the shell, as in materialize '*'\n");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(Ran.on(project, "list", "--no").err()).doesNotContain("quote");
    }

    @Test
    void nothingIsAFileOfArguments() {
        String file = project.write("words", "list").toString();
        assertThat(Ran.on(project, "show", "@" + file).err()).contains("@");
        assertThat(Ran.on(project, "@" + file).status()).isEqualTo(ExitCodes.USAGE);
    }
}
