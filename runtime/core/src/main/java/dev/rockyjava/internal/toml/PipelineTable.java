package dev.rockyjava.internal.toml;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One pipeline as it stands in {@code rocky.toml}.
 *
 * @param type the engine's default, {@code replication}, where none is stated
 * @param body its table
 */
public record PipelineTable(String name, String type, JsonNode body) {

    /** Returns the folder with the files of a load pipeline, relative to the project; empty if none is stated. */
    public Optional<String> sourceDir() {
        return Optional.of(body.path("source_dir").asString("")).filter(folder -> !folder.isEmpty());
    }

    static PipelineTable of(String name, JsonNode body) {
        return new PipelineTable(name, body.path("type").asString("replication"), body);
    }
}
