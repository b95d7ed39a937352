package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.internal.text.ShellWords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion script, in a real shell. */
class CompletionTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"rocky-java, mat, materialize", "rocky-java, list --out, --output", "my.warehouse, ref, refresh"})
    void completesCommandsAndOptionsOfTheNameThatIsTyped(String name, String typed, String completed) throws Exception {
        assumeTrue(Files.exists(BASH), "there is no bash");
        String script = name.equals("rocky-java") ? script() : script("--name", name);
        Path file = Files.writeString(folder.resolve("completion.sh"), script);
        int words = typed.split(" ").length;
        // compopt works within a completion only, which this is not.
        Process bash = new ProcessBuilder(BASH.toString(), "-c", "compopt() { :; }; source " + file + " && COMP_WORDS=(" + name
                        + " " + typed + ") COMP_CWORD=" + words + " && function=$(complete -p " + name
                        + " | sed 's/.*-F \\([^ ]*\\).*/\\1/') && $function && echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(completed + "\n");
        assertThat(bash.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "list rep|report",
        "list +dai|+daily",
        "plan 2+or|2+orders",
        "show wh/marts/o|wh/marts/orders",
        "status kind:se|seed",
        "graph group:|default marts",
        "materialize tag:rocky/kind=se|seed",
        "list 'group:marts and kind:s|group:marts and kind:seed",
        "list 'not (rat|not (rates",
        "plan --from d|",
        "list -o t|text",
        "history rep|",
        "resume rep|"
    })
    void completesTheWordsOfASelectionWithoutStartingAProgram(String typed, @Nullable String completed) throws Exception {
        FakeProject project = project();
        assertThat(Ran.on(project, "completion", "--words").status()).isZero();
        assertThat(completed(project, "rocky-java " + typed)).isEqualTo(completed == null ? "" : completed);
        assertThat(project.file("started")).doesNotExist();
    }

    @Test
    void asksTheProgramOnceIfTheSnapshotIsNewerThanTheWords() throws Exception {
        FakeProject project = project();
        Ran.on(project, "completion", "--words");
        assertThat(project.read(".rocky-java/.gitignore")).isEqualTo("*\n");
        Files.setLastModifiedTime(project.file(".rocky-java/completion"), FileTime.fromMillis(0));
        assertThat(completed(project, "rocky-java list rep")).isEqualTo("report");
        assertThat(project.read("started")).isEqualTo("--project " + project.folder() + " completion --words\n");
        assertThat(completed(project, "rocky-java -s other.json list rep")).isEmpty();
        assertThat(project.read("started")).endsWith(
                "--project " + project.folder() + " --snapshot other.json completion --words\n");
    }

    @Test
    void anotherSnapshotLeavesTheWordsOfTheProjectAlone() {
        FakeProject project = project();
        Ran ran = Ran.on(project, "-s", project.snapshot().toString(), "completion", "--words");
        assertThat(ran.out()).contains("report\n");
        assertThat(project.file(AssetCompletion.INDEX)).doesNotExist();
    }

    @Test
    void aNameIsNeverExecuted() throws Exception {
        FakeProject project = new FakeProject(folder);
        String name = "x$(touch hacked)`touch hacked`";
        project.graph(FakeProject.transformation(name, "", ""), FakeProject.transformation("xy", "", "")).refreshed();
        Ran.on(project, "completion", "--words");
        assertThat(completed(project, "rocky-java list x")).isEqualTo("xy");
        assertThat(project.file("hacked")).doesNotExist();
    }

    private FakeProject project() {
        return new FakeProject(folder).refreshed();
    }

    /** Returns what bash offers at the end of a line; a function in place of the program writes its arguments to a file. */
    private String completed(FakeProject project, String line) throws Exception {
        Path script = project.write("completion.sh", script());
        String places = "--project " + project.folder();
        String typed = line.replaceFirst(" ", " " + places + " ");
        // Readline splits words at these, too, unless they are in quotes.
        String quoted = typed.contains("'") ? typed.substring(typed.indexOf('\'')) : "";
        String rest = typed.substring(0, typed.length() - quoted.length()).replaceAll("(?<=[a-z])([:=])", " $1 ").replace("  ", " ");
        List<String> words = new ArrayList<>(List.of(rest.split(" ")));
        if (!quoted.isEmpty()) {
            words.add(quoted);
        }
        Path program = project.write("program.sh", """
                compopt() { :; }
                rocky-java() { echo "$@" >> started; [[ "$*" == *--snapshot* ]] || tail -n +2 .rocky-java/completion; }
                source %s
                COMP_LINE=%s COMP_POINT=%d COMP_WORDS=(%s) COMP_CWORD=%d
                _assets_of_rocky-java
                echo "${COMPREPLY[*]}"
                """.formatted(script, ShellWords.quoted(typed), typed.length(), ShellWords.line(words), words.size() - 1));
        Process bash = new ProcessBuilder(BASH.toString(), program.toString())
                .directory(project.folder().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.strip();
    }

    @Test
    void aNameIsThatOfACommand() {
        Ran ran = Ran.command(RockyCli.ofProject(), "completion", "--name", "./x; y");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).isEqualTo("--name is the name of a command, without a folder, not './x; y'\n");
    }

    private static String script(String... options) {
        String[] command = new String[options.length + 1];
        command[0] = "completion";
        System.arraycopy(options, 0, command, 1, options.length);
        return Ran.command(RockyCli.ofProject(), command).out();
    }
}
