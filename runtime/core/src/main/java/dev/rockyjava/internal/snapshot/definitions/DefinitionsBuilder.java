package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.read.Problems;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.util.List;

/**
 * Builds definitions from a snapshot. The result depends on the content of the snapshot, not on its order. The
 * annotation processor and the runtime both use this class, which is why their definitions are equal.
 */
public final class DefinitionsBuilder {

    /**
     * The result of building definitions.
     *
     * @param warnings irregularities that didn't prevent the build, sorted by location
     */
    public record Result(Definitions definitions, List<Problem> warnings) {}

    private DefinitionsBuilder() {}

    /**
     * Builds the definitions from a snapshot that was written in DAG mode, with default options otherwise.
     *
     * @throws SnapshotException as {@link #build(Snapshot, RockyTranslator, BuildOptions)}
     */
    public static Result build(Snapshot snapshot, RockyTranslator translator) {
        return build(snapshot, translator, BuildOptions.dag());
    }

    /**
     * Builds the definitions from a snapshot: from its graph in DAG mode; otherwise from the tables that
     * {@code discover} found and, if requested, from the models.
     *
     * @throws SnapshotException if the snapshot lacks data that the mode needs, if nodes contradict one another, or
     *     if the translator fails; it lists every problem found
     */
    public static Result build(Snapshot snapshot, RockyTranslator translator, BuildOptions options) {
        Problems problems = new Problems(snapshot.name());
        GuardedTranslator guarded = new GuardedTranslator(translator, problems, options);
        Definitions definitions = options.has(Switch.DAG_MODE)
                ? new DagDefinitions(snapshot, problems, guarded, options).build()
                : new DiscoverDefinitions(snapshot, problems, guarded, options).build();
        missing(snapshot, options, problems);
        if (!options.has(Switch.DAG_MODE) && definitions.specs().isEmpty()) {
            // dagster-rocky writes an empty list of sources if discover fails, but records the failure of a graph.
            problems.add(
                    ProblemId.NO_ASSETS,
                    snapshot.models().orElse(List.of()).isEmpty()
                            ? "no source was discovered when the snapshot was written, so there is no asset; see what"
                                    + " `rocky discover` says, and refresh"
                            : "the project has models, but dag_mode is off, so that only discovered sources are assets, and there is"
                                    + " none; set dag_mode to true (dagMode of the annotation), and refresh");
        }
        problems.stopOnErrors();
        return new Result(definitions, problems.warnings());
    }

    /**
     * Returns the assets of a snapshot that {@link #build} rejects: as many as have a unique key, without
     * dependencies. Useful only for their names, so that a compiler can resolve them while it reports the actual
     * error.
     */
    public static Definitions namesOnly(Snapshot snapshot, RockyTranslator translator) {
        return namesOnly(snapshot, translator, BuildOptions.dag());
    }

    /** Does what {@link #namesOnly(Snapshot, RockyTranslator)} does, in the mode given by the options. */
    public static Definitions namesOnly(Snapshot snapshot, RockyTranslator translator, BuildOptions options) {
        Problems unread = new Problems(snapshot.name());
        GuardedTranslator guarded = new GuardedTranslator(translator, unread, options);
        return options.has(Switch.DAG_MODE)
                ? DagDefinitions.namesOnly(snapshot, guarded)
                : new DiscoverDefinitions(snapshot, unread, guarded, options).namesOnly();
    }

    /** Warns of requested data that the snapshot lacks; otherwise it would look as if the project had none. */
    private static void missing(Snapshot snapshot, BuildOptions options, Problems problems) {
        boolean lineageOfDag = options.has(Switch.DAG_MODE) && snapshot.dag().isPresent();
        boolean models = snapshot.models().filter(all -> !all.isEmpty()).isPresent();
        if (options.has(Switch.COLUMN_LINEAGE) && models && !lineageOfDag && snapshot.ours().lineage().isEmpty()) {
            missing(
                    "surface_column_lineage is on, but the snapshot has no lineage: it was off at the last refresh,",
                    problems);
        }
        if (options.has(Switch.CONTRACTS) && snapshot.ours().contracts().isEmpty()) {
            missing("contracts_dir is set, but the snapshot has no contracts: it was not set at the last refresh,", problems);
        }
        if (!options.has(Switch.DAG_MODE) && options.has(Switch.DERIVED_MODELS) && snapshot.models().isEmpty()) {
            missing("surface_derived_models is on, but the snapshot has no models: `rocky compile` failed,", problems);
        }
    }

    private static void missing(String what, Problems problems) {
        problems.add(ProblemId.SURFACED_FACTS_MISSING, what + " or another program wrote it; refresh it with rocky-java");
    }
}
