package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.internal.text.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as processes on a terminal of 80 columns. */
@EnabledOnOs(OS.LINUX) // script has other options elsewhere
class PseudoTerminalTest {

    private static final String LONG = "a_model_with_a_name_that_is_longer_than_most_others_are";

    private final FakeProject project;
    private final Program program;

    PseudoTerminalTest(@TempDir Path folder) {
        project = new FakeProject(folder);
        project.graph(FakeProject.ORDERS, FakeProject.DAILY, FakeProject.REPORT, FakeProject.SEED,
                FakeProject.transformation(LONG, "", ""), FakeProject.transformation("\u6ce8\u6587", "", ""))
                .refreshed();
        program = new Program(project);
    }

    @BeforeEach
    void findScript() {
        assumeTrue(Files.exists(Path.of("/usr/bin/script")), "there is no script, which opens a terminal");
    }

    @Test
    void noTableIsWiderThanTheTerminalAndKeysAreWhole() throws Exception {
        Ran.on(project, "materialize", "orders");
        project.without("run-report").without("run-daily");
        Ran.on(project, "materialize", "not orders");
        String run = Ran.on(project, "history", "-o", "json").json().get(0).get("run_id").asString();
        for (String command : List.of("list", "status", "history", "history " + run, "doctor", "--help", "plan --help")) {
            String shown = shown("", Map.of(), command.split(" "));
            assertThat(shown.lines()).as(command).allMatch(line -> columns(line) <= 80 || line.startsWith("run "));
            assertThat(shown).as(command).contains("\u001b[");
        }
        assertThat(plain(shown("", Map.of(), "list"))).contains("\nwh/marts/" + LONG + "\n", "; GROUP needs a wider terminal");
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR,1", "CI,true", "TERM,dumb", "CLICOLOR,0"})
    void theEnvironmentTurnsColoursOff(String name, String value) throws Exception {
        assertThat(shown("", Map.of(name, value), "list")).contains("wh/marts/orders").doesNotContain("\u001b");
    }

    @Test
    void anOptionTurnsColoursOffAnywhere() throws Exception {
        assertThat(shown("", Map.of(), "--no-color", "list")).contains("wh/marts/orders").doesNotContain("\u001b");
        assertThat(shown("", Map.of(), "list", "--no-color")).doesNotContain("\u001b");
        assertThat(shown("", Map.of(), "--help", "--no-color")).doesNotContain("\u001b");
    }

    @Test
    void aPipeGetsEverythingWithoutColours() throws Exception {
        String piped = shown(" | cat", Map.of(), "list");
        assertThat(piped).doesNotContain("\u001b").contains("GROUP").containsPattern(LONG + "  transformation");
        assertThat(shown(" | cat", Map.of("CLICOLOR_FORCE", "1"), "list")).contains("\u001b[", "GROUP");
    }

    @Test
    void columnsOfTheEnvironmentComeBeforeThoseOfTheTerminal() throws Exception {
        assertThat(shown("", Map.of("COLUMNS", "200"), "list")).contains("GROUP").doesNotContain("wider terminal");
    }

    /** Returns what is on the terminal in the end. */
    private String shown(String rest, Map<String, String> environment, String... arguments) throws Exception {
        List<String> java = new ArrayList<>(program.builder(arguments).command());
        Path command = project.write("command.sh", "stty cols 80 rows 24\n" + ShellWords.line(java) + rest + "\n");
        Path shown = project.file("shown");
        ProcessBuilder script = new ProcessBuilder("/usr/bin/script", "-qec", "sh " + command, "/dev/null")
                .redirectInput(new java.io.File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(shown.toFile());
        Map<String, String> variables = script.environment();
        variables.keySet().removeAll(List.of("CI", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"));
        variables.put("TERM", "xterm");
        variables.put("LC_ALL", "C.UTF-8");
        variables.putAll(environment);
        Program.ended(script.start());
        return read(shown);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    private static String plain(String shown) {
        return shown.replaceAll("\u001b\\[[0-9;]*[mK]|\r", "");
    }

    private static int columns(String line) {
        return plain(line).codePoints().map(c -> c >= 0x4e00 && c < 0xa000 ? 2 : 1).sum();
    }
}
