package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.RockyTranslator;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Finds the assets named in a snapshot that can't be used, as far as it can be read. Useful only for their names: a
 * compiler that can resolve them reports the actual error, without missing symbols caused by it.
 */
public final class SnapshotSalvage {


    private final RockyTranslator translator;
    private final Set<String> ids = new HashSet<>();
    private final Map<AssetKey, AssetSpec> specs = new TreeMap<>();

    private SnapshotSalvage(RockyTranslator translator) {
        this.translator = translator;
    }

    /**
     * Returns the assets that a damaged snapshot names, each with only its key and kind.
     *
     * @param in the snapshot's bytes; not closed
     * @return empty if nothing can be recognized; never throws because of the file's content
     */
    public static Definitions names(InputStream in, RockyTranslator translator) {
        SnapshotSalvage salvage = new SnapshotSalvage(translator);
        try (JsonParser parser = Mappers.json().createParser(in)) {
            salvage.read(parser);
        } catch (JacksonException e) {
            // Whatever was read before is the result.
        }
        return Definitions.of(salvage.specs.values(), List.of());
    }

    private void read(JsonParser parser) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                String place = parser.streamReadContext().pathAsPointer().toString();
                if (place.startsWith("/dag/nodes/")) {
                    node(parser.readValueAsTree());
                } else if (place.startsWith("/compile/models_detail/")) {
                    model(parser.readValueAsTree());
                }
            }
        }
    }

    private void node(JsonNode node) {
        String id = node.path("id").asString("");
        int colon = id.indexOf(':');
        // The id includes the kind too, in case the kind is damaged.
        String kind = node.path("kind").isString() ? node.path("kind").asString() : id.substring(0, Math.max(0, colon));
        add(id, kind, node.path("label").asString(id.substring(colon + 1)), node);
    }

    private void model(JsonNode model) {
        String name = model.path("name").asString("");
        add(NodeKind.TRANSFORMATION.word() + ":" + name, NodeKind.TRANSFORMATION.word(), name, model);
    }

    private void add(String id, String kind, String label, JsonNode json) {
        DagNode node = new DagNode(
                id,
                kind,
                label,
                Optional.of(json.path("pipeline").asString("")).filter(p -> !p.isEmpty()),
                target(json.path("target")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of());
        if (id.isEmpty() || node.kind() == NodeKind.TEST || !ids.add(id)) {
            return;
        }
        AssetKey key = translator.getDagNodeAssetKey(node);
        specs.putIfAbsent(
                key,
                AssetSpec.builder(key, id, node.kind(), label, translator.getDagGroupName(node)).build());
    }

    private static Optional<Target> target(JsonNode target) {
        return target.isObject()
                ? Optional.of(new Target(
                        target.path("catalog").asString(""),
                        target.path("schema").asString(""),
                        target.path("table").asString("")))
                : Optional.empty();
    }
}
