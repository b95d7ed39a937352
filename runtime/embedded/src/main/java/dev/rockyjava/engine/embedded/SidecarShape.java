package dev.rockyjava.engine.embedded;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.name.Nearest;
import dev.rockyjava.internal.toml.TomlPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Checks that a sidecar's members have the right type, and that the required ones exist. The engine reads every
 * sidecar in a folder before it does anything, so a single invalid one stops all of them (ENGINE.md §7.5, §7.6).
 */
final class SidecarShape {

    private enum Type {
        TEXT("a text", JsonNode::isString),
        TEXTS("a list of texts", node -> node.isArray() && node.valueStream().allMatch(JsonNode::isString)),
        COUNT("a whole number, not negative", node -> node.isIntegralNumber() && node.asLong() >= 0),
        TABLE("a table", JsonNode::isObject),
        TABLES("a list of tables", node -> node.isArray() && node.valueStream().allMatch(JsonNode::isObject)),
        TABLE_OF_TEXTS("a table of texts", node -> node.isObject() && node.valueStream().allMatch(JsonNode::isString));

        private final String words;
        private final Predicate<JsonNode> holds;

        Type(String words, Predicate<JsonNode> holds) {
            this.words = words;
            this.holds = holds;
        }
    }

    private record SidecarMember(String name, Type type, boolean needed) {}

    private static final List<SidecarMember> TARGET =
            List.of(optional("catalog", Type.TEXT), optional("schema", Type.TEXT), optional("table", Type.TEXT));
    private static final List<SidecarMember> MODEL = List.of(
            optional("name", Type.TEXT),
            optional("depends_on", Type.TEXTS),
            optional("strategy", Type.TABLE),
            optional("target", Type.TABLE),
            optional("sources", Type.TABLES),
            optional("adapter", Type.TEXT),
            optional("intent", Type.TEXT),
            optional("freshness", Type.TABLE),
            optional("tests", Type.TABLES),
            optional("classification", Type.TABLE_OF_TEXTS),
            optional("tags", Type.TABLE_OF_TEXTS),
            optional("retention", Type.TEXT),
            optional("group", Type.TEXT));
    private static final Map<String, List<SidecarMember>> STRATEGIES = Map.ofEntries(
            Map.entry("full_refresh", List.of()),
            Map.entry("incremental", List.of(needed("timestamp_column", Type.TEXT))),
            Map.entry("merge", List.of(needed("unique_key", Type.TEXTS), optional("update_columns", Type.TEXTS))),
            Map.entry(
                    "time_interval",
                    List.of(
                            needed("time_column", Type.TEXT),
                            needed("granularity", Type.TEXT),
                            optional("lookback", Type.COUNT),
                            optional("batch_size", Type.COUNT),
                            optional("first_partition", Type.TEXT))),
            Map.entry("ephemeral", List.of()),
            Map.entry("delete_insert", List.of(needed("partition_by", Type.TEXTS))),
            Map.entry("microbatch", List.of(needed("timestamp_column", Type.TEXT), optional("granularity", Type.TEXT))),
            Map.entry("view", List.of()),
            Map.entry("materialized_view", List.of()),
            Map.entry("dynamic_table", List.of(needed("target_lag", Type.TEXT))),
            Map.entry("content_addressed", List.of()));
    private static final List<SidecarMember> SEED = List.of(
            optional("name", Type.TEXT),
            optional("target", Type.TABLE),
            optional("strategy", Type.TEXT),
            optional("column_types", Type.TABLE_OF_TEXTS),
            optional("pre_hook", Type.TEXTS),
            optional("post_hook", Type.TEXTS));
    private static final List<SidecarMember> SEED_TARGET =
            List.of(optional("catalog", Type.TEXT), needed("schema", Type.TEXT), optional("table", Type.TEXT));

    private SidecarShape() {}

    private static SidecarMember needed(String name, Type type) {
        return new SidecarMember(name, type, true);
    }

    private static SidecarMember optional(String name, Type type) {
        return new SidecarMember(name, type, false);
    }

    /**
     * @throws ProjectException if the engine would refuse a model's sidecar, or its folder's defaults, and thus all
     *     models
     */
    static void checkModel(JsonNode config, Path file) {
        check(config, "", MODEL, file);
        check(config.path("target"), "target.", TARGET, file);
        JsonNode strategy = config.path("strategy");
        if (strategy.isObject()) {
            check(strategy, "strategy.", List.of(needed("type", Type.TEXT)), file);
            String type = strategy.path("type").asString();
            List<SidecarMember> members = STRATEGIES.get(type);
            if (members == null) {
                throw new ProjectException(
                        TomlPlace.of(file, "strategy.type", type) + ": neither the embedded engine nor rocky knows the strategy '" + type + "'"
                                + Nearest.of(type, STRATEGIES.keySet().stream().sorted().toList()).text(),
                        null);
            }
            check(strategy, "strategy.", members, file);
        }
    }

    /** Returns the names that a strategy's table may have; only {@code type} if its type is unknown. */
    static Set<String> strategyMembers(JsonNode strategy) {
        return Stream.concat(
                        Stream.of("type"),
                        STRATEGIES.getOrDefault(strategy.path("type").asString(""), List.of()).stream().map(SidecarMember::name))
                .collect(Collectors.toSet());
    }

    /** @throws ProjectException if the engine would refuse a seed's sidecar, and thus all seeds */
    static void checkSeed(JsonNode config, Path file) {
        check(config, "", SEED, file);
        if (config.has("target")) {
            check(config.path("target"), "target.", SEED_TARGET, file);
        }
        String strategy = config.path("strategy").asString("drop_and_recreate");
        if (!strategy.equals("drop_and_recreate")) {
            throw new ProjectException(
                    file + ": the seed strategy '" + strategy + "' is unknown; the engine knows drop_and_recreate", null);
        }
    }

    private static void check(JsonNode table, String prefix, List<SidecarMember> members, Path file) {
        for (SidecarMember member : members) {
            JsonNode value = table.path(member.name());
            if (value.isMissingNode() && member.needed()) {
                throw new ProjectException(
                        file + ": '" + prefix + member.name() + "' is missing", "set it to " + member.type().words, null);
            } else if (!value.isMissingNode() && !member.type().holds.test(value)) {
                throw new ProjectException(file + ": '" + prefix + member.name() + "' must be " + member.type().words
                        + ", not " + value, null);
            }
        }
    }
}
