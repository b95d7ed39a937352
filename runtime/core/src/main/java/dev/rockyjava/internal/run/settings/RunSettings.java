package dev.rockyjava.internal.run.settings;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.run.CancelToken;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.RunWarning;
import java.io.FileDescriptor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller has chosen for a run. Only {@link #changed} may set anything, in the copy that it makes. */
public final class RunSettings {

    private static final Logger LOG = LoggerFactory.getLogger("dev.rockyjava.run.Materializer");

    public static final RunSettings DEFAULTS = new RunSettings();

    public AssetSelection selection = AssetSelection.all();
    public SortedMap<AssetKey, ChosenPartitions> partitions = new TreeMap<>();
    public Set<NodeKind> executed = Set.of();
    public ExecutionMode mode = ExecutionMode.DIRECT;
    /** Folders of models whose compliance is asked for; none for not at all. */
    public List<String> complianceOf = List.of();
    /** Folders of models whose retention is asked for; none for not at all. */
    public List<String> retentionOf = List.of();
    public Duration callTimeout = CallOptions.defaults().timeout();
    public Optional<Duration> assetTimeout = Optional.empty();
    public Optional<Duration> runTimeout = Optional.empty();
    public int parallelism = 1;
    public boolean fused;
    public boolean failFast;
    public RetryPolicy retries = RetryPolicy.standard();
    public List<RunListener> listeners = List.of();
    public Consumer<RunWarning> warnings = warning -> LOG.warn("{}", warning.message());
    public List<CancelToken> cancelTokens = List.of();
    public boolean cancelOnShutdown;
    public Optional<Path> journal = Optional.empty();
    public int keptRuns = 100;
    public Duration lockWait = Duration.ZERO;
    public boolean endLeftEngines;
    /** Of the run that is resumed: what need not be asked again, as {@link RequestText#unit} names it. */
    public Set<String> doneUnits = Set.of();
    /** When the run began, where it isn't now: it is resumed. In a planner always there. */
    public Optional<Instant> moment = Optional.empty();
    /** Of the run that is resumed: what must not be asked again, by {@link RequestText#unit}. */
    public Map<String, RecordedCall> notToRepeat = Map.of();
    public boolean repeatUnknown;
    /** Of one run; none before it starts. */
    public Optional<SubmissionIds> submissions = Optional.empty();
    public Clock clock = Clock.systemUTC();
    public Sleeper sleeper = Sleeper.SYSTEM;
    public RandomGenerator random = new SecureRandom();
    /** Counts nanoseconds from any moment on, and is never set: what limits are measured by. */
    public LongSupplier ticks = System::nanoTime;
    public DiskForce force = FileDescriptor::sync;

    private RunSettings() {}

    /** A copy with a change. The change must replace what it finds, as the copy is shallow. */
    public RunSettings changed(Consumer<RunSettings> change) {
        RunSettings copy = new RunSettings();
        copy.selection = selection;
        copy.partitions = partitions;
        copy.executed = executed;
        copy.mode = mode;
        copy.complianceOf = complianceOf;
        copy.retentionOf = retentionOf;
        copy.callTimeout = callTimeout;
        copy.assetTimeout = assetTimeout;
        copy.runTimeout = runTimeout;
        copy.parallelism = parallelism;
        copy.fused = fused;
        copy.failFast = failFast;
        copy.retries = retries;
        copy.listeners = listeners;
        copy.warnings = warnings;
        copy.cancelTokens = cancelTokens;
        copy.cancelOnShutdown = cancelOnShutdown;
        copy.journal = journal;
        copy.keptRuns = keptRuns;
        copy.lockWait = lockWait;
        copy.endLeftEngines = endLeftEngines;
        copy.doneUnits = doneUnits;
        copy.moment = moment;
        copy.notToRepeat = notToRepeat;
        copy.repeatUnknown = repeatUnknown;
        copy.submissions = submissions;
        copy.clock = clock;
        copy.sleeper = sleeper;
        copy.random = random;
        copy.ticks = ticks;
        copy.force = force;
        change.accept(copy);
        return copy;
    }
}
