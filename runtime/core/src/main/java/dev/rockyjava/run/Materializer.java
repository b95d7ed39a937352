package dev.rockyjava.run;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.AssetSelection;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.RockyEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Executes a selection of assets on an engine, in dependency order.
 *
 * <p>Immutable: every method that sets something returns another materializer, so that one may be kept and used for
 * many runs, by several threads too.
 *
 * <pre>{@code
 * RunResult result = Materializer.of(definitions, engine)
 *     .select(AssetSelection.of(FCT_CUSTOMER_REVENUE).upstream())
 *     .run();
 * System.out.print(result.summary());
 * System.exit(result.exitStatus());
 * }</pre>
 *
 * <p>Assets are executed one after the other. None comes before what it depends on, directly or through assets that
 * aren't selected; none is executed after something above it failed; none is executed twice. The sources of a
 * replication are copied once, for its source and its load together.
 */
public final class Materializer {

    private static final Set<NodeKind> OPTIONAL = Set.of(NodeKind.SEED, NodeKind.QUALITY, NodeKind.SNAPSHOT);

    private final Definitions definitions;
    private final RockyEngine engine;
    private final RunSettings settings;

    private Materializer(Definitions definitions, RockyEngine engine, RunSettings settings) {
        this.definitions = definitions;
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * A materializer of all assets.
     *
     * @param engine stays the caller's: it is never closed here
     */
    public static Materializer of(Definitions definitions, RockyEngine engine) {
        return new Materializer(definitions, engine, RunSettings.DEFAULTS);
    }

    /** Executes these assets instead of those selected before. */
    public Materializer select(AssetSelection selection) {
        return with(settings.withSelection(selection));
    }

    /**
     * Builds one partition of an asset, instead of what was chosen for it before. Without a choice the engine builds
     * the latest partition, in UTC (rocky-contract §2.7).
     *
     * @throws UnknownAssetException if there is no such asset
     * @throws IllegalArgumentException if the definitions give the asset other partitions than the constant, or the
     *     partition is before the first one or has no canonical key (see {@link dev.rockyjava.asset.Grain#key})
     */
    public <P extends Temporal> Materializer partition(PartitionedAsset<P> asset, P partition) {
        return partitions(asset, partition, partition);
    }

    /**
     * Builds the partitions of an asset from the first to the last, both included.
     *
     * @throws UnknownAssetException if there is no such asset
     * @throws IllegalArgumentException as {@link #partition}; also if the last is before the first
     */
    public <P extends Temporal> Materializer partitions(PartitionedAsset<P> asset, P first, P last) {
        return with(settings.withPartitions(
                asset.key(), PartitionRequests.of(definitions, asset, first, last)));
    }

    /**
     * Really executes nodes of these kinds, by the engine's own command, instead of giving them a placeholder.
     *
     * @param kinds any of {@link NodeKind#SEED}, {@link NodeKind#QUALITY} and {@link NodeKind#SNAPSHOT}
     * @throws IllegalArgumentException for another kind
     */
    public Materializer execute(NodeKind... kinds) {
        Set<NodeKind> chosen = EnumSet.noneOf(NodeKind.class);
        for (NodeKind kind : kinds) {
            if (!OPTIONAL.contains(kind)) {
                throw new IllegalArgumentException("only seed, quality and snapshot nodes are executed by choice, not "
                        + kind.word() + " nodes; leave it out");
            }
            chosen.add(kind);
        }
        return with(settings.withExecuted(chosen));
    }

    /**
     * Limits each call of the engine; one hour by default.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Materializer timeout(Duration perCall) {
        return with(settings.withTimeout(
                CallOptions.defaults().withTimeout(perCall).timeout()));
    }

    /** Adds a listener; those added before hear of each event first. */
    public Materializer listener(RunListener listener) {
        return with(settings.withListener(listener));
    }

    /** The clock that events and durations are read from; the system's by default. */
    public Materializer clock(Clock clock) {
        return with(settings.withClock(clock));
    }

    /**
     * What {@link #run()} would do. Asks the engine nothing.
     *
     * @throws UnknownAssetException if the selection names an asset that isn't there
     * @throws IllegalArgumentException if the selection matches no asset (an empty run would look like a success), or
     *     partitions are given for an asset that isn't selected
     * @throws IllegalStateException if selected assets depend on one another in a circle
     */
    public RunPlan plan() {
        return new Planner(definitions, settings).plan();
    }

    /**
     * Executes the {@linkplain #plan() plan}. Returns normally when assets fail: the result has what became of each.
     *
     * <p>When the calling thread is interrupted, nothing more is started, the result says so, and the thread is still
     * marked interrupted.
     *
     * @throws IllegalArgumentException as {@link #plan()}, before anything runs
     * @throws IllegalStateException as {@link #plan()}, before anything runs
     */
    public RunResult run() {
        return new Execution(definitions, engine, settings, plan()).run();
    }

    /**
     * Executes these assets and no others, with the settings of this materializer.
     *
     * @throws IllegalArgumentException as {@link #plan()}; also if no asset is given
     */
    public RunResult materialize(Asset... assets) {
        return select(AssetSelection.of(assets)).run();
    }

    /**
     * Executes one partition of one asset, with the settings of this materializer.
     *
     * @throws IllegalArgumentException as {@link #partition}
     */
    public <P extends Temporal> RunResult materialize(PartitionedAsset<P> asset, P partition) {
        return select(AssetSelection.of(asset)).partition(asset, partition).run();
    }

    private Materializer with(RunSettings changed) {
        return new Materializer(definitions, engine, changed);
    }
}
