package dev.rockyjava.run;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.run.execute.JournaledRun;
import dev.rockyjava.internal.run.execute.RunProgress;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.internal.run.plan.Planner;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.DiskForce;
import dev.rockyjava.internal.run.settings.PartitionRequests;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.settings.Sleeper;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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
 * depends on, directly or through assets that aren't selected; none is executed after something above it failed; none
 * is executed twice. The sources of a replication are copied once, for its source and its load together.
 */
public final class Materializer {

    private final Definitions definitions;
    private final RockyEngine engine;
    private final RunSettings settings;
    private final RunContext context;

    private Materializer(Definitions definitions, RockyEngine engine, RunSettings settings, RunContext context) {
        this.definitions = definitions;
        this.engine = engine;
        this.settings = settings;
        this.context = context;
    }

    /**
     * A materializer of all assets.
     *
     * @param engine stays the caller's: it is never closed here
     */
    public static Materializer of(Definitions definitions, RockyEngine engine) {
        return new Materializer(definitions, engine, RunSettings.DEFAULTS, RunContext.SYSTEM);
    }

    /** Executes these assets instead of those selected before. */
    public Materializer select(AssetSelection selection) {
        return with(s -> s.selection = selection);
    }

    /**
     * Builds one partition of an asset, instead of what was chosen for it before. Without a choice a run builds the latest
     * partition: the one that holds, in UTC, the {@linkplain RunPlan#moment() moment when the run begins}. It stays the
     * same for all assets of the run, for retries, and if the run is resumed on another day.
     *
     * @throws UnknownAssetException if there is no such asset
     * @throws IllegalArgumentException if the definitions give the asset other partitions than the constant, or the
     *     partition is before the first one or has no canonical key (see {@link dev.rockyjava.asset.partition.Grain#key})
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
        return chosen(asset, ChosenPartitions.atOnce(PartitionRequests.of(definitions, asset, first, last)));
    }

    /**
     * Builds the partitions of an asset from the first to the last, both included, by several calls of the engine,
     * oldest first. All calls are made, whatever becomes of one (unless the run is to
     * {@linkplain #failFast fail fast}). With a {@link #journal}, a resumed run goes on with those that weren't done.
     *
     * @param perCall how many partitions one call builds, 1 for single ones
     * @throws UnknownAssetException if there is no such asset
     * @throws IllegalArgumentException as {@link #partitions}; also if {@code perCall} is less than 1, or more than
     *     100,000 calls would be made
     */
    public <P extends Temporal> Materializer backfill(PartitionedAsset<P> asset, P first, P last, int perCall) {
        if (perCall < 1) {
            throw new IllegalArgumentException("a call builds at least 1 partition, not " + perCall);
        }
        ChosenPartitions choice = new ChosenPartitions(PartitionRequests.of(definitions, asset, first, last), perCall);
        long calls = choice.count(asset.grain());
        if (calls > ChosenPartitions.MOST_CALLS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s of %s by %d per call would take %,d calls of the engine, and %,d are the most; check the"
                            + " first and the last partition, or build more of them by one call",
                    PartitionText.text(choice.choice()), asset.key(), perCall, calls, ChosenPartitions.MOST_CALLS));
        }
        return chosen(asset, choice);
    }

    /**
     * Builds the partition of an asset that holds the {@linkplain RunPlan#moment() moment when the run begins}, in UTC. A
     * run does the same without a choice.
     *
     * @throws UnknownAssetException if there is no such asset
     * @throws IllegalArgumentException if the definitions give the asset other partitions than the constant
     */
    public Materializer latestPartition(PartitionedAsset<?> asset) {
        return chosen(asset, ChosenPartitions.atOnce(PartitionRequests.latest(definitions, asset)));
    }

    /**
     * Builds the partitions of an asset, from its first one until the {@linkplain RunPlan#moment() moment when the run
     * begins}, that the engine's own state doesn't know as built. If there are none, the asset is skipped as
     * {@link SkipCause#NOTHING_TO_DO}.
     *
     * <p>The engine can't be given that end and goes on to its own now. So it isn't asked, and the asset fails, when
     * another partition has begun since: it would be built, and recorded as built for good, before what is upstream of it.
     * If the engine comes to it within the call, the outcome's {@linkplain AssetOutcome#reason() reason} says so.
     *
     * @throws UnknownAssetException if there is no such asset
     * @throws IllegalArgumentException as {@link #latestPartition}; also if the model states no first partition
     */
    public Materializer missingPartitions(PartitionedAsset<?> asset) {
        return chosen(asset, ChosenPartitions.atOnce(PartitionRequests.missing(definitions, asset)));
    }

    private Materializer chosen(PartitionedAsset<?> asset, ChosenPartitions choice) {
        SortedMap<AssetKey, ChosenPartitions> partitions = new TreeMap<>(settings.partitions());
        partitions.put(asset.key(), choice);
        return with(s -> s.partitions = partitions);
    }

    /**
     * Really executes nodes of these kinds, by the engine's own command, instead of giving them a placeholder.
     *
     * <p>Tests, {@link NodeKind#TEST}, are executed model by model, each model's right after it was built
     * ({@code rocky test --declarative}). If one fails, or can't be executed, and its severity is {@code error}, the model
     * stays materialized, what is downstream is skipped as {@link SkipCause#UPSTREAM_FAILED}, and the run doesn't succeed;
     * {@link #resume} then executes the tests again and doesn't build the model again. One of severity {@code warning} is
     * reported and stops nothing. Tests of a model that isn't built in the run are not executed.
     *
     * @param kinds any of {@link NodeKind#onRequest()}
     * @throws IllegalArgumentException for another kind
     */
    public Materializer execute(NodeKind... kinds) {
        Set<NodeKind> chosen = EnumSet.noneOf(NodeKind.class);
        for (NodeKind kind : kinds) {
            if (kind.execution() != NodeKind.Execution.ON_REQUEST) {
                throw new IllegalArgumentException("only nodes of the kinds "
                        + NodeKind.onRequest().stream().map(NodeKind::word).collect(Collectors.joining(", "))
                        + " are executed by choice, not " + kind.word() + " nodes; leave it out");
            }
            chosen.add(kind);
        }
        chosen.addAll(settings.executed());
        return with(s -> s.executed = Set.copyOf(chosen));
    }

    /**
     * How the engine is asked for its work; {@link ExecutionMode#DIRECT} by default. What can't be planned is refused
     * by {@link #plan()} and {@link #run()}, before anything runs.
     */
    public Materializer executionMode(ExecutionMode mode) {
        return with(s -> s.mode = mode);
    }

    /**
     * Asks {@code rocky compliance} once per run, when the engine's work is done, and gives each asset of the run that
     * is a model with classified but unmasked columns one failed check {@code compliance_exception}, severity
     * {@code warning}; each other asset that was built, and on which that check is declared, one that passed.
     * Exceptions of models that are no asset of the run are one failed check of the asset key {@code _compliance}. No
     * such check changes {@link RunResult#exitStatus()}.
     *
     * <p>The engine is not asked when nothing was materialized, or the run was interrupted. When it fails there is a
     * warning in the log, and the check has failed on each of these assets, as nobody knows whether all is well; when the
     * engine in use has no such question, or wasn't asked, the check is {@link CheckStatus#NOT_EVALUATED}.
     *
     * @param modelsFolders the folders of the models, as seen from the project's; {@code models} when none is given. The
     *     engine is asked for each. It finds nothing to complain about in one that isn't there
     */
    public Materializer surfaceCompliance(String... modelsFolders) {
        List<String> folders = folders(modelsFolders);
        return with(s -> s.complianceOf = folders);
    }

    /**
     * Asks {@code rocky retention-status} once per run, when the engine's work is done, and gives each asset of the run
     * that is a model one {@link Observation#RETENTION_DRIFT}. Other models are left out. The engine is not asked, or
     * can't answer, as with {@link #surfaceCompliance}.
     *
     * @param modelsFolders the folders of the models, as seen from the project's; {@code models} when none is given
     */
    public Materializer surfaceRetentionStatus(String... modelsFolders) {
        List<String> folders = folders(modelsFolders);
        return with(s -> s.retentionOf = folders);
    }

    private static List<String> folders(String... modelsFolders) {
        return modelsFolders.length == 0 ? List.of("models") : List.of(modelsFolders);
    }

    /**
     * Limits each call of the engine, not its wait for files that other calls use; one hour by default.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Materializer timeout(Duration perCall) {
        Duration limit = positive(perCall);
        return with(s -> s.callTimeout = limit);
    }

    /**
     * Limits what is done for one asset: all its calls, their wait for files that other calls use, and the waits
     * between retries.
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
     * How many assets are worked on at a time; 1 by default, in the order of the plan. With more, those that the
     * longest chain of others waits for begin; of equals, the order of keys decides. That is fair in this sense: nothing
     * is idle while an asset is ready, an asset is passed over only for one that more waits for, and for each of those
     * once, so that every asset has its turn; and calls of the engine get a file that they share in the order in which
     * they came for it. It is of use where the engine can work in parallel: on one DuckDB file,
     * or one engine state file, its calls wait for one another (ENGINE.md §4.4).
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
     * Builds a transformation pipeline by one call of the engine, instead of one per model, wherever that leads to the
     * same: all its models are selected, at least two; none has a choice of partitions, and the latest of those that have
     * some is of one size for all; none depends on something outside
     * of the pipeline that depends on another of its models; each build of any of them takes the place of the one before,
     * as with {@code full_refresh}, {@code view} and {@code time_interval} but not with {@code incremental} or
     * {@code merge}; none has tests that are {@linkplain #execute executed}; the {@linkplain #executionMode mode} is
     * {@link ExecutionMode#DIRECT}. It saves the engine's start and
     * compilation for each model. The {@linkplain #plan() plan} says which pipelines are built so, and why one is not.
     *
     * <p>The call is made when all that the models depend on is built, and none is if some of that failed. Each model
     * has its own verdict, read from the one answer, and its own events: it is materialized only if the answer says so,
     * and says that it was built after its upstream. What the answer tells nothing about, as the engine stops at the
     * first failure, is then built alone, as without this method; so is a model that failed in a way that may pass, after
     * the wait that a {@linkplain #retry retry} has, and one that the engine built before an upstream that it doesn't know
     * of. A call without any answer fails all its models, as what was built is unknown; only a locked file, as nothing was
     * executed, and what {@link #retry} says of timeouts make it be made again. {@link #timeout} and {@link #runTimeout}
     * limit the call, {@link #assetTimeout} doesn't.
     *
     * <p>Two things are not as without it. The engine builds all models of the pipeline: also one that came into the
     * project since the definitions were made. And it builds what is below a model that doesn't compile, from what was
     * there before (ENGINE.md §3.4): such a model is skipped here, and its reason says so.
     */
    public Materializer fused() {
        return with(s -> s.fused = true);
    }

    /**
     * Starts nothing more after the first failure; calls of the engine that run go on to their end. Otherwise all is
     * done that doesn't depend on what failed.
     */
    public Materializer failFast() {
        return with(s -> s.failFast = true);
    }

    /** What is tried again, and how often; {@link RetryPolicy#standard()} by default. */
    public Materializer retry(RetryPolicy policy) {
        return with(s -> s.retries = policy);
    }

    /**
     * Keeps a journal: one file per run, with its plan and what became of each asset, on the disk before anything
     * relies on it. It is what {@link #resume} and {@link RunHistory} read. At most one run at a time has a folder,
     * whatever program it is in: give all programs that work on one project the same.
     *
     * @param folder made if it isn't there
     */
    public Materializer journal(Path folder) {
        Optional<Path> absolute = Optional.of(folder.toAbsolutePath().normalize());
        return with(s -> s.journal = absolute);
    }

    /**
     * How many runs a journal keeps, this one too; 100 by default. Older ones are deleted when a run starts; other
     * files in the folder are left alone.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Materializer keepRuns(int runs) {
        if (runs < 1) {
            throw new IllegalArgumentException("a journal keeps at least 1 run, not " + runs);
        }
        return with(s -> s.keptRuns = runs);
    }

    /**
     * How long to wait when another run has the journal's folder; by default not at all. It is the folder that runs of
     * different programs meet at: without a {@link #journal}, or with two folders, they don't wait for each other. It is
     * also how long to wait for engines that a killed program has left at work on the project; unless they have ended then,
     * a run throws {@link RunLockedException}, too. See {@link #endLeftEngines()}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Materializer waitForOtherRuns(Duration atMost) {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("nothing waits for a negative time: " + atMost);
        }
        return with(s -> s.lockWait = atMost);
    }

    /**
     * Ends engines of this project that a killed program has left at work, before a run begins. Without this the run waits
     * for them as for other runs, {@link #waitForOtherRuns}: beside one it would build what is being built. What they had
     * done until then may stay; see {@link #resume}.
     */
    public Materializer endLeftEngines() {
        return with(s -> s.endLeftEngines = true);
    }

    /** Lets a token end runs of this materializer; those given before can, too. */
    public Materializer cancelWith(CancelToken token) {
        List<CancelToken> more = added(settings.cancelTokens(), token);
        return with(s -> s.cancelTokens = more);
    }

    /** Adds a listener; those added before hear of each event first. */
    public Materializer listener(RunListener listener) {
        List<RunListener> more = added(settings.listeners(), listener);
        return with(s -> s.listeners = more);
    }

    /**
     * Sets what receives the warnings of a run, instead of the log: a program without a log binding would lose them.
     *
     * @param warnings receives one warning at a time, on the thread that runs or on one of its workers
     */
    public Materializer warnings(Consumer<RunWarning> warnings) {
        Objects.requireNonNull(warnings);
        return with(s -> s.warnings = warnings);
    }

    /**
     * Cancels a run when the program is told to end, by Ctrl-C, SIGTERM or {@link System#exit}, and holds the program
     * for up to a minute until the run has ended in good order: engine ended, journal written, listeners told. The
     * program's exit status is then the signal's, 130 for Ctrl-C and 143 for SIGTERM.
     */
    public Materializer cancelOnShutdown() {
        return with(s -> s.cancelOnShutdown = true);
    }

    /**
     * The clock that events and durations are read from; the system's by default. Limits of time don't follow it: they
     * hold though it is set.
     */
    public Materializer clock(Clock clock) {
        return in(context.withClock(clock));
    }

    /** For tests: neither real time nor real chance. */
    Materializer pace(Sleeper sleeper, RandomGenerator random) {
        return in(context.withPace(sleeper, random));
    }

    /** For tests: what limits are measured by. */
    Materializer ticks(LongSupplier nanoseconds) {
        return in(context.withTicks(nanoseconds));
    }

    /** For tests: hears of each force of the journal. */
    Materializer force(DiskForce force) {
        return in(context.withForce(force));
    }

    /**
     * What {@link #run()} would do. Asks the engine nothing.
     *
     * @throws UnknownAssetException if the selection names an asset that isn't there
     * @throws dev.rockyjava.asset.selection.EmptySelectionException if the selection matches no asset: an empty run would look like a success
     * @throws IllegalArgumentException if partitions are given for an asset that isn't selected
     * @throws IllegalStateException if selected assets depend on one another in a cycle, or can't be executed in the
     *     chosen {@link #executionMode}
     */
    public RunPlan plan() {
        return executable();
    }

    private ExecutablePlan executable() {
        return new Planner(definitions, settings, context).plan(engine);
    }

    /**
     * Executes the {@linkplain #plan() plan}. Returns normally when assets fail: the result has what became of each.
     *
     * <p>When the calling thread is interrupted, nothing more is started, the result says so, and the thread is still
     * marked interrupted.
     *
     * @throws IllegalArgumentException as {@link #plan()}, before anything runs
     * @throws IllegalStateException as {@link #plan()}, before anything runs
     * @throws RunLockedException if another run has the {@link #journal}'s lock, or a killed program has left an engine at
     *     work
     * @throws dev.rockyjava.run.history.JournalException if the journal can't be written, or is deleted meanwhile
     */
    public RunResult run() {
        ExecutablePlan plan = executable();
        return new JournaledRun(definitions, engine, settings, context).run(plan, new RunProgress(plan));
    }

    /**
     * Lets {@link #resume} also repeat what adds rows and may have added them already: a call that was killed, took too
     * long, gave no answer, or has failed after a part of its work. Without this such an asset fails, and its reason says
     * which table may hold the rows. What replaces or updates its rows is always repeated
     * ({@link dev.rockyjava.engine.RowEffect}).
     */
    public Materializer repeatUnknown() {
        return with(s -> s.repeatUnknown = true);
    }

    /**
     * Goes on with a run that failed, was interrupted, or whose program ended: does what its journal has no good end
     * of, and nothing else. What was chosen for the run (assets, partitions, kinds that are executed) is taken from the
     * journal, and so is the moment that decides which partitions are the latest; all else from this materializer. The
     * run keeps its name, and its journal grows.
     *
     * <p>What adds rows is repeated only if it is certain that it has added none: its call failed with an answer, or was
     * refused, or the engine's own history says so. If that says it was done, it counts as done. See
     * {@link #repeatUnknown()} for the rest.
     *
     * @param runId see {@link RunResult#runId()}
     * @return what became of the assets that were left
     * @throws IllegalStateException if there is no {@link #journal}
     * @throws dev.rockyjava.run.history.JournalException if there is no such run, nothing is left of it, or the definitions have changed since in
     *     a way that matters; the message says what
     * @throws RunLockedException if another run works on the project
     */
    public RunResult resume(String runId) {
        return new JournaledRun(definitions, engine, settings, context).resume(runId);
    }

    /**
     * Executes the {@linkplain #plan() plan} on a thread of its own, a daemon.
     *
     * @throws IllegalArgumentException as {@link #plan()}, before anything runs
     * @throws IllegalStateException as {@link #plan()}, before anything runs
     */
    public RunHandle start() {
        ExecutablePlan plan = executable();
        CancelToken token = new CancelToken();
        RunSettings cancellable = cancelWith(token).settings;
        RunProgress progress = new RunProgress(plan);
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        DaemonThreads.start("rocky-run", () -> {
            try {
                result.complete(new JournaledRun(definitions, engine, cancellable, context).run(plan, progress));
            } catch (Throwable e) { // it is thrown where the result is waited for
                result.completeExceptionally(e);
            }
        });
        return new RunHandle(token, progress, result);
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

    private Materializer with(Consumer<RunSettings.Change> change) {
        return new Materializer(definitions, engine, settings.changed(change), context);
    }

    private Materializer in(RunContext other) {
        return new Materializer(definitions, engine, settings, other);
    }

    private static Duration positive(Duration limit) {
        return CallOptions.defaults().withTimeout(limit).timeout();
    }

    private static <T> List<T> added(List<T> list, T element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }
}
