package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sections of ENGINE.md that the code cites are in it; "§" stands for nothing else in a source. */
class EnginePageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern HEADING = Pattern.compile("^#+ §(\\d+(?:\\.\\d+)?) ", Pattern.MULTILINE);
    private static final Pattern CITATION = Pattern.compile("§(\\d+(?:\\.\\d+)?)");

    @Test
    void everySectionThatIsCitedIsThere() throws IOException {
        Set<String> sections = HEADING.matcher(Files.readString(Path.of("ENGINE.md"))).results()
                .map(heading -> heading.group(1))
                .collect(Collectors.toSet());
        List<String> citations = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Path source : sources()) {
            for (MatchResult citation : CITATION.matcher(Files.readString(source)).results().toList()) {
                citations.add(citation.group());
                if (!sections.contains(citation.group(1))) {
                    missing.add(source.getFileName() + ": " + citation.group());
                }
            }
        }
        assertThat(citations).isNotEmpty();
        assertThat(missing).as("sections that a source cites and that ENGINE.md doesn't have").isEmpty();
    }

    /** Of all modules, main and test; not what a build left behind. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java") && file.toString().matches(".*\\bsrc\\b.*"))
                    .filter(file -> !ROOT.relativize(file).startsWith("target") && !file.toString().contains("/target/"))
                    .toList();
        }
    }
}
