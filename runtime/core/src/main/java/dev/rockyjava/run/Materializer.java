package dev.rockyjava.run;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSelection;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RockyEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

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
 * <p>Assets are executed one after the other, or a few {@linkplain #parallelism at a time}. None comes before what it
 * depends on, directly or through assets that aren't selected; none is executed after something above it failed; none is
 * executed twice. The sources of a replication are copied once, for its source and its load together.
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
        return with(s -> s.selection = selection);
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
        PartitionChoice choice = PartitionRequests.of(definitions, asset, first, last);
        SortedMap<AssetKey, PartitionChoice> partitions = new TreeMap<>(settings.partitions);
        partitions.put(asset.key(), choice);
        return with(s -> s.partitions = partitions);
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
        chosen.addAll(settings.executed);
        return with(s -> s.executed = Set.copyOf(chosen));
    }

    /**
     * Limits each call of the engine; one hour by default.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Materializer timeout(Duration perCall) {
        Duration limit = positive(perCall);
        return with(s -> s.callTimeout = limit);
    }

    /**
     * Limits what is done for one asset: all its calls, and the waits between retries.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Materializer assetTimeout(Duration perAsset) {
        Optional<Duration> limit = Optional.of(positive(perAsset));
        return with(s -> s.assetTimeout = limit);
    }

    /**
     * Limits the whole run. When the time is over the engine is ended, and what hasn't had its turn is skipped as
     * {@link SkipCause#TIMED_OUT}.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Materializer runTimeout(Duration wholeRun) {
        Optional<Duration> limit = Optional.of(positive(wholeRun));
        return with(s -> s.runTimeout = limit);
    }

    /**
     * How many assets are worked on at a time; 1 by default, in the order of the plan. With more, those that the longest
     * chain of others waits for begin. It is of use where the engine can work in parallel: on one DuckDB file, or one
     * engine state file, its calls wait for one another (rocky-contract §4.4).
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Materializer parallelism(int assets) {
        if (assets < 1) {
            throw new IllegalArgumentException("at least 1 asset is worked on at a time, not " + assets);
        }
        return with(s -> s.parallelism = assets);
    }

    /**
     * Starts nothing more after the first failure; what runs goes on to its end. Otherwise all is done that doesn't
     * depend on what failed.
     */
    public Materializer failFast() {
        return with(s -> s.failFast = true);
    }

    /** What is tried again, and how often; {@link RetryPolicy#standard()} by default. */
    public Materializer retry(RetryPolicy policy) {
        return with(s -> s.retries = policy);
    }

    /** Lets a token end runs of this materializer; those given before can, too. */
    public Materializer cancelWith(CancelToken token) {
        List<CancelToken> more = added(settings.cancelTokens, token);
        return with(s -> s.cancelTokens = more);
    }

    /** Adds a listener; those added before hear of each event first. */
    public Materializer listener(RunListener listener) {
        List<RunListener> more = added(settings.listeners, listener);
        return with(s -> s.listeners = more);
    }

    /** The clock that events and durations are read from; the system's by default. */
    public Materializer clock(Clock clock) {
        return with(s -> s.clock = clock);
    }

    /** For tests: neither real time nor real chance. */
    Materializer pace(Sleeper sleeper, RandomGenerator random) {
        return with(s -> {
            s.sleeper = sleeper;
            s.random = random;
        });
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
        return new Execution(definitions, engine, settings, plan(), new RunControl()).run();
    }

    /**
     * Executes the {@linkplain #plan() plan} on a thread of its own, a daemon.
     *
     * @throws IllegalArgumentException as {@link #plan()}, before anything runs
     * @throws IllegalStateException as {@link #plan()}, before anything runs
     */
    public RunHandle start() {
        RunPlan plan = plan();
        CancelToken token = new CancelToken();
        RunSettings cancellable = cancelWith(token).settings;
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(
                                new Execution(definitions, engine, cancellable, plan, new RunControl()).run());
                    } catch (Throwable e) { // it is thrown where the result is waited for
                        result.completeExceptionally(e);
                    }
                },
                "rocky-run");
        thread.setDaemon(true);
        thread.start();
        return new RunHandle(token, result);
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

    private Materializer with(Consumer<RunSettings> change) {
        return new Materializer(definitions, engine, settings.changed(change));
    }

    private static Duration positive(Duration limit) {
        return CallOptions.defaults().withTimeout(limit).timeout();
    }

    private static <T> List<T> added(List<T> list, T element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }
}
