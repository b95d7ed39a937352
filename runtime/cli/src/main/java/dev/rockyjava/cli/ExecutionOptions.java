package dev.rockyjava.cli;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of materialize and resume that say how to execute. */
final class ExecutionOptions {

    private static final String DURATION = "DURATION";

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = """
                    Maximum number of assets to build concurrently. Calls that share a DuckDB file or an engine state \
                    are serialized anyway. Default: 1.""")
    private int parallelism = 1;

    @Option(names = "--fail-fast", description = "Start nothing more after the first failure.")
    private boolean failFast;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = """
                    How often to retry a request after a failure that may be transient: a lock, a lost connection. \
                    Default: 2.""")
    private @Nullable Integer retries;

    @Option(
            names = "--timeout",
            paramLabel = DURATION,
            converter = DurationConverter.class,
            description = """
                    Limits each call of the engine: 90s, 10m, 1h30m. Default: timeout_seconds of the configuration, \
                    1h.""")
    private @Nullable Duration timeout;

    @Option(
            names = "--asset-timeout",
            paramLabel = DURATION,
            converter = DurationConverter.class,
            description = "Limits the work on one asset, retries included. Default: no limit.")
    private @Nullable Duration assetTimeout;

    @Option(
            names = "--run-timeout",
            paramLabel = DURATION,
            converter = DurationConverter.class,
            description = "Limits the whole run. Default: no limit.")
    private @Nullable Duration runTimeout;

    @Option(
            names = "--wait",
            paramLabel = DURATION,
            converter = DurationConverter.class,
            description = """
                    How long to wait for another run that works on the project, or for an engine that a killed program \
                    left running. Default: don't wait.""")
    private Duration wait = Duration.ZERO;

    @Option(
            names = "--end-engines",
            description = "End engines that a killed program left running on the project, instead of waiting.")
    private boolean endEngines;

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Option(
            names = "--keep-runs",
            paramLabel = "N",
            description = """
                    How many runs the journal keeps, including this one; older ones are deleted when it has ended, except \
                    those with the newest build or failure of an asset. Default: 100.""")
    private int keepRuns = 100;

    @Option(
            names = "--engine-log",
            description = "Show the engine's log, each line after its asset; --verbose includes this.")
    private boolean engineLog;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = """
                    Write a page about the run to this file when it has ended: what happened in time, failures, the graph. \
                    The page is HTML, one file that loads nothing from a network.""")
    private @Nullable Path report;

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Mixin
    private FollowerOptions followers = new FollowerOptions();

    @Mixin
    private NotificationOptions notification = new NotificationOptions();

    NotificationOptions notification() {
        return notification;
    }

    RemoteOptions remote() {
        return remote;
    }

    FollowerOptions followers() {
        return followers;
    }

    Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    JournalOptions journal() {
        return journal;
    }

    Duration waiting() {
        return wait;
    }

    int parallelism() {
        return parallelism;
    }

    boolean engineLog() {
        return engineLog;
    }

    /**
     * Returns a materializer with these options. Calls no engine, and writes nothing.
     *
     * @throws UsageException if a number or a duration is invalid
     */
    Materializer apply(Materializer materializer, JournalFolder folder) {
        if (retries != null && retries < 0) {
            throw new UsageException("--retries is at least 0, not " + retries);
        }
        return UsageException.instead(() -> applied(materializer, folder));
    }

    private Materializer applied(Materializer materializer, JournalFolder folder) {
        Materializer chosen = materializer
                .parallelism(parallelism)
                .keepRuns(keepRuns)
                .waitForOtherRuns(wait)
                .journal(folder.path());
        chosen = with(chosen, retries, (m, n) -> {
            int attempts = n == Integer.MAX_VALUE ? n : n + 1;
            return m.retry(RetryPolicy.standard().withAttempts(attempts));
        });
        chosen = with(chosen, timeout, Materializer::timeout);
        chosen = with(chosen, assetTimeout, Materializer::assetTimeout);
        chosen = with(chosen, runTimeout, Materializer::runTimeout);
        chosen = endEngines ? chosen.endLeftEngines() : chosen;
        return failFast ? chosen.failFast() : chosen;
    }

    private static <T> Materializer with(
            Materializer materializer, @Nullable T value, BiFunction<Materializer, T, Materializer> change) {
        return value == null ? materializer : change.apply(materializer, value);
    }
}
