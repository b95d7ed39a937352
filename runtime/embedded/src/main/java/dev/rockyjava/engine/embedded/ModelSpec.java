package dev.rockyjava.engine.embedded;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.sql.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A model merged with its folder's defaults, and checked to use nothing that this engine doesn't support.
 *
 * @param strategy the strategy's table; without {@code type} it is a full refresh
 * @param strategyFile the file that contains the strategy
 */
record ModelSpec(ModelFile model, TableName target, JsonNode strategy, Path strategyFile) {

    private static final String DEFAULTS = "_defaults.toml";
    // Facts about a model that don't affect its rows, and keys that are checked separately below.
    private static final Set<String> KEYS = Set.of(
            "name", "depends_on", "target", "strategy", "sources", "adapter", "intent", "freshness", "tests", "test",
            "classification", "tags", "governance", "retention", "budget", "skip", "columns", "group");
    private static final Set<String> DEFAULTS_KEYS = Set.of("target", "strategy", "intent", "freshness");
    /** The strategies that this engine does; {@link ModelSql} refuses the others. */
    private static final Set<String> DONE =
            Set.of("full_refresh", "view", "incremental", "merge", "delete_insert", "time_interval");
    private static final Set<String> PER_MODEL_KEYS = Set.of("name", "depends_on", "sources");

    /**
     * Reads a model's specification.
     *
     * @throws ProjectException if its configuration isn't complete
     * @throws dev.rockyjava.engine.UnsupportedByEngineException if it uses something that this engine doesn't support
     */
    static ModelSpec of(ModelFile model, EmbeddedProject project) {
        if (!model.isSql()) {
            throw Refusal.of("models in the Rocky language", model.file(), "");
        }
        Refusal.unlessKnown(model.config(), model.configFile(), "", KEYS, EngineWords.MODEL);
        Refusal.unlessKnown(
                model.config().path("target"), model.configFile(), "target", EngineWords.TABLE, EngineWords.TABLE);
        refuseGroupThatRoutes(model, project);
        refuseContract(model);
        if (model.sql().contains("@var(")) {
            throw Refusal.of("run variables", model.file(), "@var(...)");
        }
        Path defaultsFile = model.file().resolveSibling(DEFAULTS);
        JsonNode defaults = defaults(defaultsFile, project);
        boolean own = model.config().has("strategy") || !defaults.has("strategy");
        JsonNode strategy = (own ? model.config() : defaults).path("strategy");
        Path strategyFile = own ? model.configFile() : defaultsFile;
        return new ModelSpec(model, target(model, defaults), strategy, strategyFile);
    }

    /**
     * @throws dev.rockyjava.engine.UnsupportedByEngineException if the strategy needs something that this engine doesn't
     *     support
     */
    void refuseWhatIsNotDone() {
        if (!type().equals("time_interval")) {
            ModelSql.statements(this, true);
        }
    }

    /**
     * The real engine ignores such a member, so a run does, too.
     *
     * @throws dev.rockyjava.engine.UnsupportedByEngineException if the strategy has a member that no engine knows
     */
    void refuseUnknownMembers() {
        if (DONE.contains(type())) {
            Set<String> members = SidecarShape.strategyMembers(strategy);
            Refusal.unlessKnown(strategy, strategyFile, "strategy", members, members);
        }
    }

    /** Returns the strategy's type. */
    String type() {
        return strategy.path("type").asString("full_refresh");
    }

    /**
     * Returns a string that the strategy must have.
     *
     * @throws WorkFailure if it is missing
     */
    String text(String key) {
        JsonNode value = strategy.path(key);
        if (!value.isString() || value.asString().isEmpty()) {
            throw missing(key);
        }
        return value.asString();
    }

    /**
     * Returns a list of names that the strategy must have.
     *
     * @throws WorkFailure if it is missing or empty
     */
    List<String> names(String key) {
        List<String> names = EmbeddedProject.texts(strategy.path(key));
        if (names.isEmpty()) {
            throw missing(key);
        }
        return names;
    }

    private WorkFailure missing(String key) {
        return new WorkFailure("the strategy '" + type() + "' needs '" + key + "' in " + strategyFile);
    }

    private static JsonNode defaults(Path file, EmbeddedProject project) {
        if (!Files.exists(file)) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode defaults = project.readToml(file);
        for (String key : PER_MODEL_KEYS) {
            if (defaults.has(key)) {
                throw new ProjectException(
                        file + " must not have '" + key + "', which each model has for itself", null);
            }
        }
        SidecarShape.checkModel(defaults, file);
        Refusal.unlessKnown(defaults, file, "", DEFAULTS_KEYS, EngineWords.DEFAULTS);
        Refusal.unlessKnown(defaults.path("target"), file, "target", Set.of("catalog", "schema"), EngineWords.TABLE);
        return defaults;
    }

    /**
     * Returns the table that a model is built in, regardless of its other configuration.
     *
     * @throws ProjectException if the target isn't complete
     */
    static TableName targetOf(ModelFile model, EmbeddedProject project) {
        return target(model, defaults(model.file().resolveSibling(DEFAULTS), project));
    }

    private static TableName target(ModelFile model, JsonNode defaults) {
        JsonNode own = model.config().path("target");
        return new TableName(
                part("catalog", own, defaults.path("target"), model),
                part("schema", own, defaults.path("target"), model),
                own.path("table").asString(model.name()));
    }

    private static String part(String key, JsonNode own, JsonNode defaults, ModelFile model) {
        JsonNode value = own.has(key) ? own.path(key) : defaults.path(key);
        if (!value.isString()) {
            throw new ProjectException(
                    "model '" + model.name() + "' is missing target." + key,
                    "set it in " + model.configFile() + " or in _defaults.toml beside it",
                    null);
        }
        return value.asString();
    }

    private static void refuseGroupThatRoutes(ModelFile model, EmbeddedProject project) {
        String group = model.config().path("group").asString("");
        if (group.isEmpty()) {
            return;
        }
        Path file = model.file().resolveSibling("groups").resolve(group + ".toml");
        JsonNode config = project.readToml(file);
        Refusal.unlessKnown(config, file, "", Set.of("tags", "governance", "enforce"), EngineWords.GROUP);
    }

    private static void refuseContract(ModelFile model) {
        String name = model.file().getFileName().toString();
        String stem = name.substring(0, name.length() - ".sql".length());
        Path contract = model.file().resolveSibling(stem + ".contract.toml");
        if (Files.exists(contract)) {
            throw Refusal.of("data contracts", contract, "");
        }
    }
}
