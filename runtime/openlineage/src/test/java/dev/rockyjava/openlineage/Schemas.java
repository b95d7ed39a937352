package dev.rockyjava.openlineage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON schemas of OpenLineage, in a folder that a system property names. Nothing is fetched. */
final class Schemas {

    private static final String FOLDER = System.getProperty("rocky.openlineage.spec", "");

    private final Map<String, String> texts = new HashMap<>();
    private final SchemaRegistry registry;
    /** How many facets of each name were validated. */
    final SortedMap<String, Integer> facets = new TreeMap<>();

    private Schemas(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(file -> file.toString().endsWith(".json"))::iterator) {
                String text = Files.readString(file);
                texts.put(new JsonMapper().readTree(text).path("$id").asString(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts));
    }

    /** Skips the test that calls it where the folder isn't given. */
    static Schemas given() {
        assumeTrue(!FOLDER.isEmpty(), "-Drocky.openlineage.spec names no folder with OpenLineage's schemas: events are NOT validated");
        return new Schemas(Path.of(FOLDER));
    }

    /** Returns what is wrong with an event, or with any facet in it. */
    List<String> violations(JsonNode event) {
        List<String> violations = new ArrayList<>(of(event.path("schemaURL").asString(), event));
        facets(event, "", violations);
        return violations;
    }

    private void facets(JsonNode node, String name, List<String> violations) {
        if (node.has("_schemaURL")) {
            facets.merge(name, 1, Integer::sum);
            violations.addAll(of(node.path("_schemaURL").asString(), node));
        }
        node.properties().forEach(member -> facets(member.getValue(), member.getKey(), violations));
        if (node.isArray()) {
            node.forEach(element -> facets(element, name, violations));
        }
    }

    private List<String> of(String schema, JsonNode node) {
        if (!texts.containsKey(schema.replaceFirst("#.*", ""))) {
            return List.of("there is no schema " + schema);
        }
        return registry.getSchema(SchemaLocation.of(schema))
                .validate(node, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> schema + ": " + error)
                .toList();
    }
}
