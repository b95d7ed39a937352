package dev.rockyjava.state;

import dev.rockyjava.translate.DagNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a snapshot says, each member empty where the file has nothing.
 *
 * @param name what the file is called for people
 * @param dag the graph; empty when the slot is missing or null
 * @param dagStatus {@code success}, {@code failed}, {@code disabled} or another word; empty when an old writer left it out
 * @param dagError why the graph could not be had
 * @param sources what {@code discover} found
 * @param sourcesByPipeline which source ids belong to which replication pipeline; empty when the writer didn't say
 * @param models what {@code compile} says of the models
 * @param recommendations what {@code optimize} says
 */
public record Snapshot(
        String name,
        Optional<Dag> dag,
        Optional<Located<String>> dagStatus,
        Optional<String> dagError,
        List<Source> sources,
        Map<String, List<String>> sourcesByPipeline,
        List<Model> models,
        List<Recommendation> recommendations) {

    /** A value and where it stands. */
    public record Located<T>(T value, Location location) {}

    /**
     * The engine's graph.
     *
     * @param schemaVersion of the graph's shape; {@code "1"} in engine 1.71
     * @param lineageUnavailable why there is no column lineage; empty when an empty list means that there is none
     */
    public record Dag(
            Located<String> schemaVersion,
            List<Located<DagNode>> nodes,
            List<Located<Edge>> edges,
            List<LineageEdge> columnLineage,
            Optional<String> lineageUnavailable) {}

    /** An edge between node ids, from upstream to downstream. */
    public record Edge(String from, String to) {}

    /**
     * A column that is made of another.
     *
     * @param sourceModel a model's name, or the dotted name of a table that a model reads
     */
    public record LineageEdge(
            String sourceModel, String sourceColumn, String targetModel, String targetColumn, String transform) {}

    /**
     * A discovered source.
     *
     * @param components the parts of its schema's name, in the pattern's order; a repeated part has several values
     */
    public record Source(
            String id, String sourceType, Map<String, List<String>> components, List<String> tables) {}

    /** A compiled model. */
    public record Model(String name, Map<String, String> tags) {}

    /** An advice of {@code optimize}. */
    public record Recommendation(String model, String currentStrategy, String recommendedStrategy, String reasoning) {}
}
