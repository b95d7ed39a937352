package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.SelectionContext;
import dev.rockyjava.run.history.SelectionWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the pages for users compiles on the snapshot of the example, and what it says of selections can be read. */
class ReadmeExamplesTest {

    private static final Path EXAMPLE = Path.of("../example-app/rocky/snapshot.json");
    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    @TempDir
    Path folder;

    /** Blocks of tests need rocky-junit; the example's ModuleReadmesTest compiles them. */
    @Test
    void everyBlockOfJavaCompiles() throws IOException {
        List<String> blocks = new ArrayList<>();
        for (String page : List.of("../README.md", "README.md", "../runtime/core/README.md")) {
            JAVA.matcher(Files.readString(Path.of(page))).results().map(block -> block.group(1)).forEach(blocks::add);
        }
        String annotated = blocks.stream().filter(block -> block.startsWith("package ")).findFirst().orElseThrow();
        List<String> programs = blocks.stream()
                .filter(block -> !block.equals(annotated) && !block.contains("import dev.rockyjava.junit"))
                .toList();
        assertThat(programs).hasSizeGreaterThan(2);
        String defs = YAML.matcher(Files.readString(Path.of("../README.md"))).results().map(block -> block.group(1)).findFirst().orElseThrow();
        TestProject project = new TestProject(folder)
                .file("defs.yaml", defs)
                .snapshot(Files.readString(EXAMPLE))
                .options("-Arocky.severity.RK114=off")
                .source("Warehouse.java", annotated);
        for (int i = 0; i < programs.size(); i++) {
            project.source("Program" + i + ".java", """
                    %s

                    %s
                    class Program%d {
                        void run() throws Exception {
                    %s
                        }
                    }
                    """.formatted(annotated.lines().findFirst().orElseThrow(), lines(programs.get(i), true), i, lines(programs.get(i), false)));
        }
        project.compile().clean();
    }

    /** The imports of a block, or what follows them. */
    private static String lines(String block, boolean imports) {
        return block.lines().filter(line -> line.startsWith("import ") == imports).collect(Collectors.joining("\n"));
    }

    @Test
    void everySelectionOfTheTableCanBeRead() throws IOException {
        List<String> texts = Files.readString(Path.of("../runtime/cli/README.md")).lines()
                .dropWhile(line -> !line.equals("| text | what it selects |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(row -> QUOTED.matcher(row.split(" \\| ")[0]).results())
                .map((MatchResult text) -> text.group(1))
                .toList();
        assertThat(texts).hasSizeGreaterThan(15);
        SelectionContext everything = SelectionContext.none()
                .withSnapshots(file -> Definitions.of(List.of(), List.of()))
                .withWords(SelectionWords.OF_RUNS, word -> AssetSelection.all())
                .withWords(SelectionWords.OF_SOURCES, word -> AssetSelection.all());
        assertThat(texts).allSatisfy(text ->
                assertThat(AssetSelection.parse(text, everything)).isNotNull());
    }
}
