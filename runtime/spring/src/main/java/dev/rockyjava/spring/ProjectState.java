package dev.rockyjava.spring;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.Staleness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What journals and files say of the project, for health, metrics and the endpoint. It is read again after a minute, as probes
 * come every few seconds, and after each run of this application.
 */
final class ProjectState implements RunListener {

    static final Duration KEPT = Duration.ofMinutes(1);

    private final RockyComponent component;
    private final CurrentDefinitions definitions;
    private final Path journal;
    private final RunsInProgress runs;
    private @Nullable Seen seen;
    private @Nullable RunHistory history;

    /** What was read at one moment. */
    record Seen(RunHistory history, Staleness staleness, long nanos) {

        boolean isFresh() {
            return System.nanoTime() - nanos < KEPT.toNanos();
        }
    }

    ProjectState(RockyComponent component, CurrentDefinitions definitions, Path journal, RunsInProgress runs) {
        this.component = component;
        this.definitions = definitions;
        this.journal = journal;
        this.runs = runs;
    }

    RockyComponent component() {
        return component;
    }

    Definitions definitions() {
        return definitions.get();
    }

    Path journal() {
        return journal;
    }

    /** @throws dev.rockyjava.run.history.JournalException if the journal's folder can't be read */
    synchronized Seen now() {
        Seen known = seen;
        if (known == null || !known.isFresh()) {
            history = history == null ? RunHistory.read(journal) : history.again();
            known = new Seen(
                    history, Staleness.of(definitions(), history, component.code(), Instant.now()), System.nanoTime());
            seen = known;
        }
        return known;
    }

    /** Returns the number of stale assets; empty if the journal can't be read. */
    OptionalInt stale() {
        try {
            return OptionalInt.of(now().staleness().stale().size());
        } catch (RockyException e) {
            return OptionalInt.empty(); // health has the reason
        }
    }

    String outcome(RecordedRun run) {
        return runs.outcome(run);
    }

    boolean isResumable(RecordedRun run) {
        return run.resumable() && !runs.isRunning(run);
    }

    /** Returns when the local snapshot was written; empty if there is none. */
    Optional<Instant> snapshotWritten() {
        try {
            return Optional.of(Files.getLastModifiedTime(component.snapshotPath()).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void onEvent(RunEvent event) {
        if (event instanceof RunEvent.RunFinished) {
            seen = null;
        }
    }
}
