package dev.rockyjava.engine;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.toml.PipelineTable;
import dev.rockyjava.internal.toml.ProjectToml;
import dev.rockyjava.internal.toml.TomlText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The part of {@code rocky.toml} that the library itself needs: the pipelines, the DuckDB files and where the engine
 * keeps its state (ENGINE.md §7). Everything else in it is left to the engine to validate.
 *
 * @param configFile {@code rocky.toml}, absolute
 * @param pipelines in file order
 * @param duckDbFiles the DuckDB files that nearly every command opens (ENGINE.md §4.3), as absolute paths; only one
 *     process at a time may open each
 * @param stateBackend where the engine keeps its state: {@code local}, the default, or another word of
 *     {@code [state] backend}
 * @param stateByPipeline whether each pipeline has an engine state of its own
 */
public record RockyProject(
        Path configFile,
        List<Pipeline> pipelines,
        List<Path> duckDbFiles,
        String stateBackend,
        boolean stateByPipeline) {

    /**
     * One pipeline.
     *
     * @param type {@code replication}, {@code transformation}, {@code quality}, {@code snapshot} or {@code load}
     * @param dependsOn names of the pipelines that must end before it
     * @param modelsFolder the folder of a transformation pipeline's models, relative to the project. By the engine's
     *     rule, this is the folder before the first component of {@code models} that has a wildcard; {@code models} if
     *     there is none
     * @param target where it writes its tables
     * @param strategies how a replication copies: its own strategy first, then those of {@code table_overrides}
     * @param truncatesFirst whether a load empties its table before it loads
     * @param reportsNewSources whether {@code rocky discover} notes which sources it has seen
     */
    public record Pipeline(
            String name,
            String type,
            List<String> dependsOn,
            String modelsFolder,
            Target target,
            List<String> strategies,
            boolean truncatesFirst,
            boolean reportsNewSources) {

        public Pipeline {
            dependsOn = List.copyOf(dependsOn);
            strategies = List.copyOf(strategies);
        }
    }

    /**
     * Where a pipeline writes its tables. Members that the file leaves out are empty strings.
     *
     * @param catalog the catalog; for a replication, a template with placeholders such as {@code {source}}
     * @param schema the schema; for a replication, a template likewise
     * @param table the table, if the pipeline writes only one; always empty for a replication
     * @param separator joins the values of a placeholder that has several; always empty except for a replication
     */
    public record Target(String catalog, String schema, String table, String separator) {}

    public RockyProject {
        pipelines = List.copyOf(pipelines);
        duckDbFiles = List.copyOf(duckDbFiles);
    }

    /**
     * Reads a project, substituting variables from this process's environment.
     *
     * @throws ProjectException if the file can't be read, isn't TOML, needs a variable that isn't set, or
     *     states a path that no file can have
     */
    public static RockyProject load(Path configFile) {
        return load(configFile, name -> Optional.ofNullable(System.getenv(name)));
    }

    /**
     * Reads a project.
     *
     * @param variables looks up a variable; returns empty if it isn't set
     * @throws ProjectException if the file can't be read, isn't TOML, needs a variable that isn't set, or
     *     states a path that no file can have
     */
    public static RockyProject load(Path configFile, Function<String, Optional<String>> variables) {
        return parse(configFile, TomlText.read(configFile.toAbsolutePath().normalize()), variables);
    }

    /**
     * Reads a project from the text of its file.
     *
     * @param configFile the file that the text comes from
     * @param variables looks up a variable; returns empty if it isn't set
     * @throws ProjectException if the text isn't TOML, needs a variable that isn't set, or
     *     states a path that no file can have
     */
    public static RockyProject parse(Path configFile, String text, Function<String, Optional<String>> variables) {
        ProjectToml toml = ProjectToml.parse(configFile, text, variables);
        JsonNode state = toml.config().path("state");
        return new RockyProject(
                toml.file(),
                toml.pipelines().stream().map(table -> pipeline(table, toml)).toList(),
                toml.duckDbFiles(),
                state.path("backend").asString("local"),
                state.path("namespacing").asString("").equals("pipeline"));
    }

    private static Pipeline pipeline(PipelineTable table, ProjectToml toml) {
        JsonNode body = table.body();
        String models = modelsFolder(body.path("models").asString(""));
        toml.path(models, "models of the pipeline " + table.name());
        return new Pipeline(
                table.name(),
                table.type(),
                body.path("depends_on").valueStream().map(name -> name.asString("")).toList(),
                models,
                target(table),
                strategies(body),
                body.path("options").path("truncate_first").asBoolean(false),
                body.path("source").path("discovery").path("report_new_sources").asBoolean(false));
    }

    private static String modelsFolder(String models) {
        int wildcard = 0;
        while (wildcard < models.length() && "*?[".indexOf(models.charAt(wildcard)) < 0) {
            wildcard++;
        }
        boolean file = wildcard < models.length() || models.endsWith(".sql") || models.endsWith(".rocky");
        String root = file ? models.substring(0, models.lastIndexOf('/', wildcard) + 1) : models;
        String trimmed = root.length() > 1 && root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        return trimmed.isEmpty() ? "models" : trimmed;
    }

    private static Target target(PipelineTable table) {
        JsonNode target = table.body().path("target");
        boolean replication = table.type().equals("replication");
        String between = table.body().at("/source/schema_pattern/separator").asString("__");
        return new Target(
                target.path(replication ? "catalog_template" : "catalog").asString(""),
                target.path(replication ? "schema_template" : "schema").asString(""),
                replication ? "" : target.path("table").asString(""),
                replication ? target.path("separator").asString(between) : "");
    }

    private static List<String> strategies(JsonNode body) {
        return Stream.concat(
                        Stream.of(body.path("strategy").asString("incremental")),
                        body.path("table_overrides").valueStream()
                                .filter(table -> table.has("strategy"))
                                .map(table -> table.path("strategy").asString("")))
                .toList();
    }

    /** Returns the folder that holds {@code rocky.toml}; every engine command runs in it. */
    public Path directory() {
        return Optional.ofNullable(configFile.getParent()).orElse(configFile);
    }

    /** Returns the pipelines of one type, in file order. */
    public List<Pipeline> pipelinesOfType(String type) {
        return pipelines.stream().filter(p -> p.type().equals(type)).toList();
    }

    /** Returns the pipeline with this name; empty if there is none. */
    public Optional<Pipeline> pipeline(String name) {
        return pipelines.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
