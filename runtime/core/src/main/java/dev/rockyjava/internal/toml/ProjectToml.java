package dev.rockyjava.internal.toml;

import dev.rockyjava.error.ProjectException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The whole {@code rocky.toml} (ENGINE.md §7).
 *
 * @param file {@code rocky.toml}, absolute
 * @param config the document, with environment variables substituted
 */
public record ProjectToml(Path file, JsonNode config) {

    /**
     * Parses the text of the file.
     *
     * @param configFile the file that the text comes from
     * @param variables looks up a variable; returns empty if it isn't set
     * @throws ProjectException if the text isn't TOML, or needs a variable that isn't set
     */
    public static ProjectToml parse(Path configFile, String text, Function<String, Optional<String>> variables) {
        Path file = configFile.toAbsolutePath().normalize();
        return new ProjectToml(file, TomlText.parse(text, file, variables));
    }

    /** Returns the folder that holds {@code rocky.toml}; every engine command runs in it. */
    public Path directory() {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }

    /** Returns the pipelines, in file order; a bare {@code [pipeline]} is named {@code default}. */
    public List<PipelineTable> pipelines() {
        JsonNode table = table("pipeline");
        return isShorthand(table)
                ? List.of(PipelineTable.of("default", table))
                : table.properties().stream().map(entry -> PipelineTable.of(entry.getKey(), entry.getValue())).toList();
    }

    // The engine recognizes a bare [pipeline] by these names, which no pipeline can have then.
    private static boolean isShorthand(JsonNode table) {
        return Stream.of("source", "type", "models", "tables", "unique_key", "source_dir").anyMatch(table::has);
    }

    /** Returns the adapters by name, in file order; a bare {@code [adapter]} is named {@code default}. */
    public Map<String, JsonNode> adapters() {
        JsonNode table = table("adapter");
        if (table.path("type").isString()) {
            return Map.of("default", table);
        }
        Map<String, JsonNode> adapters = new LinkedHashMap<>();
        table.properties().forEach(entry -> adapters.put(entry.getKey(), entry.getValue()));
        return adapters;
    }

    private JsonNode table(String name) {
        return config.has(name) ? config.path(name) : config.path(name + "s");
    }

    /**
     * Returns the DuckDB files of its adapters, as absolute paths without duplicates.
     *
     * @throws ProjectException if one isn't a valid path
     */
    public List<Path> duckDbFiles() {
        return adapters().values().stream()
                .filter(adapter -> adapter.path("type").asString("").equals("duckdb"))
                .map(adapter -> adapter.path("path").asString(""))
                .filter(path -> !path.isEmpty() && !path.equals(":memory:"))
                .map(path -> path(path, "the path of an adapter"))
                .distinct()
                .toList();
    }

    /**
     * Returns a path that the file states, as an absolute one.
     *
     * @param what what it is the path of, for messages
     * @throws ProjectException if no file can have it
     */
    public Path path(String path, String what) {
        try {
            return directory().resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new ProjectException(what + " in " + file + " is not a valid path: " + e.getMessage(), e);
        }
    }
}
