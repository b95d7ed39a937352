package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.config.Attribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages for users say what is true: every attribute has a row, and a test in {@code proofs.txt} that is there; every YAML
 * is a configuration; every link leads somewhere. That a test proves its row is for a reader to judge.
 */
class ReadmeTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern PROOF = Pattern.compile("(\\w+Test)\\.(\\w+)");
    private static final Pattern XML = Pattern.compile("^```xml\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
    private static final Pattern YAML = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyProofIsATest() throws IOException {
        Map<String, String> tests = tests();
        List<String> named = PROOF.matcher(proofs()).results()
                .filter(proof -> !isTest(tests.getOrDefault(proof.group(1), ""), proof.group(2)))
                .map(proof -> proof.group(1) + "." + proof.group(2))
                .toList();
        assertThat(named).as("proofs that aren't there").isEmpty();
    }

    @Test
    void everyAttributeHasARowAndAProof() throws IOException {
        List<String> rows = page("runtime/core/README.md").lines().filter(line -> line.startsWith("| `")).toList();
        for (Attribute attribute : Attribute.values()) {
            assertThat(rows).anyMatch(row -> row.split("\\|")[1].contains("`" + attribute.yamlName() + "`"));
            assertThat(proofs().lines()).anyMatch(line -> line.startsWith("attribute | " + attribute.yamlName() + " | ")
                    && PROOF.matcher(line).find());
        }
    }

    @Test
    void everyFaultHasAProof() throws IOException {
        List<String> faults = page("runtime/core/README.md").lines()
                .dropWhile(line -> !line.equals("| fault | outcome |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(row -> row.split("\\|")[1].strip())
                .toList();
        assertThat(faults).hasSizeGreaterThan(8);
        for (String fault : faults) {
            assertThat(proofs().lines()).anyMatch(line -> line.startsWith("fault | " + fault + " | ") && PROOF.matcher(line).find());
        }
    }

    @Test
    void theFrontPageIsShort() throws IOException {
        assertThat(page("README.md").lines().count()).isLessThanOrEqualTo(200);
    }

    /** The Maven build of the processor's page is run by a test of the example. */
    @Test
    void theBuildOfTheFrontPageIsThatOfTheProcessorsPage() throws IOException {
        List<String> blocks = XML.matcher(page("README.md")).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSizeGreaterThan(1);
        assertThat(blocks).allMatch(page("processor/README.md")::contains);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (String name : pages()) {
            for (MatchResult link : LINK.matcher(page(name)).results().toList()) {
                String[] parts = link.group(1).split("#", 2);
                if (!parts[0].startsWith("https:") && !leads(name, parts)) {
                    broken.add(name + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leads(String page, String[] link) throws IOException {
        Path target = link[0].isEmpty() ? ROOT.resolve(page) : ROOT.resolve(page).resolveSibling(link[0]);
        return Files.exists(target) && (link.length == 1 || Files.readString(target).lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .anyMatch(link[1]::equals));
    }

    @Test
    void everyBlockOfYamlIsAConfiguration() throws IOException {
        int blocks = 0;
        for (String name : pages()) {
            for (MatchResult block : YAML.matcher(page(name)).results().toList()) {
                if (block.group(1).startsWith("apiVersion:")) { // a manifest, for Kubernetes to read
                    continue;
                }
                Path file = folder.resolve("defs.yaml");
                Files.writeString(file, block.group(1).startsWith("type:")
                        ? block.group(1)
                        : "type: dagster_rocky.RockyComponent\nattributes:\n" + block.group(1).indent(2));
                assertThat(RockyComponent.fromYaml(file).config()).isNotNull();
                blocks++;
            }
        }
        assertThat(blocks).isGreaterThan(2);
    }

    /** Whether a source has a method of that name, annotated as a test. */
    private static boolean isTest(String source, String name) {
        int method = source.indexOf(" void " + name + "(");
        String annotations = source.substring(Math.max(0, source.lastIndexOf("\n\n", method)), Math.max(0, method));
        return annotations.contains("@Test") || annotations.contains("@ParameterizedTest");
    }

    /** The names of the front page and of those of the modules. */
    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.find(ROOT, 3, (file, kind) -> file.endsWith("README.md"))) {
            List<String> pages = files.map(file -> ROOT.relativize(file).toString().replace('\\', '/')).sorted().toList();
            assertThat(pages).contains("README.md", "processor/README.md", "runtime/core/README.md").hasSizeGreaterThan(8);
            return pages;
        }
    }

    private static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }

    /** Returns the list of tests by attribute and fault. */
    private static String proofs() throws IOException {
        return Files.readString(Path.of("src/test/resources/dev/rockyjava/proofs.txt"));
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
