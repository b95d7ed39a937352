package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.read.ComparedMember.About;
import dev.rockyjava.internal.snapshot.read.Problems;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.Discover;
import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.internal.snapshot.read.SnapshotContents;
import dev.rockyjava.internal.snapshot.read.SnapshotContents.Subject;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.ProblemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds definitions in discover mode: each table of a discovered source becomes an asset, and so does each model if
 * requested.
 */
final class DiscoverDefinitions {

    private final Snapshot snapshot;
    private final Problems problems;
    private final BuildOptions options;
    private final GuardedTranslator translator;
    private final GraphAssembler assembly;
    private final PipelineOwnership owners;
    private final SourceTables tables;
    private final ModelAssets models;
    private final SnapshotContents.Distribution contents;
    private final Map<String, FreshnessPolicy> freshnessOfModels = new HashMap<>();

    DiscoverDefinitions(Snapshot snapshot, Problems problems, GuardedTranslator translator, BuildOptions options) {
        this.snapshot = snapshot;
        this.problems = problems;
        this.options = options;
        this.translator = translator;
        this.assembly = new GraphAssembler(problems);
        snapshot.models().orElse(List.of()).stream().map(Located::value).forEach(model -> model.freshness()
                .ifPresent(freshness -> freshnessOfModels.putIfAbsent(model.name(), freshness)));
        this.owners = new PipelineOwnership(snapshot);
        this.tables = new SourceTables(snapshot, owners, translator, problems, options.tenant());
        Snapshot ofModels = options.has(Switch.DERIVED_MODELS) ? snapshot : withoutModels(snapshot);
        this.models = new ModelAssets(ofModels, owners, translator, problems);
        this.contents = snapshot.contents().new Distribution();
    }

    private static Snapshot withoutModels(Snapshot s) {
        return new Snapshot(
                s.name(),
                s.dag(),
                s.dagStatus(),
                s.dagError(),
                s.discover(),
                Optional.empty(),
                List.of(),
                s.recommendations(),
                s.ours(),
                s.contents());
    }

    /** Returns as many assets as have a unique key, without dependencies. */
    Definitions namesOnly() {
        Map<AssetKey, AssetSpec> specs = new TreeMap<>();
        tables.all().forEach(table -> specs.putIfAbsent(table.node().key(), tables.named(table)));
        models.all().forEach(model -> specs.putIfAbsent(model.node().key(), models.named(model)));
        return Definitions.of(specs.values(), List.of());
    }

    Definitions build() {
        if (snapshot.discover().isEmpty()) {
            problems.add(
                    ProblemId.DISCOVER_MISSING,
                    "the snapshot has no discover slot, and without dag_mode the discovered tables are the assets;"
                            + " refresh it");
        }
        problems.stopOnErrors();
        tables.all().forEach(table -> assembly.add(table.node()));
        models.all().forEach(model -> assembly.add(model.node()));
        assembly.checkKeys(translator);
        problems.stopOnErrors();

        tables.all().forEach(table -> assembly.need(table.node(), tables.dependencies(table)));
        models.addDependencies(assembly, tables);
        Map<String, Location> places = new HashMap<>();
        assembly.nodes().forEach(node -> places.put(node.id(), node.at()));
        new PipelineTables(snapshot, owners).ofTables(assembly, tables);
        assembly.derive(lineage(), snapshot.ours().reads(), places);

        OptimizeFacts optimize = new OptimizeFacts(options.has(Switch.OPTIMIZE_METADATA) ? snapshot.recommendations() : List.of());
        DeclaredChecks declared = new DeclaredChecks(options, snapshot);
        List<AssetSpec> specs = new ArrayList<>();
        List<CheckSpec> checks = new ArrayList<>();
        for (SourceTables.SourceTable table : tables.all()) {
            String name = table.table().name();
            specs.add(tables.spec(table, assembly)
                    .freshness(freshness(name).orElse(null))
                    .metadata(optimize.of(name))
                    .stated(contents.of(subjects(table)))
                    .build());
            checks.addAll(declared.ofTable(table.node().key(), table.source(), name));
        }
        for (ModelAssets.ModelAsset model : models.all()) {
            AssetSpec.Builder spec = models.spec(model, assembly)
                    .metadata(optimize.of(model.detail().name()))
                    .stated(contents.of(subjects(model)));
            if (options.has(Switch.COLUMN_LINEAGE)) {
                assembly.columns(model.node(), spec);
            }
            specs.add(spec.build());
            checks.addAll(declared.ofModel(model.node().key(), model.detail().name()));
        }
        problems.stopOnErrors();
        return Definitions.of(specs, checks, contents.rest());
    }

    private static List<Subject> subjects(SourceTables.SourceTable table) {
        List<Subject> subjects = new ArrayList<>();
        for (String source : table.sourceIds()) {
            subjects.add(new Subject(About.SOURCE, source));
            subjects.add(new Subject(About.TABLE, table.table().name(), source));
        }
        table.node().pipeline().ifPresent(pipeline -> subjects.add(new Subject(About.PIPELINE, pipeline)));
        return subjects;
    }

    private static List<Subject> subjects(ModelAssets.ModelAsset model) {
        List<Subject> subjects = new ArrayList<>(List.of(
                new Subject(About.MODEL, model.detail().name()), new Subject(About.NODE, model.node().id())));
        model.node().pipeline().ifPresent(pipeline -> subjects.add(new Subject(About.PIPELINE, pipeline)));
        return subjects;
    }

    /**
     * Returns the freshness policy of the model with the table's name, or otherwise the one of the pipeline's checks,
     * as in dagster-rocky.
     */
    private Optional<FreshnessPolicy> freshness(String table) {
        return Optional.ofNullable(freshnessOfModels.get(table))
                .or(() -> snapshot.discover()
                        .flatMap(Discover::freshness)
                        .map(age -> new FreshnessPolicy(age, Optional.empty(), Optional.empty())));
    }

    private List<LineageEdge> lineage() {
        List<LineageEdge> edges = new ArrayList<>(snapshot.ours().lineage().orElse(List.of()));
        DagProvenance.usable(snapshot).ifPresent(dag -> edges.addAll(dag.columnLineage()));
        return edges;
    }
}
