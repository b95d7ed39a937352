package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The blocks of the pages that no other test compiles or runs are at least well-formed. Java is compiled by tests of the
 * example and of the modules, and configurations are read by {@link ReadmeTest}.
 */
class ReadmeBlocksTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern FIRST_VERSION = Pattern.compile("<artifactId>rocky-bom</artifactId>\\s*<version>([^<]+)<");
    private static final Pattern CRON = Pattern.compile("(?:(?:[*/\\d,-]+) +){5}\\S.*|[A-Z_]+=\\S+");
    private static final Pattern INI = Pattern.compile("\\[[A-Z]\\w+\\]|[A-Z]\\w+=\\S.*|");

    /** Python is executed by the real Dagster, in a test of rocky-cli. */
    @Test
    void everyBlockHasALanguageThatATestKnows() throws IOException {
        each((language, block) -> assertThat(language).as(block).isIn(
                "", "bash", "crontab", "groovy", "ini", "java", "kotlin", "properties", "python", "text", "xml", "yaml"));
    }

    @Test
    void xmlIsWellFormedAndNamesThisVersion() throws IOException {
        Matcher version = FIRST_VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        each("xml", block -> {
            NodeList groups = xml(block).getElementsByTagName("groupId");
            for (int i = 0; i < groups.getLength(); i++) {
                if (groups.item(i).getTextContent().equals("dev.rockyjava")) {
                    Element artifact = (Element) groups.item(i).getParentNode();
                    assertThat(artifact.getElementsByTagName("version").item(0).getTextContent()).as(block).isEqualTo(version.group(1));
                }
            }
        });
    }

    @Test
    void manifestsAreThoseOfACronJob() throws IOException {
        List<String> kinds = new ArrayList<>();
        each("yaml", block -> {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(block);
            if (block.startsWith("apiVersion:")) {
                kinds.add(member(document, "apiVersion") + " " + member(document, "kind"));
                Object pod = member(document, "spec", "jobTemplate", "spec", "template", "spec");
                List<?> volumes = (List<?>) member(pod, "volumes");
                for (Object container : (List<?>) member(pod, "containers")) {
                    assertThat((List<?>) member(container, "command")).allMatch(String.class::isInstance);
                    for (Object mount : (List<?>) member(container, "volumeMounts")) {
                        assertThat(volumes).anyMatch(volume -> member(volume, "name").equals(member(mount, "name")));
                    }
                }
            }
        });
        assertThat(kinds).containsOnly("batch/v1 CronJob");
    }

    @Test
    void crontabsAndUnitsHaveTheFormOfTheirLines() throws IOException {
        each("crontab", block -> assertThat(block.lines()).allMatch(line -> CRON.matcher(line).matches()));
        each("ini", block -> assertThat(block.lines()).allMatch(line -> INI.matcher(line).matches()));
    }

    @Test
    void shellsReadTheScripts() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        each("bash", block -> {
            Process shell = new ProcessBuilder("/bin/sh", "-n").redirectErrorStream(true).start();
            shell.getOutputStream().write(block.getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().close();
            assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).as(block).isEmpty();
            assertThat(shell.waitFor()).as(block).isZero();
        });
    }

    private interface Check {
        void accept(String block) throws Exception;
    }

    private static void each(String language, Check check) throws IOException {
        List<String> blocks = new ArrayList<>();
        each((found, block) -> {
            if (found.equals(language)) {
                blocks.add(block);
            }
        });
        assertThat(blocks).isNotEmpty();
        assertThat(blocks).allSatisfy(check::accept);
    }

    private static void each(BiConsumer<String, String> check) throws IOException {
        try (Stream<Path> files = Files.find(ROOT, 3, (file, kind) ->
                Set.of("README.md", "CONTRIBUTING.md").contains(file.getFileName().toString()))) {
            for (Path page : files.toList()) {
                BLOCK.matcher(Files.readString(page)).results().forEach(block -> check.accept(block.group(1), block.group(2)));
            }
        }
    }

    private static Element xml(String block) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader("<all>" + block + "</all>")))
                .getDocumentElement();
    }

    private static Object member(Object document, String... path) {
        Object here = document;
        for (String name : path) {
            here = ((Map<?, ?>) here).get(name);
            assertThat(here).as(name).isNotNull();
        }
        return here;
    }
}
