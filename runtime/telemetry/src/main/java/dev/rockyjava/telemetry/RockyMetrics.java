package dev.rockyjava.telemetry;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.RunResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what runs do, in Micrometer's registries. No tag is an asset's key, which would be a time series for each
 * asset.
 *
 * <pre>{@code
 * RockyMetrics metrics = RockyMetrics.ofRuns();
 * metrics.bindTo(registry);
 * component.materializer(definitions, engine).listener(metrics).run();
 * }</pre>
 *
 * <p>May be used for several registries, and for several runs, also at the same time.
 */
public final class RockyMetrics implements RunListener, MeterBinder {

    private static final String KIND = "kind";
    private static final String GROUP = "group";

    private final @Nullable Supplier<Optional<Instant>> snapshotWritten;
    private final @Nullable Supplier<OptionalInt> stale;
    private final RunListener reset;
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();
    /** Each run has a thread of its own for its listeners, and events don't name their run. */
    private final Map<Thread, RunOfThread> running = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * A run whose events arrive.
     *
     * @param waiting since when assets wait for the engine's files
     */
    private record RunOfThread(Definitions definitions, Map<AssetKey, Instant> waiting) {}

    private RockyMetrics(
            @Nullable Supplier<Optional<Instant>> snapshotWritten, @Nullable Supplier<OptionalInt> stale, RunListener reset) {
        this.snapshotWritten = snapshotWritten;
        this.stale = stale;
        this.reset = reset;
    }

    /** Returns metrics of runs, without gauges of a project. */
    public static RockyMetrics ofRuns() {
        return new RockyMetrics(null, null, event -> {});
    }

    /**
     * Returns metrics of runs and gauges of the project: the age of the local snapshot, and how many assets are stale. The
     * journals are read at most once a minute, and after a run.
     *
     * @param definitions returns the assets to judge; called each time
     * @param journal the folder of the journals
     */
    public static RockyMetrics ofProject(RockyComponent component, Supplier<Definitions> definitions, Path journal) {
        ProjectGauges gauges = new ProjectGauges(component, definitions, journal);
        return new RockyMetrics(gauges::snapshotWritten, gauges::stale, gauges);
    }

    /**
     * Returns metrics of runs and gauges whose values the caller knows. Both are called whenever a registry is read.
     *
     * @param snapshotWritten returns when the snapshot was written; empty if unknown
     * @param stale returns how many assets are stale; empty if unknown
     */
    public static RockyMetrics ofProject(Supplier<Optional<Instant>> snapshotWritten, Supplier<OptionalInt> stale) {
        return new RockyMetrics(snapshotWritten, stale, event -> {});
    }

    /** Adds a registry: it has the gauges from now on, and the rest with the first event for it. */
    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        Supplier<Optional<Instant>> written = snapshotWritten;
        if (written != null) {
            TimeGauge.builder("rocky.snapshot.age", written, TimeUnit.SECONDS, RockyMetrics::age)
                    .description("Age of the local snapshot")
                    .strongReference(true)
                    .register(registry);
        }
        Supplier<OptionalInt> count = stale;
        if (count != null) {
            Gauge.builder("rocky.stale", count, RockyMetrics::value)
                    .description("Number of assets that are stale, according to the journal")
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static double age(Supplier<Optional<Instant>> written) {
        return written.get().map(at -> Duration.between(at, Instant.now()).toMillis() / 1000.0).orElse(Double.NaN);
    }

    private static double value(Supplier<OptionalInt> stale) {
        OptionalInt count = stale.get();
        return count.isPresent() ? count.getAsInt() : Double.NaN;
    }

    @Override
    public void onEvent(RunEvent event) {
        reset.onEvent(event);
        if (event instanceof RunEvent.RunStarted started) {
            running.put(Thread.currentThread(), new RunOfThread(started.plan().definitions(), new HashMap<>()));
            return;
        }
        RunOfThread run = running.get(Thread.currentThread());
        if (event instanceof RunEvent.RunFinished finished) {
            running.remove(Thread.currentThread());
            ended(finished.result());
        } else if (event instanceof RunEvent.CheckEvaluated evaluated) {
            checked(evaluated.check());
        } else if (run != null && event instanceof RunEvent.AssetEvent about) {
            ofAsset(about, run);
        }
    }

    private void ofAsset(RunEvent.AssetEvent event, RunOfThread run) {
        if (event instanceof RunEvent.AssetFinished finished) {
            ended(finished.outcome(), tags(run, event));
        } else if (event instanceof RunEvent.AssetRetried) {
            count("rocky.retry", "Calls of the engine that were repeated after a failure", null, tags(run, event), 1);
        } else if (event instanceof RunEvent.AssetWaits waits) {
            waits(waits, run);
        }
    }

    private static Tags tags(RunOfThread run, RunEvent.AssetEvent event) {
        AssetSpec spec = run.definitions().get(event.key());
        return Tags.of(KIND, spec.kind().word(), GROUP, spec.group());
    }

    private void waits(RunEvent.AssetWaits event, RunOfThread run) {
        if (event.waits()) {
            run.waiting().put(event.key(), event.time());
            return;
        }
        Instant since = run.waiting().remove(event.key());
        if (since != null) {
            time("rocky.wait", "Waits of assets for the engine's files, which another call used", tags(run, event),
                    Duration.between(since, event.time()));
        }
    }

    private void ended(AssetOutcome outcome, Tags tags) {
        time("rocky.asset", "Assets of runs, by kind, group and status", tags.and("status", outcome.status().word()),
                outcome.duration());
        if (outcome.metadata().get(MetadataKeys.ROW_COUNT) instanceof Long rows) {
            count("rocky.rows", "Rows that the engine reports for assets that it built", "rows", tags, rows);
        }
    }

    private void checked(CheckEvaluation check) {
        count("rocky.check", "Checks, by their status and severity", null,
                Tags.of("status", check.status().word(), "severity", check.severity()), 1);
    }

    private void ended(RunResult result) {
        time("rocky.run", "Runs, by their outcome", List.of(Tag.of("outcome", RunResult.outcomeWord(result.exitStatus()))),
                result.duration());
        result.costUsd().ifPresent(cost -> count("rocky.cost", "Cost of runs that the warehouse reports", "USD", Tags.empty(), cost));
    }

    private void time(String name, String description, Iterable<Tag> tags, Duration duration) {
        for (MeterRegistry registry : registries) {
            Timer.builder(name).description(description).tags(tags).register(registry).record(duration);
        }
    }

    private void count(String name, String description, @Nullable String unit, Tags tags, double amount) {
        for (MeterRegistry registry : registries) {
            Counter.builder(name).description(description).baseUnit(unit).tags(tags).register(registry).increment(amount);
        }
    }
}
