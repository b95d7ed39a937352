package dev.rockyjava.telemetry;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.Staleness;
import java.io.IOException;
import java.lang.ref.SoftReference;
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
    /** Of 100 runs of 10,000 assets it is large, and only saves time. */
    private SoftReference<RunHistory> history = new SoftReference<>(null);

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
            RunHistory before = history.get();
            RunHistory now = before == null ? RunHistory.read(journal) : before.again();
            history = new SoftReference<>(now);
            return OptionalInt.of(Staleness.of(definitions.get(), now, component.code(), Instant.now())
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
