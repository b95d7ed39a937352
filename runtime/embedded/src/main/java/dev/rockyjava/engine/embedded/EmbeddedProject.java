package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.toml.PipelineTable;
import dev.rockyjava.internal.toml.ProjectToml;
import dev.rockyjava.internal.toml.TomlText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * {@code rocky.toml} as this engine reads it (ENGINE.md §7.1, §7.2).
 *
 * @param variables looks up an environment variable
 */
record EmbeddedProject(ProjectToml toml, Function<String, Optional<String>> variables) {

    // Keys that don't affect the rows of a DuckDB project. All others, including masks, hooks and imports, are
    // refused.
    private static final Set<String> TOP_KEYS = Set.of(
            "adapter", "adapters", "pipeline", "pipelines", "state", "cost", "retry", "portability", "cache",
            "classifications", "role", "roles", "ai", "branch", "freshness", "schedule", "resilience", "run");
    private static final Set<String> RUN_KEYS = Set.of("strict_scheduling", "lag_tolerance_seconds");
    private static final Set<String> ADAPTER_KEYS = Set.of("type", "kind", "path", "retry");

    /**
     * Loads a project.
     *
     * @throws ProjectException if the file isn't a valid project
     * @throws dev.rockyjava.engine.UnsupportedByEngineException if it has a top-level key that affects rows and that
     *     this engine doesn't support
     */
    static EmbeddedProject load(Path configFile, Function<String, Optional<String>> variables) {
        ProjectToml toml = ProjectToml.parse(configFile, TomlText.read(configFile.toAbsolutePath().normalize()), variables);
        Refusal.unlessKnown(toml.config(), toml.file(), "", TOP_KEYS, EngineWords.TOP);
        Refusal.unlessKnown(toml.config().path("run"), toml.file(), "run", RUN_KEYS, EngineWords.RUN);
        for (PipelineTable pipeline : toml.pipelines()) {
            if (!EngineWords.PIPELINE_TYPES.contains(pipeline.type())) {
                throw Refusal.ofWord(
                        pipeline.type(), "the pipeline type", toml.file(), "pipeline." + pipeline.name() + ".type",
                        EngineWords.PIPELINE_TYPES);
            }
            if (!pipeline.body().path("target").isObject()) {
                throw new ProjectException(
                        toml.file() + ": pipeline." + pipeline.name() + " needs a target",
                        "write [pipeline." + pipeline.name() + ".target] with the adapter's name",
                        null);
            }
        }
        return new EmbeddedProject(toml, variables);
    }

    Path directory() {
        return toml.directory();
    }

    Path file() {
        return toml.file();
    }

    /**
     * Returns a file of the project as shown in messages and documents, as in the engine: relative to the project.
     */
    String shown(Path file) {
        return directory().relativize(file).toString().replace('\\', '/');
    }

    /**
     * Returns a pipeline of one type.
     *
     * @throws EngineCommandException if there is none
     */
    PipelineTable pipeline(String name, String type) {
        PipelineTable pipeline = toml.pipelines().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> problem("pipeline '" + name + "' not found in config; there are "
                        + toml.pipelines().stream().map(PipelineTable::name).toList()));
        if (!pipeline.type().equals(type)) {
            throw problem("pipeline '" + name + "' is type '" + pipeline.type() + "', not '" + type + "'");
        }
        return pipeline;
    }

    /**
     * Returns the DuckDB file that a pipeline writes to.
     *
     * @throws dev.rockyjava.engine.UnsupportedByEngineException if its adapter isn't DuckDB, or is in memory only
     */
    Path targetDatabase(PipelineTable pipeline) {
        return database(pipeline.body().path("target").path("adapter").asString("default"), pipeline);
    }

    /** Returns the DuckDB file of a named adapter. */
    Path database(String adapterName, PipelineTable pipeline) {
        JsonNode adapter = toml.adapters().get(adapterName);
        if (adapter == null) {
            throw problem("pipeline '" + pipeline.name() + "' uses the adapter '" + adapterName
                    + "', which is not configured; there are " + toml.adapters().keySet());
        }
        String key = "adapter." + adapterName;
        String type = adapter.path("type").asString("");
        if (!type.equals("duckdb")) {
            throw Refusal.ofWord(type, "the adapter type", file(), key + ".type", EngineWords.ADAPTER_TYPES);
        }
        Refusal.unlessKnown(adapter, file(), key, ADAPTER_KEYS, EngineWords.ADAPTER);
        String path = adapter.path("path").asString("");
        if (path.isEmpty() || path.equals(":memory:")) {
            throw Refusal.of("a DuckDB in memory (it would be gone after each request)", file(), key + ".path");
        }
        if (path.contains(";")) {
            throw problem(key + ".path must not have a ';' in it"); // the driver would read options after it
        }
        return directory().resolve(path).normalize();
    }

    /** Returns DuckDB's name for a file's catalog: the file's name without its last extension (ENGINE.md §7.1). */
    static String catalogOf(Path database) {
        String name = database.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /**
     * Reads another TOML file of the project, with environment variables substituted.
     *
     * @throws ProjectException if it can't be read, isn't TOML, or needs a variable that isn't set
     */
    JsonNode readToml(Path file) {
        return TomlText.parse(TomlText.read(file), file, variables);
    }

    /** Returns the names in a list of strings; empty if it is absent. */
    static List<String> texts(JsonNode list) {
        return list.isArray() ? list.valueStream().map(JsonNode::asString).toList() : List.of();
    }

    /** Creates a failure without a document: the project is invalid (exit code 1, ENGINE.md §1.8). */
    EngineCommandException problem(String message) {
        return new EngineCommandException(file() + ": " + message, 1, List.of());
    }
}
