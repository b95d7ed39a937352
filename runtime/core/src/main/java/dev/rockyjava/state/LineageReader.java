package dev.rockyjava.state;

import dev.rockyjava.state.Snapshot.LineageEdge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads edges of column lineage, which {@code rocky dag} and {@code rocky lineage} write alike. */
final class LineageReader {

    private final JsonCursor json;
    /** Model names and columns repeat in every lineage edge; one object each is enough. */
    private final Map<String, String> shared = new HashMap<>();
    // Of the edge that is being read. There may be a million of them, so nothing is made for each but the edge itself.
    private final End source = new End();
    private final End target = new End();
    private @Nullable String transform;
    private final Consumer<String> edgeMember = this::readEdge;

    LineageReader(JsonCursor json) {
        this.json = json;
    }

    /** One of the two columns that an edge joins. */
    private final class End {

        private @Nullable String model;
        private @Nullable String column;
        private final Consumer<String> member = this::read;

        private void read(String name) {
            switch (name) {
                case "model" -> model = json.scalarOrNull();
                case "column" -> column = json.scalarOrNull();
                default -> json.skip();
            }
        }

        void clear() {
            model = null;
            column = null;
        }
    }

    List<LineageEdge> edges() {
        return json.array(this::edge);
    }

    private LineageEdge edge() {
        JsonCursor.Start at = json.start();
        source.clear();
        target.clear();
        transform = null;
        json.object(edgeMember);
        return new LineageEdge(
                share(json.require(source.model, "source/model", at)),
                share(json.require(source.column, "source/column", at)),
                share(json.require(target.model, "target/model", at)),
                share(json.require(target.column, "target/column", at)),
                transform == null ? "" : share(transform));
    }

    private void readEdge(String name) {
        switch (name) {
            case "source" -> json.object(source.member);
            case "target" -> json.object(target.member);
            case "transform" -> transform = json.scalarOrNull();
            default -> json.skip();
        }
    }

    private String share(String text) {
        String known = shared.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
