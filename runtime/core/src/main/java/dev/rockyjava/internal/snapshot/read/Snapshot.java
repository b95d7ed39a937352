package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.ModelDetail;
import dev.rockyjava.translate.SourceInfo;
import dev.rockyjava.translate.TableInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a snapshot. Members that the file doesn't have are empty.
 *
 * @param name the name of the file to show
 * @param dag the graph; empty if the slot is missing or null
 * @param dagStatus {@code success}, {@code failed}, {@code disabled} or another word; empty if an old writer left it
 *     out
 * @param dagError why the graph is missing
 * @param discover the output of {@code discover}; empty if the slot is missing or null
 * @param models the output of {@code compile} about models; empty if the slot is missing or null
 * @param diagnostics the diagnostics of {@code compile}; if it failed for one of several folders, those of the others
 * @param recommendations the output of {@code optimize}
 * @param ours what only this library's writer adds
 * @param contents everything in the file, for comparison with another
 */
public record Snapshot(
        String name,
        Optional<Dag> dag,
        Optional<Located<String>> dagStatus,
        Optional<String> dagError,
        Optional<Discover> discover,
        Optional<List<Located<ModelDetail>>> models,
        List<CompileDiagnostic> diagnostics,
        List<Recommendation> recommendations,
        Ours ours,
        SnapshotContents contents) {

    /** A value and its location. */
    public record Located<T>(T value, Location location) {}

    /**
     * The engine's graph.
     *
     * @param schemaVersion the version of the graph's schema; {@code "1"} in engine 1.71
     * @param lineageUnavailable why there is no column lineage; if empty, an empty list means that there is none
     */
    public record Dag(
            Located<String> schemaVersion,
            List<Located<DagNode>> nodes,
            List<Located<Edge>> edges,
            List<LineageEdge> columnLineage,
            Optional<Located<String>> lineageUnavailable) {}

    /** An edge between node ids, from upstream to downstream. */
    public record Edge(String from, String to) {}

    /**
     * A column that is derived from another.
     *
     * @param sourceModel a model's name, or the dotted name of a table that a model reads
     */
    public record LineageEdge(
            String sourceModel, String sourceColumn, String targetModel, String targetColumn, String transform) {}

    /**
     * The output of {@code discover}.
     *
     * @param freshness how old a source table may become, if the pipeline's checks define it
     * @param configuredChecks the checks that the project configures, by table name
     */
    public record Discover(
            List<Located<Discovered>> sources,
            Optional<Duration> freshness,
            Map<String, List<ConfiguredCheck>> configuredChecks) {}

    /** A discovered source and its tables. */
    public record Discovered(SourceInfo source, List<TableInfo> tables) {}

    /**
     * A check that the project configures.
     *
     * @param name as the engine will report it
     * @param candidate whether the engine evaluates it once for a group of tables and reports it on one of them
     */
    public record ConfiguredCheck(String name, boolean candidate) {}

    /**
     * A recommendation of {@code optimize}.
     *
     * @param monthlySavings in US dollars, with the engine's digits; empty if not given
     */
    public record Recommendation(
            String model,
            String currentStrategy,
            String recommendedStrategy,
            String reasoning,
            Optional<String> monthlySavings) {}

    /**
     * The slot {@code rocky_java}. A member that the writer left out is empty.
     *
     * @param sourcesByPipeline the source ids of each replication pipeline
     * @param modelsByPipeline the models of each transformation pipeline
     * @param pipelineDependsOn the pipelines that each pipeline depends on
     * @param contracts the checks required by each model's contract
     * @param lineage column lineage, queried model by model
     * @param columns for each model whose lineage was queried, its columns with their data types in the engine's
     *     words; a type is empty if the engine doesn't know it
     * @param reads the tables that the models read
     * @param failures the queries that the engine didn't answer
     */
    public record Ours(
            Map<String, List<String>> sourcesByPipeline,
            Map<String, List<String>> modelsByPipeline,
            Map<String, List<String>> pipelineDependsOn,
            Optional<Map<String, List<String>>> contracts,
            Optional<List<LineageEdge>> lineage,
            Map<String, Map<String, String>> columns,
            Reads reads,
            UnansweredQueries failures) {

        /** The value for a snapshot that dagster-rocky wrote. */
        static final Ours NOTHING =
                new Ours(Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty(), Map.of(), Reads.NOTHING,
                        UnansweredQueries.NONE);
    }

    /**
     * The queries that the engine didn't answer when the snapshot was written, with the reasons.
     *
     * @param discover reasons by replication pipeline
     * @param compile reasons by root folder of models
     * @param diagnostics the diagnostics for the other roots
     */
    public record UnansweredQueries(
            Map<String, String> discover, Map<String, String> compile, List<CompileDiagnostic> diagnostics) {

        /** The value for a snapshot whose queries were all answered. */
        static final UnansweredQueries NONE = new UnansweredQueries(Map.of(), Map.of(), List.of());
    }

    /**
     * Returns the diagnostics because of which a model can't be built, or its contract isn't met or can't be checked.
     */
    public List<CompileDiagnostic> compileProblems() {
        return compileProblems(diagnostics);
    }

    public static List<CompileDiagnostic> compileProblems(List<CompileDiagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.isError() || ContractReports.isAboutOne(diagnostic))
                .sorted()
                .toList();
    }

    /**
     * The tables that the project's models read, according to their SQL.
     *
     * @param tables by model, the names as in its SQL
     * @param unknown for models whose SQL can't be parsed completely, the reason
     * @param written where pipelines that don't consist of models write
     */
    public record Reads(Map<String, List<String>> tables, Map<String, String> unknown, Map<String, Written> written) {

        /** The value for a snapshot whose writer didn't parse the SQL. */
        public static final Reads NOTHING = new Reads(Map.of(), Map.of(), Map.of());

        /** Returns whether everything that a model reads is known. */
        public boolean known(String model) {
            return tables.containsKey(model) && !unknown.containsKey(model);
        }
    }

    /**
     * Where a pipeline writes.
     *
     * @param catalog may be empty for the database's default; for a replication, with component names in braces
     * @param schema likewise
     * @param table empty if it writes tables of any name
     * @param separator joins several values of one component
     */
    public record Written(String catalog, String schema, Optional<String> table, String separator) {}

    /**
     * Returns the locations of everything that can become an asset, by node id; a table has the location of its
     * source.
     */
    public Map<String, Location> places() {
        Map<String, Location> places = new HashMap<>();
        dag.ifPresent(graph -> graph.nodes().forEach(node -> places.putIfAbsent(node.value().id(), node.location())));
        models.ifPresent(all -> all.forEach(model -> places.putIfAbsent(model.value().nodeId(), model.location())));
        discover.ifPresent(found -> found.sources().forEach(source -> source.value().tables().forEach(table ->
                places.putIfAbsent(source.value().source().nodeId(table), source.location()))));
        return places;
    }

    /** Returns the discovered sources, in the order of the file. */
    public List<SourceInfo> sources() {
        return discover.stream()
                .flatMap(found -> found.sources().stream())
                .map(located -> located.value().source())
                .toList();
    }
}
