package dev.rockyjava.internal.toml;

import tools.jackson.databind.JsonNode;

/**
 * One pipeline as it stands in {@code rocky.toml}.
 *
 * @param type the engine's default, {@code replication}, where none is stated
 * @param body its table
 */
public record PipelineTable(String name, String type, JsonNode body) {

    static PipelineTable of(String name, JsonNode body) {
        return new PipelineTable(name, body.path("type").asString("replication"), body);
    }
}
