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
import dev.rockyjava.run.history.CurrentCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The caller's choices for a run.
 *
 * @param runId the id of the run; empty to create one
 * @param complianceOf the model folders to check for compliance; empty to not check
 * @param retentionOf the model folders to check for retention; empty to not check
 */
public record RunSettings(
        RunSelection selection,
        SortedMap<AssetKey, ChosenPartitions> partitions,
        Set<NodeKind> executed,
        ExecutionMode mode,
        List<String> complianceOf,
        List<String> retentionOf,
        Duration callTimeout,
        Optional<Duration> assetTimeout,
        Optional<Duration> runTimeout,
        int parallelism,
        boolean fused,
        boolean failFast,
        RetryPolicy retries,
        List<RunListener> listeners,
        Consumer<RunWarning> warnings,
        List<CancelToken> cancelTokens,
        boolean cancelOnShutdown,
        Optional<Path> journal,
        int keptRuns,
        Duration lockWait,
        boolean endLeftEngines,
        boolean repeatUnknown,
        CurrentCode code,
        Optional<String> runId) {

    private static final Logger LOG = LoggerFactory.getLogger("dev.rockyjava.run.Materializer");

    public static final RunSettings DEFAULTS = new Change().made();

    public RunSettings {
        partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
        executed = Set.copyOf(executed);
        complianceOf = List.copyOf(complianceOf);
        retentionOf = List.copyOf(retentionOf);
        listeners = List.copyOf(listeners);
        cancelTokens = List.copyOf(cancelTokens);
    }

    /** Returns a copy whose assets and partitions are decided, and stay so. */
    public Decided decidedAt(Instant moment) {
        RunSelection.Decided decided = selection.at(this, moment);
        return new Decided(decided.selection(), changed(s -> {
            s.selection = RunSelection.of(decided.selection());
            s.partitions = new TreeMap<>(decided.partitions());
            s.partitions.putAll(partitions);
        }), decided.ofStale());
    }

    /**
     * Settings with the selection that they contain.
     *
     * @param ofStale see {@link RunSelection.Decided}
     */
    public record Decided(AssetSelection selection, RunSettings settings, boolean ofStale) {}

    /** Returns a copy with a change. */
    public RunSettings changed(Consumer<Change> change) {
        Change copy = new Change(this);
        change.accept(copy);
        return copy.made();
    }

    /** Mutable settings, each with the name of its component. */
    public static final class Change {
        public RunSelection selection = RunSelection.of(AssetSelection.all());
        public SortedMap<AssetKey, ChosenPartitions> partitions = new TreeMap<>();
        public Set<NodeKind> executed = Set.of();
        public ExecutionMode mode = ExecutionMode.DIRECT;
        public List<String> complianceOf = List.of();
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
        public boolean repeatUnknown;
        public CurrentCode code = CurrentCode.ofSnapshot();
        public Optional<String> runId = Optional.empty();

        private Change() {}

        private Change(RunSettings now) {
            selection = now.selection;
            partitions = now.partitions;
            executed = now.executed;
            mode = now.mode;
            complianceOf = now.complianceOf;
            retentionOf = now.retentionOf;
            callTimeout = now.callTimeout;
            assetTimeout = now.assetTimeout;
            runTimeout = now.runTimeout;
            parallelism = now.parallelism;
            fused = now.fused;
            failFast = now.failFast;
            retries = now.retries;
            listeners = now.listeners;
            warnings = now.warnings;
            cancelTokens = now.cancelTokens;
            cancelOnShutdown = now.cancelOnShutdown;
            journal = now.journal;
            keptRuns = now.keptRuns;
            lockWait = now.lockWait;
            endLeftEngines = now.endLeftEngines;
            repeatUnknown = now.repeatUnknown;
            code = now.code;
            runId = now.runId;
        }

        private RunSettings made() {
            return new RunSettings(
                    selection, partitions, executed, mode, complianceOf, retentionOf, callTimeout, assetTimeout,
                    runTimeout, parallelism, fused, failFast, retries, listeners, warnings, cancelTokens,
                    cancelOnShutdown, journal, keptRuns, lockWait, endLeftEngines, repeatUnknown, code, runId);
        }
    }
}
