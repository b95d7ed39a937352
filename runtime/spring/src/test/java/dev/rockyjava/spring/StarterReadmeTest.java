package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README has each property that an IDE completes, and the program in it is one of these sources. */
class StarterReadmeTest {

    private static final Path MODULE = BakeryProject.ORIGINAL.resolve("../../..").normalize();
    private static final Pattern ROW = Pattern.compile("^\\| `(rocky\\.[^`]+)` \\| (?:`([^`]*)`)?", Pattern.MULTILINE);
    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PROPERTIES = Pattern.compile("^```properties\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String OF_A_RUN = "rocky.runs[0].";

    @Test
    void eachPropertyHasARow() throws IOException {
        Set<String> rows = new TreeSet<>();
        String table = page().substring(page().indexOf("## Properties"), page().indexOf("## Schedule"));
        ROW.matcher(table).results().forEach(row -> rows.add(row.group(1)));
        Set<String> properties = new TreeSet<>();
        for (JsonNode property : metadata().get("properties")) {
            String name = property.get("name").asString();
            if (name.startsWith("rocky.") && !name.equals("rocky.runs")) {
                assertThat(property.at("/description").asString()).as(name).matches("(?s)[A-Z].*\\.");
                properties.add(name);
            }
        }
        Stream.of(RockyProperties.ScheduledRun.class.getRecordComponents())
                .map(component -> component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .forEach(name -> properties.add(OF_A_RUN + name));
        assertThat(rows).isEqualTo(properties).hasSizeGreaterThan(10);
    }

    @Test
    void eachPropertyThatIsSetHasARow() throws IOException {
        List<String> lines = PROPERTIES.matcher(page()).results().flatMap(block -> block.group(1).lines()).toList();
        assertThat(lines).hasSizeGreaterThan(2).allSatisfy(line ->
                assertThat(page()).contains("\n| `" + line.substring(0, line.indexOf('=')) + "` |"));
    }

    @Test
    void theProgramIsOneThatCompiles() throws IOException {
        List<String> blocks = JAVA.matcher(page()).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSize(1);
        assertThat(MODULE.resolve("src/test/java/com/acme/bakery/Marts.java"))
                .hasContent("package com.acme.bakery;\n\n" + blocks.get(0));
    }

    private static String page() throws IOException {
        return Files.readString(MODULE.resolve("README.md"));
    }

    private static JsonNode metadata() throws IOException {
        List<JsonNode> ours = new ArrayList<>();
        for (URL url : Collections.list(
                RockyProperties.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = url.openStream()) {
                JsonNode metadata = new JsonMapper().readTree(in);
                if (metadata.toString().contains(RockyProperties.class.getName())) {
                    ours.add(metadata);
                }
            }
        }
        assertThat(ours).hasSize(1);
        return ours.get(0);
    }
}
