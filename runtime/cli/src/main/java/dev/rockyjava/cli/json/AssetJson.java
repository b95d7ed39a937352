package dev.rockyjava.cli.json;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes assets as JSON. Members that an asset doesn't have are left out. */
public final class AssetJson {

    private final Definitions definitions;

    public AssetJson(Definitions definitions) {
        this.definitions = definitions;
    }

    public ObjectNode of(AssetSpec spec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("key", spec.key().toString())
                .put("node_id", spec.nodeId())
                .put("kind", spec.kind().word())
                .put("label", spec.label());
        spec.pipeline().ifPresent(pipeline -> json.put("pipeline", pipeline));
        spec.target().ifPresent(target -> json.put("target", target.toString()));
        if (spec.target().isEmpty()) {
            tables(json, "writes", spec.writes());
        }
        tables(json, "reads", spec.reads());
        spec.strategy().ifPresent(strategy -> json.put("strategy", strategy));
        putAll(json, "strategy_parameters", spec.stated().strategy());
        json.put("group", spec.group());
        spec.tags().forEach(json.putObject("tags")::put);
        spec.kinds().forEach(json.putArray("kinds")::add);
        spec.owners().forEach(json.putArray("owners")::add);
        spec.description().ifPresent(description -> json.put("description", description));
        spec.freshness().ifPresent(policy -> {
            ObjectNode freshness = json.putObject("freshness").put("max_lag_seconds", policy.maxLag().toSeconds());
            policy.timeColumn().ifPresent(column -> freshness.put("time_column", column));
            policy.severity().ifPresent(severity -> freshness.put("severity", severity));
        });
        spec.partitions().ifPresent(partitions -> {
            ObjectNode node = json.putObject("partitions").put("grain", partitions.grain().dagWord());
            partitions.first().ifPresent(first -> node.put("first", first));
        });
        ArrayNode upstream = json.putArray("upstream");
        spec.dependencies().forEach(dependency -> upstream.addObject()
                .put("key", dependency.key().toString())
                .put("origin", dependency.origin().word()));
        definitions.graph().downstream(spec.key()).forEach(adder(json.putArray("downstream")));
        spec.sourceFilters().stream().map(SourceFilter::argument).forEach(json.putArray("sources")::add);
        ObjectNode columns = json.putObject("columns");
        spec.columnLineage().forEach((column, sources) -> {
            ArrayNode made = columns.putArray(column);
            sources.forEach(source -> {
                ObjectNode from = made.addObject()
                        .put("key", source.key().toString())
                        .put("column", source.column())
                        .put("transform", source.transform());
                source.table().ifPresent(table -> from.put("table", table.toString()));
            });
        });
        spec.metadata().forEach(json.putObject("metadata")::put);
        putAll(json, "other_members", spec.stated().others());
        definitions.checks().stream()
                .filter(check -> check.asset().equals(spec.key()))
                .map(CheckSpec::name)
                .forEach(json.putArray("checks")::add);
        return json;
    }

    private static void tables(ObjectNode json, String name, List<Target> tables) {
        if (!tables.isEmpty()) {
            tables.forEach(table -> json.withArray(name).add(table.toString()));
        }
    }

    private static void putAll(ObjectNode json, String name, Map<String, String> members) {
        if (!members.isEmpty()) {
            members.forEach(json.putObject(name)::put);
        }
    }

    static Consumer<AssetKey> adder(ArrayNode array) {
        return key -> array.add(key.toString());
    }

    public static void addAll(ArrayNode array, Collection<AssetKey> keys) {
        keys.forEach(adder(array));
    }
}
