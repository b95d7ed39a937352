package dev.rockyjava.state;

import dev.rockyjava.state.Snapshot.LineageEdge;
import dev.rockyjava.state.Snapshot.Ours;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the slot {@code rocky_java}, which the peer ignores. Each member is an object:
 *
 * <ul>
 *   <li>{@code sources_by_pipeline}: pipeline to ids of sources
 *   <li>{@code models_by_pipeline}: pipeline to names of models
 *   <li>{@code pipeline_depends_on}: pipeline to names of pipelines
 *   <li>{@code lineage}: model to the output of {@code rocky lineage}
 *   <li>{@code contracts}: model to names of checks, see {@link ContractChecks}
 * </ul>
 */
final class OurSlotReader {

    private final JsonCursor json;
    private Map<String, List<String>> sources = Map.of();
    private Map<String, List<String>> models = Map.of();
    private Map<String, List<String>> dependsOn = Map.of();
    private Optional<Map<String, List<String>>> contracts = Optional.empty();
    private Optional<List<LineageEdge>> lineage = Optional.empty();
    private final Map<String, Map<String, String>> columns = new TreeMap<>();

    OurSlotReader(JsonCursor json) {
        this.json = json;
    }

    Ours read() {
        json.object(member -> {
            switch (member) {
                case "sources_by_pipeline" -> sources = lists();
                case "models_by_pipeline" -> models = lists();
                case "pipeline_depends_on" -> dependsOn = lists();
                case "contracts" -> contracts = json.isNull() ? Optional.empty() : Optional.of(lists());
                case "lineage" -> lineage = json.isNull() ? Optional.empty() : Optional.of(lineage());
                default -> json.skip();
            }
        });
        return new Ours(sources, models, dependsOn, contracts, lineage, Collections.unmodifiableMap(columns));
    }

    private Map<String, List<String>> lists() {
        Map<String, List<String>> read = new TreeMap<>();
        if (!json.isNull()) {
            json.object(name -> read.put(name, List.copyOf(json.array(json::text))));
        }
        return Collections.unmodifiableMap(read);
    }

    private List<LineageEdge> lineage() {
        List<LineageEdge> all = new ArrayList<>();
        LineageReader edges = new LineageReader(json);
        json.object(model -> {
            if (!json.isNull()) {
                json.object(member -> {
                    switch (member) {
                        case "edges" -> all.addAll(edges.edges());
                        case "columns" -> columns.put(model, columns());
                        default -> json.skip();
                    }
                });
            }
        });
        return List.copyOf(all);
    }

    private Map<String, String> columns() {
        Map<String, String> types = new TreeMap<>();
        json.array(json::texts).forEach(column -> {
            String name = column.get("name");
            if (name != null) {
                types.put(name, column.getOrDefault("data_type", ""));
            }
        });
        return Collections.unmodifiableMap(types);
    }
}
