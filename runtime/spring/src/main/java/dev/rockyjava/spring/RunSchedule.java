package dev.rockyjava.spring;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.EmptySelectionException;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.run.CancelToken;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunLockedException;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.spring.RockyProperties.ScheduledRun;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.scheduling.support.CronTrigger;

/**
 * The runs of {@code rocky.runs}. They have threads of their own, rather than those of the application's
 * {@code TaskScheduler}, which a run would keep busy for hours. One run works at a time, as with the journal's lock; one that
 * is due while another one of the list works follows it.
 */
final class RunSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(RunSchedule.class);

    /** A selection that calls the engine when it is read. */
    private static final String ASKS_THE_ENGINE = "source:changed";

    private final List<Entry> entries = new ArrayList<>();
    private final CurrentDefinitions definitions;
    private final Materializer materializer;
    private final Path journal;
    private @Nullable Working working;

    /** A run of the list. */
    static final class Entry {

        private final ScheduledRun run;
        private final AtomicBoolean due = new AtomicBoolean();
        private volatile Optional<String> last = Optional.empty();

        private Entry(ScheduledRun run) {
            this.run = run;
        }

        ScheduledRun run() {
            return run;
        }

        /** Returns how its last run of this application ended, for people; empty if there was none. */
        Optional<String> last() {
            return last;
        }

        /** Returns when it runs next; empty for never. */
        Optional<Instant> next() {
            return run.cron().equals(ScheduledRun.NEVER)
                    ? Optional.empty()
                    : Optional.ofNullable(CronExpression.parse(run.cron()).next(ZonedDateTime.now(run.zone())))
                            .map(ZonedDateTime::toInstant);
        }
    }

    private record Working(ThreadPoolTaskScheduler ticks, ExecutorService runs, CancelToken stopped) {}

    RunSchedule(RockyProperties properties, CurrentDefinitions definitions, Materializer materializer, Path journal) {
        this.definitions = definitions;
        properties.runs().forEach(run -> entries.add(new Entry(run)));
        this.materializer = materializer;
        this.journal = journal;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** @throws StartException if a run can't be planned, for example because it names an asset that doesn't exist */
    synchronized void start() {
        if (entries.isEmpty()) {
            return;
        }
        entries.forEach(this::check);
        // Its thread is no daemon: an application without a web server lives as long as there is a schedule.
        ThreadPoolTaskScheduler ticks = new ThreadPoolTaskScheduler();
        ticks.setPoolSize(1);
        ticks.setThreadNamePrefix("rocky-schedule-");
        ticks.initialize();
        ExecutorService runs = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "rocky-scheduled-run");
            thread.setDaemon(true);
            return thread;
        });
        Working started = new Working(ticks, runs, new CancelToken());
        working = started;
        for (Entry entry : entries) {
            entry.next().ifPresent(next -> {
                Future<?> unused = ticks.schedule(() -> due(entry, started), new CronTrigger(entry.run.cron(), entry.run.zone()));
                LOG.info("'{}' runs at {} ({}), next at {}", entry.run.select(), entry.run.cron(), entry.run.zone(), next);
            });
        }
    }

    private void check(Entry entry) {
        if (entry.run.select().contains(ASKS_THE_ENGINE)) {
            return;
        }
        try {
            unattended(entry).plan();
        } catch (EmptySelectionException e) {
            LOG.warn("rocky.runs[{}]: {}", entries.indexOf(entry), e.getMessage());
        } catch (RuntimeException e) {
            String hint = e instanceof RockyException rocky ? rocky.hint().orElse("") : "";
            throw new StartException(
                    "rocky.runs[" + entries.indexOf(entry) + "] can't run '" + entry.run.select() + "': " + e.getMessage(),
                    hint.isEmpty() ? "Correct its properties; 'select' has the syntax of the command line." : hint,
                    e);
        }
    }

    private Materializer unattended(Entry entry) {
        Materializer current = definitions.follow() ? materializer.definitions(definitions.get()) : materializer;
        Materializer prepared = current.select(entry.run.select())
                .execute(entry.run.execute().toArray(NodeKind[]::new))
                .waitForOtherRuns(entry.run.waitForOtherRuns());
        return entry.run.parallelism() == null ? prepared : prepared.parallelism(entry.run.parallelism());
    }

    private void due(Entry entry, Working started) {
        if (entry.due.compareAndSet(false, true)) {
            started.runs.execute(() -> {
                try {
                    entry.last = Optional.of(run(entry, started.stopped));
                } finally {
                    entry.due.set(false);
                }
            });
        } else {
            LOG.warn("the scheduled run of '{}' is skipped, as the one before is still going; next at {}",
                    entry.run.select(), entry.next().map(Instant::toString).orElse("-"));
        }
    }

    /** Runs once, and returns how it ended. Nothing that happens in it ends the schedule. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private String run(Entry entry, CancelToken stopped) {
        String select = entry.run.select();
        if (stopped.cancelled()) {
            return "cancelled";
        }
        try {
            RunResult result = unattended(entry).cancelWith(stopped).run();
            if (result.succeeded()) {
                LOG.info("scheduled run of '{}': {}", select, result);
            } else {
                Level level = result.interrupted() ? Level.WARN : Level.ERROR; // the application's end is no error
                LOG.atLevel(level).log("scheduled run of '{}': {}its journal is in {}. To finish what is left, call"
                                + " materializer.resume(\"{}\"), or run 'rocky-java resume {}'",
                        select, result.summary(), journal, result.runId(), result.runId());
            }
            return result.toString();
        } catch (RunLockedException e) {
            LOG.warn("the scheduled run of '{}' is skipped: {}", select, e.getMessage());
            return "skipped: " + e.getMessage();
        } catch (RockyException e) {
            LOG.error("the scheduled run of '{}' failed: {}", select, e.getMessage());
            return "failed: " + e.getMessage();
        } catch (RuntimeException | Error e) {
            LOG.error("the scheduled run of '{}' failed", select, e);
            return "failed: " + e;
        }
    }

    /** Cancels the run that works, and starts none any more. Returns at once. */
    synchronized void stop() {
        if (working != null) {
            working.ticks.shutdown();
            working.stopped.cancel();
            working.runs.shutdown();
        }
    }

    /** Waits for the end of the run that {@link #stop} has cancelled. */
    void awaitEnd() throws InterruptedException {
        Working stopping;
        synchronized (this) {
            stopping = working;
        }
        if (stopping != null) {
            boolean ended = stopping.runs.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            assert ended;
        }
    }
}
