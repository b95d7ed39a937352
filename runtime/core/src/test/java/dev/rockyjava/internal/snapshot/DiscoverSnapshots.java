package dev.rockyjava.internal.snapshot;

import static dev.rockyjava.internal.snapshot.Snapshots.quoted;
import static dev.rockyjava.internal.snapshot.Snapshots.read;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.translate.RockyTranslator;
import java.util.Arrays;

/** Short ways to snapshots without a graph. Single quotes are written as double ones. */
public final class DiscoverSnapshots {

    /** Tables alone, all else as nobody sets it. */
    public static final BuildOptions TABLES = BuildOptions.with(Switch.OPTIMIZE_METADATA);

    /** Tables and models, with all that there is. */
    public static final BuildOptions ALL = BuildOptions.with(Switch.DERIVED_MODELS, Switch.COLUMN_LINEAGE, Switch.OPTIMIZE_METADATA, Switch.CONFIGURED_CHECKS, Switch.COMPLIANCE, Switch.CONTRACTS);

    private DiscoverSnapshots() {}

    /** A source of the type duckdb, of one component. */
    public static String source(String id, String component, String... tables) {
        return "{'id':'" + id + "','source_type':'duckdb','components':{'shop':'" + component + "'},'tables':["
                + String.join(",", Arrays.stream(tables).map(t -> "{'name':'" + t + "'}").toList()) + "]}";
    }

    /** A model as {@code compile} describes it, built as w.s.name. */
    public static String model(String name, String... dependsOn) {
        String names = dependsOn.length == 0 ? "" : "'" + String.join("','", dependsOn) + "'";
        return "{'name':'" + name + "','strategy':{'type':'full_refresh'},'target':{'catalog':'w','schema':'s','table':'"
                + name + "'},'depends_on':[" + names + "]}";
    }

    public static String discover(String sources, String more) {
        return "'discover':{'version':'1.71.0','command':'discover','sources':[" + sources + "]" + more + "}";
    }

    public static String compile(String... models) {
        return "'compile':{'version':'1.71.0','command':'compile','models':1,'execution_layers':1,'has_errors':false,"
                + "'diagnostics':[],'compile_timings':{},'models_detail':[" + String.join(",", models) + "]}";
    }

    public static String snapshot(String... slots) {
        return quoted("{" + String.join(",", slots) + "}");
    }

    public static DefinitionsBuilder.Result build(String json, BuildOptions options) {
        return DefinitionsBuilder.build(read(json), new RockyTranslator(), options);
    }

    public static Definitions definitions(String json, BuildOptions options) {
        return build(json, options).definitions();
    }
}
