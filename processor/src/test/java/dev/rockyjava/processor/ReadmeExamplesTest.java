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

    @Test
    void everyBlockOfJavaCompiles() throws IOException {
        List<String> blocks = new ArrayList<>();
        for (String page : List.of("../README.md", "README.md", "../runtime/core/README.md", "../runtime/cli/README.md")) {
            JAVA.matcher(Files.readString(Path.of(page))).results().map(block -> block.group(1)).forEach(blocks::add);
        }
        String annotated = blocks.stream().filter(block -> block.startsWith("@RockyAssets")).findFirst().orElseThrow();
        List<String> programs = blocks.stream().filter(block -> !block.equals(annotated)).toList();
        assertThat(programs).hasSizeGreaterThan(1);
        String defs = YAML.matcher(Files.readString(Path.of("../README.md"))).results().map(block -> block.group(1)).findFirst().orElseThrow();
        TestProject project = new TestProject(folder)
                .file("defs.yaml", defs)
                .snapshot(Files.readString(EXAMPLE))
                .options("-Arocky.severity.RK114=off")
                .source("acme/Warehouse.java", "package acme;\n\nimport dev.rockyjava.annotation.RockyAssets;\n\n" + annotated);
        for (int i = 0; i < programs.size(); i++) {
            // Names of the README, such as Marts, are nested types of the generated class.
            project.source("acme/Program" + i + ".java", """
                    package acme;

                    import acme.WarehouseAssets.Warehouse.*;
                    import dev.rockyjava.RockyComponent;
                    import dev.rockyjava.asset.*;
                    import dev.rockyjava.asset.selection.AssetSelection;
                    import dev.rockyjava.engine.RockyEngine;
                    import dev.rockyjava.engine.cli.CliEngine;
                    import dev.rockyjava.run.*;
                    import java.nio.file.Path;

                    class Program%d {
                        void run() throws Exception {
                    %s
                        }
                    }
                    """.formatted(i, programs.get(i)));
        }
        project.compile().clean();
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
