package dev.rockyjava.telemetry;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.Staleness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a project's journals and files say. The journals are read again after a minute, and after a run. */
final class ProjectGauges implements RunListener {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final RockyComponent component;
    private final Supplier<Definitions> definitions;
    private final Path journal;
    private @Nullable Count counted;
    private @Nullable RunHistory history;

    private record Count(OptionalInt stale, long nanos) {}

    ProjectGauges(RockyComponent component, Supplier<Definitions> definitions, Path journal) {
        this.component = component;
        this.definitions = definitions;
        this.journal = journal;
    }

    Optional<Instant> snapshotWritten() {
        try {
            return Optional.of(Files.getLastModifiedTime(component.snapshotPath()).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    synchronized OptionalInt stale() {
        Count known = counted;
        if (known == null || System.nanoTime() - known.nanos() > KEPT.toNanos()) {
            known = new Count(count(), System.nanoTime());
            counted = known;
        }
        return known.stale();
    }

    private OptionalInt count() {
        try {
            history = history == null ? RunHistory.read(journal) : history.again();
            return OptionalInt.of(Staleness.of(definitions.get(), history, component.code(), Instant.now())
                    .stale()
                    .size());
        } catch (RockyException e) {
            return OptionalInt.empty(); // doctor, and a run, say what is wrong with the journal
        }
    }

    @Override
    public synchronized void onEvent(RunEvent event) {
        if (event instanceof RunEvent.RunFinished) {
            counted = null;
        }
    }
}
