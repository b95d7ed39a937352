package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's tables of commands and exit statuses have those of the program's help, and no others. */
class ReadmeCommandsTest {

    private static final Pattern LISTED = Pattern.compile("^  ([a-z]+)\\b.*");
    private static final Pattern QUOTED = Pattern.compile("`([a-z]+)[^`]*`");

    @Test
    void theTableHasEveryCommandAndNoOther(@TempDir Path folder) throws IOException {
        Set<String> commands = Ran.on(new FakeProject(folder), "--help").out().lines()
                .dropWhile(line -> !line.startsWith("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .map(LISTED::matcher)
                .filter(line -> line.matches())
                .map(line -> line.group(1))
                .collect(Collectors.toSet());

        Set<String> written = Files.readString(Path.of("README.md")).lines()
                .dropWhile(line -> !line.equals("| command | what it does |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(row -> QUOTED.matcher(row.split(" \\| ")[0]).results())
                .map(command -> command.group(1))
                .collect(Collectors.toSet());

        assertThat(commands).hasSizeGreaterThan(5);
        assertThat(written).isEqualTo(commands);
    }

    @Test
    void theTableOfExitStatusesIsThatOfTheHelp() throws IOException {
        Map<String, String> written = Files.readString(Path.of("README.md")).lines()
                .dropWhile(line -> !line.equals("| status | meaning |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(row -> row.replace("\\|", "PIPE").replaceAll("[`']", "").split("\\|"))
                .collect(Collectors.toMap(row -> row[1].strip(), row -> row[2].strip().replace("PIPE", "|")));
        Map<String, String> help = new HashMap<>(ExitCodes.help());
        help.replaceAll((status, meaning) -> meaning.replace("'", ""));
        assertThat(written).isEqualTo(help);
    }
}
