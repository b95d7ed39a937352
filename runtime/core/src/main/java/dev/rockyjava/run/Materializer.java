package dev.rockyjava.run;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.SelectionContext;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.json.JacksonCheck;
import dev.rockyjava.internal.run.execute.JournaledRun;
import dev.rockyjava.internal.run.execute.RunProgress;
import dev.rockyjava.internal.run.journal.RunIds;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.internal.run.plan.Planner;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.DiskForce;
import dev.rockyjava.internal.run.settings.PartitionRequests;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSelection;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.settings.Sleeper;
import dev.rockyjava.internal.run.settings.StepThreads;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.run.history.CurrentCode;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.Staleness;
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
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Executes a selection of assets on an engine, in dependency order.
 *
 * <p>Immutable: every method that sets something returns a new materializer. An instance can be kept, used for many
 * runs and shared between threads.
 *
 * <pre>{@code
 * RunResult result = Materializer.of(definitions, engine)
 *     .select(AssetSelection.of(FCT_CUSTOMER_REVENUE).upstream())
 *     .run();
 * System.out.print(result.summary());
 * System.exit(result.exitStatus());
 * }</pre>
 *
 * <p>Assets are executed one after the other, or several {@linkplain #parallelism at a time}. An asset is executed at
 * most once, never before what it depends on, directly or through assets that aren't selected, and not at all after
 * something upstream of it has failed. The sources of a replication are copied once, for its source and its load
 * together.
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
     * Returns a materializer of all assets.
     *
     * @param engine remains the caller's responsibility: it is never closed here
     */
    public static Materializer of(Definitions definitions, RockyEngine engine) {
        JacksonCheck.run();
        return new Materializer(definitions, engine, RunSettings.DEFAULTS, RunContext.SYSTEM);
    }

    /**
     * Replaces the definitions, for example by those of a {@linkplain dev.rockyjava.refresh.RefreshResult#definitions()
     * refresh}. A {@linkplain #select(String) selection as text} and choices of partitions are to be made afterwards: those
     * made before are about the former definitions.
     */
    public Materializer definitions(Definitions others) {
        return new Materializer(others, engine, settings, context);
    }

    /**
     * Calls the engine through another one, such as one that measures each call, and leaves the rest to it. A {@linkplain
     * #select(String) selection as text} made before still uses the engine itself.
     *
     * @param wrapper receives the engine of this materializer, and returns the one to call
     */
    public Materializer throughEngine(UnaryOperator<RockyEngine> wrapper) {
        return new Materializer(definitions, wrapper.apply(engine), settings, context);
    }

    /** Selects the assets to execute, in place of any selected before. By default all assets are selected. */
    public Materializer select(AssetSelection selection) {
        RunSelection chosen = RunSelection.of(selection);
        return with(s -> s.selection = chosen);
    }

    /**
     * Selects the assets by a text, in place of any selected before.
     *
     * @see #select(String, SelectionContext)
     */
    public Materializer select(String selection) {
        return select(selection, SelectionContext.none());
    }

    /**
     * Selects the assets by a text, in place of any selected before. See {@link AssetSelection#parse} for the syntax.
     *
     * <p>The text is read when a plan is made, and by {@link #run} again once it holds the lock of the {@link #journal}, so
     * that {@code stale}, {@code status:failed} and the like are about everything that other runs have built until then.
     * These words need a journal. {@code source:changed} needs one too, and calls the engine. {@link #plan}, {@link #run}
     * and {@link #start} throw what {@code parse} and {@link AssetSelection#resolve} throw.
     *
     * @param context reads other snapshots, for {@code changed:FILE}
     */
    public Materializer select(String selection, SelectionContext context) {
        RunSelection chosen = new TextSelection(selection, context, definitions, engine);
        return with(s -> s.selection = chosen);
    }

    /**
     * Builds one partition of an asset, in place of any choice made for it before. Without a choice a run builds the
     * latest partition: the one that contains, in UTC, the {@linkplain RunPlan#moment() moment when the run begins}. It
     * stays the same for all assets of the run, for retries, and if the run is resumed on another day.
     *
     * @throws UnknownAssetException if there is no such asset
     * @throws IllegalArgumentException if the asset's grain in the definitions isn't that of the constant, or the
     *     partition is before the first one or has no canonical key (see
     *     {@link dev.rockyjava.asset.partition.Grain#key})
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
     * oldest first. A failed call doesn't prevent the remaining ones, unless the run is to
     * {@linkplain #failFast fail fast}. With a {@link #journal}, a resumed run continues with the calls that weren't
     * completed.
     *
     * @param perCall the number of partitions that one call builds, at least 1
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
     * Builds the partition of an asset that contains, in UTC, the
     * {@linkplain RunPlan#moment() moment when the run begins}. This is also what a run does without a choice.
     *
     * @throws UnknownAssetException if there is no such asset
     * @throws IllegalArgumentException if the asset's grain in the definitions isn't that of the constant
     */
    public Materializer latestPartition(PartitionedAsset<?> asset) {
        return chosen(asset, ChosenPartitions.atOnce(PartitionRequests.latest(definitions, asset)));
    }

    /**
     * Builds the partitions of an asset, from its first one up to the
     * {@linkplain RunPlan#moment() moment when the run begins}, that the engine's own state doesn't record as built. If
     * there are none, the asset is skipped as {@link SkipCause#NOTHING_TO_DO}.
     *
     * <p>The engine doesn't accept that end: it continues up to its own current time. So if another partition has begun
     * since, the engine isn't called and the asset fails; otherwise that partition would be built, and recorded as
     * built for good, before what is upstream of it. If the engine reaches a later partition within the call, the
     * outcome's {@linkplain AssetOutcome#reason() reason} says so.
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
     * Executes nodes of these kinds by the engine's own command, instead of giving them a placeholder.
     *
     * <p>Tests, {@link NodeKind#TEST}, are executed model by model, each model's immediately after it was built
     * ({@code rocky test --declarative}). If a test with severity {@code error} fails or can't be executed, the model
     * stays materialized, its downstream assets are skipped as {@link SkipCause#UPSTREAM_FAILED}, and the run doesn't
     * succeed; {@link #resume} then executes the tests again without rebuilding the model. A test with severity
     * {@code warning} is reported and stops nothing. Tests of a model that isn't built in the run are not executed.
     *
     * @param kinds any of {@link NodeKind#onRequest()}
     * @throws IllegalArgumentException if another kind is given
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
     * Sets how the engine is asked to do its work; {@link ExecutionMode#DIRECT} by default. {@link #plan()} and
     * {@link #run()} reject what the mode can't execute, before anything runs.
     */
    public Materializer executionMode(ExecutionMode mode) {
        return with(s -> s.mode = mode);
    }

    /**
     * Runs {@code rocky compliance} once per run, after all assets have ended, and adds its results to the assets of
     * the run as checks named {@code compliance_exception}:
     * <ul>
     *   <li>each model with classified but unmasked columns gets one failed check with severity {@code warning};
     *   <li>each other asset that was built, and that declares this check, gets a passed one;
     *   <li>exceptions of models that aren't assets of the run become one failed check of the asset key
     *       {@code _compliance}.
     * </ul>
     * No such check changes {@link RunResult#exitStatus()}.
     *
     * <p>The engine is not asked if nothing was materialized or the run was interrupted. If the command fails, a
     * warning is logged and the check fails on each asset that was built and declares it, as compliance is then
     * unknown. If the engine in use doesn't support the command, or wasn't asked, the check is
     * {@link CheckStatus#NOT_EVALUATED}.
     *
     * @param modelsFolders the model folders, relative to the project's folder; {@code models} if none is given. The
     *     command runs once for each. A folder that doesn't exist has no exceptions
     */
    public Materializer surfaceCompliance(String... modelsFolders) {
        List<String> folders = folders(modelsFolders);
        return with(s -> s.complianceOf = folders);
    }

    /**
     * Runs {@code rocky retention-status} once per run, after all assets have ended, and adds one
     * {@link Observation#RETENTION_DRIFT} to each model of the run. Models outside the run are ignored. The conditions
     * under which the engine is not asked, or has no answer, are those of {@link #surfaceCompliance}.
     *
     * @param modelsFolders the model folders, relative to the project's folder; {@code models} if none is given
     */
    public Materializer surfaceRetentionStatus(String... modelsFolders) {
        List<String> folders = folders(modelsFolders);
        return with(s -> s.retentionOf = folders);
    }

    private static List<String> folders(String... modelsFolders) {
        return modelsFolders.length == 0 ? List.of("models") : List.of(modelsFolders);
    }

    /**
     * Sets the time limit for each call of the engine, excluding the wait for files that other calls use; one hour by
     * default.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Materializer timeout(Duration perCall) {
        Duration limit = positive(perCall);
        return with(s -> s.callTimeout = limit);
    }

    /**
     * Sets the time limit for one asset: all its calls, their waits for files that other calls use, and the waits
     * between retries. By default there is no limit.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Materializer assetTimeout(Duration perAsset) {
        Optional<Duration> limit = Optional.of(positive(perAsset));
        return with(s -> s.assetTimeout = limit);
    }

    /**
     * Sets the time limit for the whole run. When it is reached, the running engine processes are ended, and assets
     * that haven't started are skipped as {@link SkipCause#TIMED_OUT}. By default there is no limit.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Materializer runTimeout(Duration wholeRun) {
        Optional<Duration> limit = Optional.of(positive(wholeRun));
        return with(s -> s.runTimeout = limit);
    }

    /**
     * Sets the maximum number of assets to build concurrently. With the default of 1, assets run in plan order. Above
     * 1, the asset heading the longest chain of pending dependents runs first; ties are broken by key. No worker sits
     * idle while an asset is ready, and no asset can starve. Calls of the engine receive a file that they share in the
     * order in which they requested it.
     *
     * <p>This helps only if the engine can run in parallel; calls that share a DuckDB file or engine state file are
     * serialized (ENGINE.md §4.4).
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Materializer parallelism(int assets) {
        if (assets < 1) {
            throw new IllegalArgumentException("the parallelism must be at least 1, not " + assets);
        }
        return with(s -> s.parallelism = assets);
    }

    /**
     * Builds a whole transformation pipeline with a single engine call, which saves the engine's start-up and
     * compilation for each model, provided the result is the same as building model by model. That is the case when:
     * <ul>
     *   <li>the pipeline has at least two models, and all of them are selected;
     *   <li>no model has a choice of partitions, and all partitioned models have the same grain;
     *   <li>no model depends on something outside the pipeline that in turn depends on another of its models;
     *   <li>each build of a model replaces the previous one, as with {@code full_refresh}, {@code view} and
     *       {@code time_interval}, but not with {@code incremental} or {@code merge};
     *   <li>no model has tests that are {@linkplain #execute executed};
     *   <li>the {@linkplain #executionMode mode} is {@link ExecutionMode#DIRECT}.
     * </ul>
     * The {@linkplain #plan() plan} shows which pipelines are built this way, and why the others are not.
     *
     * <p>The call is made when everything that the models depend on is built, and not at all if any of that failed.
     * Each model has its own outcome, read from the one answer, and its own events: it is materialized only if the
     * answer says so, and says that it was built after its upstream. These models are then built alone, as without this
     * method:
     * <ul>
     *   <li>a model that the answer doesn't mention, as the engine stops at the first failure;
     *   <li>a model that failed in a way that may be temporary, after the delay of a {@linkplain #retry retry};
     *   <li>a model that the engine built before an upstream that it doesn't know of.
     * </ul>
     * A call without an answer fails all its models, as it is unknown what was built. It is repeated only after a
     * locked file, as nothing was executed then, and after a timeout if {@link #retry} allows it. {@link #timeout} and
     * {@link #runTimeout} limit the call; {@link #assetTimeout} doesn't.
     *
     * <p>Two things differ from building model by model. The engine builds all models of the pipeline, including any
     * added to the project since the definitions were made. And it builds the models downstream of one that doesn't
     * compile, from the tables of an earlier build (ENGINE.md §3.4): such a model is skipped here, and its reason says
     * so.
     */
    public Materializer fused() {
        return with(s -> s.fused = true);
    }

    /**
     * Starts nothing more after the first failure; calls of the engine that are already running continue to their end.
     * By default, assets that don't depend on a failed asset are still built.
     */
    public Materializer failFast() {
        return with(s -> s.failFast = true);
    }

    /** Sets which failed calls are retried, and how often; {@link RetryPolicy#standard()} by default. */
    public Materializer retry(RetryPolicy policy) {
        return with(s -> s.retries = policy);
    }

    /**
     * Keeps a journal: one file per run with its plan and the outcome of each asset, written to disk before anything
     * relies on it. {@link #resume} and {@link RunHistory} read it. Only one run at a time may hold the folder, across
     * all processes; use the same folder for every program that works on the project. By default there is no journal.
     *
     * @param folder created if it doesn't exist
     */
    public Materializer journal(Path folder) {
        Optional<Path> absolute = Optional.of(folder.toAbsolutePath().normalize());
        return with(s -> s.journal = absolute);
    }

    /**
     * Sets the id of the run. An engine that outlives the program, such as one on other machines, remembers the calls of
     * a run by it: the same run, selection and choices executed again, for example after the driver's machine was lost
     * with its journal, receive the answers of calls that were made before, and make only those that are left. With any
     * other engine it is a new run under an old id. By default each run has a new id. A run with a journal that has it is
     * continued with {@link #resume}.
     *
     * <p>The moment that decides which partitions are the latest is the one in the id.
     *
     * @param runId see {@link RunResult#runId()}
     * @throws IllegalArgumentException if it isn't the id of a run
     */
    public Materializer runId(String runId) {
        RunContext began = context.resuming(context.resumed().beganAt(RunIds.began(runId)));
        return with(s -> s.runId = Optional.of(runId)).in(began);
    }

    /**
     * Sets where the code of models is found, whose digests the journal records with each build; in the snapshot by
     * default. {@link dev.rockyjava.RockyComponent#materializer} sets the project's files.
     */
    public Materializer code(CurrentCode code) {
        Objects.requireNonNull(code);
        return with(s -> s.code = code);
    }

    /**
     * Sets how many runs a journal keeps, including this one; 100 by default. Older ones are deleted when a run has ended,
     * except those with the newest build of an asset, or the newest failure: {@link Staleness} needs them. Other files in
     * the folder are left alone.
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
     * Sets how long to wait for another run to release the journal folder; by default, runs don't wait. Runs coordinate
     * only through a shared journal folder: without a {@link #journal}, or with different folders, they don't wait for
     * each other.
     *
     * <p>It is also how long to wait for engines that a killed program has left running on the project. If they are
     * still running after that, a run throws {@link RunLockedException}. See {@link #endLeftEngines()}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Materializer waitForOtherRuns(Duration atMost) {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("the wait for other runs must not be negative: " + atMost);
        }
        return with(s -> s.lockWait = atMost);
    }

    /**
     * Ends engines that a killed program has left running on this project, before a run begins. By default the run
     * waits for them as for other runs, see {@link #waitForOtherRuns}, since otherwise it would build the same tables
     * at the same time. What they have built until then may remain; see {@link #resume}.
     */
    public Materializer endLeftEngines() {
        return with(s -> s.endLeftEngines = true);
    }

    /** Adds a token that can cancel runs of this materializer; tokens added before remain effective. */
    public Materializer cancelWith(CancelToken token) {
        List<CancelToken> more = added(settings.cancelTokens(), token);
        return with(s -> s.cancelTokens = more);
    }

    /** Adds a listener; listeners receive each event in the order in which they were added. */
    public Materializer listener(RunListener listener) {
        List<RunListener> more = added(settings.listeners(), listener);
        return with(s -> s.listeners = more);
    }

    /**
     * Sets the consumer of a run's warnings, in place of the log. Without a logging backend, warnings in the log would
     * be lost.
     *
     * @param warnings receives one warning at a time, on the thread that runs or on one of its workers
     */
    public Materializer warnings(Consumer<RunWarning> warnings) {
        Objects.requireNonNull(warnings);
        return with(s -> s.warnings = warnings);
    }

    /**
     * Cancels a run when the program is asked to terminate, by Ctrl-C, SIGTERM or {@link System#exit}, and delays the
     * termination for up to a minute until the run has shut down: engine ended, journal written, listeners notified.
     * The program's exit status is then the signal's, 130 for Ctrl-C and 143 for SIGTERM.
     */
    public Materializer cancelOnShutdown() {
        return with(s -> s.cancelOnShutdown = true);
    }

    /**
     * Sets the clock for events and durations; the system's by default. Time limits are measured independently and are
     * unaffected by this clock.
     */
    public Materializer clock(Clock clock) {
        return in(context.withClock(clock));
    }

    /** Replaces waiting and randomness, for tests. */
    Materializer pace(Sleeper sleeper, RandomGenerator random) {
        return in(context.withPace(sleeper, random));
    }

    /** Replaces the nanosecond counter that time limits are measured by, for tests. */
    Materializer ticks(LongSupplier nanoseconds) {
        return in(context.withTicks(nanoseconds));
    }

    /** Replaces the call that forces the journal to disk, for tests. */
    Materializer force(DiskForce force) {
        return in(context.withForce(force));
    }

    Materializer threads(StepThreads threads) {
        return in(context.withThreads(threads));
    }

    /**
     * Returns what {@link #run()} would do. The engine is called only for a {@linkplain #select(String) selection} with
     * {@code source:changed}. If the selection asks for what is stale or changed, and nothing is, the plan has no steps
     * and says that there is {@linkplain RunPlan#nothingToDo() nothing to do}.
     *
     * @throws UnknownAssetException if the selection names an asset that doesn't exist
     * @throws dev.rockyjava.asset.selection.EmptySelectionException if the selection matches no asset, as an empty run
     *     would look like a success
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
     * Executes the {@linkplain #plan() plan}. Returns normally even if assets fail: the result contains the outcome of
     * each. If there is {@linkplain RunPlan#nothingToDo() nothing to do}, the result is a success without outcomes; no
     * journal is written, and listeners receive no event.
     *
     * <p>If the calling thread is interrupted, nothing more is started, the result is marked as interrupted, and the
     * thread's interrupt status stays set.
     *
     * @throws UnknownAssetException as {@link #plan()}, before anything runs
     * @throws IllegalArgumentException as {@link #plan()}, before anything runs
     * @throws IllegalStateException as {@link #plan()}, before anything runs
     * @throws dev.rockyjava.asset.selection.EmptySelectionException as {@link #plan()}, before anything runs
     * @throws RunLockedException if another run holds the lock of the {@link #journal}, or an engine that a killed
     *     program has left behind is still running
     * @throws dev.rockyjava.run.history.JournalException if the journal can't be written, or is deleted during the run
     */
    public RunResult run() {
        ExecutablePlan plan = executable();
        return new JournaledRun(definitions, engine, settings, context).run(plan, new RunProgress(plan));
    }

    /**
     * Lets {@link #resume} also repeat calls that add rows and may already have added them: a call that was killed,
     * timed out, gave no answer, or failed after part of its work. By default such an asset fails, and its reason names
     * the table that may hold the rows. Calls that replace or update their rows are always repeated
     * ({@link dev.rockyjava.engine.RowEffect}). The consent holds until the work is done: if the repeated call certainly
     * added nothing, the next resume repeats it without asking again.
     */
    public Materializer repeatUnknown() {
        return with(s -> s.repeatUnknown = true);
    }

    /**
     * Resumes a run that failed, was interrupted, or whose program ended: re-runs only the assets that the journal
     * doesn't record as successful. The choices made for the run (assets, partitions, kinds that are executed) are
     * taken from the journal. Kinds chosen by {@link #execute} are executed in addition, also those nodes of the run
     * that got a placeholder: seeds that a failed model reads, for example. Taken from the journal is also the moment that decides which partitions are the latest; all other settings are
     * this materializer's. The run keeps its id, and its journal grows.
     *
     * <p>A call that adds rows is repeated only if it certainly added none: it failed with an answer, was refused, or
     * didn't add any according to the engine's own history. If that history records it as done, it counts as done. See
     * {@link #repeatUnknown()} for the other cases.
     *
     * @param runId see {@link RunResult#runId()}
     * @return the outcomes of the assets that were left
     * @throws IllegalStateException if there is no {@link #journal}
     * @throws dev.rockyjava.run.history.JournalException if there is no such run, nothing is left of it, or the
     *     definitions have changed since in a way that matters; the message says what
     * @throws RunLockedException if another run works on the project
     */
    public RunResult resume(String runId) {
        return new JournaledRun(definitions, engine, settings, context).resume(runId);
    }

    /**
     * Starts executing the {@linkplain #plan() plan} on a dedicated daemon thread and returns at once.
     *
     * @throws UnknownAssetException as {@link #plan()}, before anything runs
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
            } catch (Throwable e) { // rethrown by join()
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
