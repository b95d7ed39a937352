package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.config.Attribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests that the README names are there, every attribute names one, and its YAML can be read. That a test proves what
 * stands beside its name is for a reader to judge.
 */
class ReadmeTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern PROOF = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern YAML = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyTestItNamesIsThere() throws IOException {
        Map<String, String> tests = tests();
        List<String> named = PROOF.matcher(readme()).results()
                .filter(proof -> !isTest(tests.getOrDefault(proof.group(1), ""), proof.group(2)))
                .map(proof -> proof.group(1) + "." + proof.group(2))
                .toList();
        assertThat(named).as("tests that the README names and that aren't there").isEmpty();
    }

    @Test
    void everyAttributeNamesATest() throws IOException {
        List<String> rows = readme().lines().filter(line -> line.startsWith("| `") && PROOF.matcher(line).find()).toList();
        for (Attribute attribute : Attribute.values()) {
            assertThat(rows).anyMatch(row -> row.split("\\|")[1].contains("`" + attribute.yamlName() + "`"));
        }
    }

    @Test
    void everyBlockOfYamlIsAConfiguration() throws IOException {
        List<String> blocks = YAML.matcher(readme()).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSizeGreaterThan(1);
        for (String block : blocks) {
            Path file = folder.resolve("defs.yaml");
            Files.writeString(file, block.startsWith("type:")
                    ? block
                    : "type: dagster_rocky.RockyComponent\nattributes:\n" + block.indent(2));
            assertThat(RockyComponent.fromYaml(file).config()).isNotNull();
        }
    }

    /** Whether a source has a method of that name, annotated as a test. */
    private static boolean isTest(String source, String name) {
        int method = source.indexOf(" void " + name + "(");
        String annotations = source.substring(Math.max(0, source.lastIndexOf("\n\n", method)), Math.max(0, method));
        return annotations.contains("@Test") || annotations.contains("@ParameterizedTest");
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> files = Stream.of("runtime", "processor", "example-app").map(ROOT::resolve).flatMap(ReadmeTest::walk)) {
            return files.filter(file -> file.toString().endsWith("Test.java") && file.toString().contains("test"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), ReadmeTest::text, String::concat));
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
