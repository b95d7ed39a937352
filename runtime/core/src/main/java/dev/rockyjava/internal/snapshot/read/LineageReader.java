package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads edges of column lineage, which {@code rocky dag} and {@code rocky lineage} write in the same form. */
final class LineageReader {

    private final JsonCursor json;
    // The edge being read. There may be a million edges, so nothing but the edge itself is allocated for each.
    private final End source = new End();
    private final End target = new End();
    private @Nullable String transform;
    private final Consumer<String> edgeMember = this::readEdge;

    LineageReader(JsonCursor json) {
        this.json = json;
    }

    /** One of the two columns that an edge connects. */
    private final class End {

        private @Nullable String model;
        private @Nullable String column;
        private final Consumer<String> member = this::read;

        private void read(String name) {
            switch (name) {
                case "model" -> model = json.scalarOrNull();
                case "column" -> column = json.scalarOrNull();
                default -> {}
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
                json.require(source.model, "source/model", at),
                json.require(source.column, "source/column", at),
                json.require(target.model, "target/model", at),
                json.require(target.column, "target/column", at),
                transform == null ? "" : transform);
    }

    private void readEdge(String name) {
        switch (name) {
            case "source" -> json.object(source.member);
            case "target" -> json.object(target.member);
            case "transform" -> transform = json.scalarOrNull();
            default -> {}
        }
    }
}
