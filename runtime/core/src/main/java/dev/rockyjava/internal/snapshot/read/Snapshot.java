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
 * What a snapshot says, each member empty where the file has nothing.
 *
 * @param name what the file is called for people
 * @param dag the graph; empty when the slot is missing or null
 * @param dagStatus {@code success}, {@code failed}, {@code disabled} or another word; empty when an old writer left it out
 * @param dagError why the graph could not be had
 * @param discover what {@code discover} found; empty when the slot is missing or null
 * @param models what {@code compile} says of the models; empty when the slot is missing or null
 * @param diagnostics what {@code compile} complains about; of a compilation that failed for one folder
 *     of several, what it said of the others
 * @param recommendations what {@code optimize} says
 * @param ours what only this library's writer adds
 * @param contents everything that the file states, to compare it with another
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
            Optional<Located<String>> lineageUnavailable) {}

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
     * What {@code discover} found.
     *
     * @param freshness how old a source table may become, if the pipeline's checks say so
     * @param configuredChecks the checks that the project configures, by the name of the table
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
     * An advice of {@code optimize}.
     *
     * @param monthlySavings in US dollars, as the engine writes the number; empty when it doesn't say
     */
    public record Recommendation(
            String model,
            String currentStrategy,
            String recommendedStrategy,
            String reasoning,
            Optional<String> monthlySavings) {}

    /**
     * The slot {@code rocky_java}. A member is empty when the writer didn't say.
     *
     * @param sourcesByPipeline which source ids belong to which replication pipeline
     * @param modelsByPipeline which models belong to which transformation pipeline
     * @param pipelineDependsOn which pipelines a pipeline needs
     * @param contracts the checks that a model's contract asks for
     * @param lineage column lineage, asked model by model
     * @param columns of the models whose lineage was asked: each column with its data type in the engine's words, which is
     *     empty where the engine can't tell
     * @param reads which tables the models read
     * @param failures what the engine didn't answer
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

        /** What a snapshot has that the peer wrote. */
        static final Ours NOTHING =
                new Ours(Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty(), Map.of(), Reads.NOTHING,
                        UnansweredQueries.NONE);
    }

    /**
     * What the engine didn't answer when the snapshot was written, and why.
     *
     * @param discover reasons by replication pipeline
     * @param compile reasons by root of models
     * @param diagnostics what was complained about of the other roots
     */
    public record UnansweredQueries(
            Map<String, String> discover, Map<String, String> compile, List<CompileDiagnostic> diagnostics) {

        /** What a snapshot has whose questions were all answered. */
        static final UnansweredQueries NONE = new UnansweredQueries(Map.of(), Map.of(), List.of());
    }

    /** What the compiler complains about so that a model can't be built, or its contract isn't kept or can't be checked. */
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
     * Which tables the project's models read, by their SQL.
     *
     * @param tables for each model the names as its SQL has them
     * @param unknown of models whose SQL can't be read, or not all of it: why
     * @param written where a pipeline that isn't made of models writes to
     */
    public record Reads(Map<String, List<String>> tables, Map<String, String> unknown, Map<String, Written> written) {

        /** What a snapshot has whose writer didn't read the SQL. */
        public static final Reads NOTHING = new Reads(Map.of(), Map.of(), Map.of());

        /** Whether all is known that a model reads. */
        public boolean known(String model) {
            return tables.containsKey(model) && !unknown.containsKey(model);
        }
    }

    /**
     * Where a pipeline writes to.
     *
     * @param catalog may be empty for the database's own; of a replication with the names of components in braces
     * @param schema likewise
     * @param table empty if it writes tables of any name
     * @param separator what stands between several values of one component
     */
    public record Written(String catalog, String schema, Optional<String> table, String separator) {}

    /** Where what can become an asset stands in the file, by node id; of a table that is where its source stands. */
    public Map<String, Location> places() {
        Map<String, Location> places = new HashMap<>();
        dag.ifPresent(graph -> graph.nodes().forEach(node -> places.putIfAbsent(node.value().id(), node.location())));
        models.ifPresent(all -> all.forEach(model -> places.putIfAbsent(model.value().nodeId(), model.location())));
        discover.ifPresent(found -> found.sources().forEach(source -> source.value().tables().forEach(table ->
                places.putIfAbsent(source.value().source().nodeId(table), source.location()))));
        return places;
    }

    /** The discovered sources, in the order of the file. */
    public List<SourceInfo> sources() {
        return discover.stream()
                .flatMap(found -> found.sources().stream())
                .map(located -> located.value().source())
                .toList();
    }
}
