package dev.rockyjava.spring;

import dev.rockyjava.error.RockyException;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.RunResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Timers of runs and assets, and gauges of the snapshot's age and of what is stale. */
final class RunMetrics implements RunListener, MeterBinder {

    private static final double UNKNOWN = Double.NaN;

    private final ProjectState state;
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    RunMetrics(ProjectState state) {
        this.state = state;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        TimeGauge.builder("rocky.snapshot.age", this, TimeUnit.SECONDS, RunMetrics::snapshotAge)
                .description("Age of the local snapshot")
                .register(registry);
        Gauge.builder("rocky.stale", this, RunMetrics::stale)
                .description("Number of assets that are stale, according to the journal; counted once a minute")
                .register(registry);
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.AssetFinished finished) {
            registries.forEach(registry -> time(registry, finished.outcome()));
        } else if (event instanceof RunEvent.RunFinished finished) {
            registries.forEach(registry -> time(registry, finished.result()));
        }
    }

    private static void time(MeterRegistry registry, RunResult result) {
        Timer.builder("rocky.run")
                .description("Runs, by their outcome")
                .tag("outcome", RunWords.outcome(result.exitStatus()))
                .register(registry)
                .record(result.duration());
    }

    /** Without the key: a time series for each asset is more than most registries bear. */
    private void time(MeterRegistry registry, AssetOutcome outcome) {
        Timer.builder("rocky.asset")
                .description("Assets of runs, by kind, status and group")
                .tag("kind", outcome.kind().word())
                .tag("status", outcome.status().word())
                .tag("group", state.definitions().get(outcome.key()).group())
                .register(registry)
                .record(outcome.duration());
    }

    private double snapshotAge() {
        return state.snapshotWritten()
                .map(written -> Duration.between(written, Instant.now()).toMillis() / 1000.0)
                .orElse(UNKNOWN);
    }

    private double stale() {
        try {
            return state.now().staleness().stale().size();
        } catch (RockyException e) {
            return UNKNOWN; // health has the reason
        }
    }
}
