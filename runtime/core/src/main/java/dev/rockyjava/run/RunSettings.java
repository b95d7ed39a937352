package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.CallOptions;
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
final class RunSettings {

    private static final Logger LOG = LoggerFactory.getLogger(Materializer.class);

    static final RunSettings DEFAULTS = new RunSettings();

    AssetSelection selection = AssetSelection.all();
    SortedMap<AssetKey, ChosenPartitions> partitions = new TreeMap<>();
    Set<NodeKind> executed = Set.of();
    ExecutionMode mode = ExecutionMode.DIRECT;
    /** Folders of models whose compliance is asked for; none for not at all. */
    List<String> complianceOf = List.of();
    /** Folders of models whose retention is asked for; none for not at all. */
    List<String> retentionOf = List.of();
    Duration callTimeout = CallOptions.defaults().timeout();
    Optional<Duration> assetTimeout = Optional.empty();
    Optional<Duration> runTimeout = Optional.empty();
    int parallelism = 1;
    boolean fused;
    boolean failFast;
    RetryPolicy retries = RetryPolicy.standard();
    List<RunListener> listeners = List.of();
    Consumer<RunWarning> warnings = warning -> LOG.warn("{}", warning.message());
    List<CancelToken> cancelTokens = List.of();
    boolean cancelOnShutdown;
    Optional<Path> journal = Optional.empty();
    int keptRuns = 100;
    Duration lockWait = Duration.ZERO;
    boolean endLeftEngines;
    /** Of the run that is resumed: what need not be asked again, as {@link Journal#unit} names it. */
    Set<String> doneUnits = Set.of();
    /** When the run began, where it isn't now: it is resumed. In a planner always there. */
    Optional<Instant> moment = Optional.empty();
    /** Of the run that is resumed: what must not be asked again, by {@link Journal#unit}. */
    Map<String, RecordedCall> notToRepeat = Map.of();
    boolean repeatUnknown;
    /** Of one run; none before it starts. */
    Optional<SubmissionIds> submissions = Optional.empty();
    Clock clock = Clock.systemUTC();
    Sleeper sleeper = Sleeper.SYSTEM;
    RandomGenerator random = new SecureRandom();
    /** Counts nanoseconds from any moment on, and is never set: what limits are measured by. */
    LongSupplier ticks = System::nanoTime;
    JournalFile.Force force = FileDescriptor::sync;

    private RunSettings() {}

    /** A copy with a change. The change must replace what it finds, as the copy is shallow. */
    RunSettings changed(Consumer<RunSettings> change) {
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
