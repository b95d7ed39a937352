package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
