package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.cli.screen.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command line in a README is one that the program accepts. */
class ReadmeCommandLinesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern BLOCK = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern IN_BLOCK = Pattern.compile("\\brocky-java ([^>#|\\n]+)");
    private static final Pattern IN_MANIFEST = Pattern.compile("\\[rocky-java, ([^\\]]+)\\]");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @Test
    void everyCommandLineIsAccepted() throws IOException {
        Set<String> commands = commandLine().getSubcommands().keySet();
        List<String> lines = new ArrayList<>();
        List<String> parts = new ArrayList<>(); // commands and options without what else they need
        for (Path page : pages()) {
            String text = Files.readString(page);
            BLOCK.matcher(text).results().map(MatchResult::group).filter(block -> !block.startsWith("```python")).forEach(block -> {
                IN_BLOCK.matcher(block).results().map(line -> line.group(1)).forEach(lines::add);
                IN_MANIFEST.matcher(block).results().map(line -> line.group(1).replace(", ", " ")).forEach(lines::add);
            });
            SPAN.matcher(BLOCK.matcher(text).replaceAll("")).results()
                    .map(span -> span.group(1).replaceAll("\\s+", " "))
                    .filter(span -> !span.contains("…") && !span.contains("<>")) // abbreviated; SQL
                    .map(span -> span.replaceAll("[\\[\\]]", ""))
                    .forEach(span -> {
                        if (span.startsWith("rocky-java ")) {
                            lines.add(span.substring("rocky-java ".length()));
                        } else if (commands.contains(span.split(" ")[0])) {
                            parts.add(span);
                        }
                    });
        }
        assertThat(lines).hasSizeGreaterThan(8);
        assertThat(parts).hasSizeGreaterThan(40);
        assertThat(lines.stream().flatMap(line -> refusal(line, false))).isEmpty();
        assertThat(parts.stream().flatMap(line -> refusal(line, true))).isEmpty();
    }

    /** Why a command line is refused; none if it is accepted. Nothing is executed. */
    private static Stream<String> refusal(String line, boolean part) {
        String[] words = WORD.matcher(line).results()
                .map(word -> Stream.of(1, 2, 3).map(word::group).filter(text -> text != null).findFirst().orElseThrow())
                .toArray(String[]::new);
        try {
            commandLine(words).parseArgs(words);
            return Stream.of();
        } catch (ParameterException e) {
            return part && e instanceof MissingParameterException ? Stream.of() : Stream.of(line + ": " + e.getMessage());
        }
    }

    private static CommandLine commandLine(String... words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return Commands.of(
                null,
                null,
                null,
                new Terminal(nowhere, nowhere),
                ProgramInvocation.of("rocky-java"),
                new CommandTermination(),
                words);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.find(ROOT, 3, (file, kind) -> file.endsWith("README.md"))) {
            List<Path> pages = files.toList();
            assertThat(pages).hasSizeGreaterThan(8);
            return pages;
        }
    }
}
