package dev.rockyjava.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.generated.DefinitionsResource;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The order of nodes, edges and members means nothing (invariant 2), but that of a source's components, which is the pattern's
 * and the key's, and that within a strategy's parameters, of which only the engine knows what it means.
 */
class ShuffledSnapshotTest {

    private static final Set<String> ORDERED = Set.of("components", "strategy");

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void anyOrderGivesTheSameDefinitionsAndTheSameResource() {
        JsonNode example = MAPPER.readTree(Snapshots.EXAMPLE.toFile());
        Definitions expected = build(example);
        byte[] bytes = DefinitionsWriter.write(expected);

        for (int seed = 0; seed < 20; seed++) {
            Definitions shuffled = build(shuffle(example, new Random(seed)));
            assertThat(shuffled).as("seed %s", seed).isEqualTo(expected);
            assertThat(DefinitionsWriter.write(shuffled)).isEqualTo(bytes);
        }
    }

    @Test
    void anyOrderGivesTheSameTablesAndModels() {
        JsonNode example = MAPPER.readTree(Snapshots.EXAMPLE.toFile());
        Definitions expected = discovered(example);
        assertThat(expected.specs()).hasSize(25);
        byte[] bytes = DefinitionsWriter.write(expected);

        for (int seed = 0; seed < 20; seed++) {
            Definitions shuffled = discovered(shuffle(example, new Random(seed)));
            assertThat(shuffled).as("seed %s", seed).isEqualTo(expected);
            assertThat(DefinitionsWriter.write(shuffled)).isEqualTo(bytes);
        }
        assertThat(DefinitionsResource.load(new ByteArrayInputStream(bytes), "r")).isEqualTo(expected);
    }

    private static Definitions discovered(JsonNode snapshot) {
        return DiscoverSnapshots.definitions(MAPPER.writeValueAsString(snapshot), DiscoverSnapshots.ALL);
    }

    @Test
    void theSameEdgesAreDroppedInAnyOrder() {
        String nodes = "'nodes':[%s]".formatted(String.join(",", Snapshots.model("a"), Snapshots.model("b"), Snapshots.model("c")));
        List<String> edges = new ArrayList<>();
        for (String from : List.of("a", "b", "c")) {
            for (String to : List.of("a", "b", "c")) {
                edges.add(Snapshots.lineage(from, "x", to, "x"));
            }
        }
        JsonNode tree = MAPPER.readTree(Snapshots.withDag(nodes + ",'column_lineage':[" + String.join(",", edges) + "]"));
        Definitions expected = build(tree);
        assertThat(expected.graph().cycles()).isEmpty();

        for (int seed = 0; seed < 20; seed++) {
            assertThat(build(shuffle(tree, new Random(seed)))).as("seed %s", seed).isEqualTo(expected);
        }
    }

    private static Definitions build(JsonNode snapshot) {
        return DefinitionsBuilder.build(Snapshots.read(MAPPER.writeValueAsString(snapshot)), new RockyTranslator())
                .definitions();
    }

    private static JsonNode shuffle(JsonNode node, Random random) {
        if (node instanceof ArrayNode list) {
            List<JsonNode> elements = new ArrayList<>();
            list.forEach(element -> elements.add(shuffle(element, random)));
            Collections.shuffle(elements, random);
            return MAPPER.createArrayNode().addAll(elements);
        }
        if (node instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
            Collections.shuffle(members, random);
            ObjectNode shuffled = MAPPER.createObjectNode();
            members.forEach(member -> shuffled.set(
                    member.getKey(),
                    ORDERED.contains(member.getKey()) ? member.getValue() : shuffle(member.getValue(), random)));
            return shuffled;
        }
        return node;
    }
}
