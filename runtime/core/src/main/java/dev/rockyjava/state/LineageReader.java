package dev.rockyjava.state;

import dev.rockyjava.state.Snapshot.LineageEdge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads edges of column lineage, which {@code rocky dag} and {@code rocky lineage} write alike. */
final class LineageReader {

    private final JsonCursor json;
    /** Model names and columns repeat in every lineage edge; one object each is enough. */
    private final Map<String, String> shared = new HashMap<>();

    LineageReader(JsonCursor json) {
        this.json = json;
    }

    List<LineageEdge> edges() {
        return json.array(this::edge);
    }

    private LineageEdge edge() {
        Location at = json.here();
        var edge = new Object() {
            Map<String, String> source = Map.of();
            Map<String, String> target = Map.of();
            Optional<String> transform = Optional.empty();
        };
        json.object(member -> {
            switch (member) {
                case "source" -> edge.source = json.texts();
                case "target" -> edge.target = json.texts();
                case "transform" -> edge.transform = json.scalar();
                default -> json.skip();
            }
        });
        return new LineageEdge(
                share(json.require(edge.source.get("model"), "source/model", at)),
                share(json.require(edge.source.get("column"), "source/column", at)),
                share(json.require(edge.target.get("model"), "target/model", at)),
                share(json.require(edge.target.get("column"), "target/column", at)),
                share(edge.transform.orElse("")));
    }

    private String share(String text) {
        return shared.computeIfAbsent(text, t -> t);
    }
}
