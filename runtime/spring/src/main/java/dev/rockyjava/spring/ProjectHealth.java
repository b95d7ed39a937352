package dev.rockyjava.spring;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.run.history.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether runs are possible: the engine is there, its configuration can be read, and a journal can be written. Everything
 * else, such as a failed run, is a detail: an application that reports itself down for it would be restarted in vain.
 */
final class ProjectHealth {

    private final ProjectState state;
    private final RockyEngine engine;
    private @Nullable Finding finding;
    private @Nullable Comparison comparison;
    private @Nullable Refusals refusals;

    /** What the engine refuses of the project, with {@code rocky.toml} as it was written at that time. */
    private record Refusals(Instant written, List<String> texts) {}

    /** How the snapshot of that time compares with these definitions. */
    private record Comparison(Instant written, Definitions definitions, String text) {}

    /**
     * What was found at one moment.
     *
     * @param failures what stops runs; empty if nothing does
     * @param details values that JSON has, by name
     */
    record Finding(List<String> failures, Map<String, Object> details, long nanos) {

        boolean isUp() {
            return failures.isEmpty();
        }
    }

    ProjectHealth(ProjectState state, RockyEngine engine) {
        this.state = state;
        this.engine = engine;
    }

    /**
     * Returns the newest finding, at most a minute old. The first one starts the engine, to ask for its version and for what
     * it refuses of the project; later ones do so only once {@code rocky.toml} was edited.
     */
    synchronized Finding now() {
        Finding known = finding;
        if (known == null || System.nanoTime() - known.nanos > ProjectState.KEPT.toNanos()) {
            known = examine();
            finding = known;
        }
        return known;
    }

    Finding examine() {
        List<String> failures = new ArrayList<>();
        Map<String, Object> details = new LinkedHashMap<>();
        engine(failures, details);
        try {
            details.put("pipelines", state.component().project().pipelines().size());
        } catch (RockyException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
        journal(failures);
        runs(failures, details);
        snapshot(details);
        if (!failures.isEmpty()) {
            details.put("failures", List.copyOf(failures));
        }
        return new Finding(failures, details, System.nanoTime());
    }

    private void engine(List<String> failures, Map<String, Object> details) {
        try {
            details.put("engine", engine.info().toString());
            if (engine instanceof CliEngine cli && !Files.isExecutable(cli.binary())) {
                failures.add(cli.binary() + " isn't there any more, or can't be executed");
            }
            List<String> refused = refused();
            if (!refused.isEmpty()) {
                details.put("engine_refuses", refused);
            }
        } catch (RockyException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    /** That the engine can't be asked is no reason to be down: it has told its version. */
    private List<String> refused() {
        Instant written = written(state.component().rockyToml());
        Refusals known = refusals;
        if (known == null || !known.written().equals(written)) {
            List<String> texts;
            try {
                texts = engine.problems();
            } catch (RockyException e) {
                texts = List.of(String.valueOf(e.getMessage()));
            }
            known = new Refusals(written, texts);
            refusals = known;
        }
        return known.texts();
    }

    private static Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // that it can't be read is a failure of its own
        }
    }

    private void journal(List<String> failures) {
        Path there = state.journal();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            failures.add("no run can keep its journal in " + state.journal() + ": " + there
                    + (Files.isDirectory(there) ? " can't be written to by this user" : " is not a folder")
                    + "; set rocky.journal to another folder");
        }
    }

    private void runs(List<String> failures, Map<String, Object> details) {
        try {
            ProjectState.Seen seen = state.now();
            details.put("assets", state.definitions().keys().size());
            details.put("stale", seen.staleness().stale().size());
            seen.history().runs().stream().findFirst().ifPresent(run -> details.put("last_run", lastRun(run)));
            if (!seen.history().leftOut().isEmpty()) {
                details.put("unreadable_journals", seen.history().leftOut());
            }
        } catch (RockyException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> lastRun(RecordedRun run) {
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("id", run.runId());
        last.put("outcome", state.outcome(run));
        last.put("resumable", state.isResumable(run));
        return last;
    }

    private void snapshot(Map<String, Object> details) {
        Optional<Instant> written = state.snapshotWritten();
        if (written.isEmpty()) {
            details.put("snapshot", "there is none at " + state.component().snapshotPath());
        } else {
            details.put("snapshot_written", written.get().toString());
            details.put("snapshot", comparison(written.get(), state.definitions()).text());
        }
    }

    /** Reads the snapshot only if there is a new one. */
    private Comparison comparison(Instant written, Definitions working) {
        Comparison known = comparison;
        if (known == null || !known.written().equals(written) || !known.definitions().equals(working)) {
            known = new Comparison(written, working, compare(state.component(), working));
            comparison = known;
        }
        return known;
    }

    private static String compare(RockyComponent component, Definitions working) {
        try {
            DefinitionsDiff diff = DefinitionsDiff.between(working, component.buildDefsFromState(component.snapshotPath()));
            return diff.isEmpty()
                    ? "the one that this application works with"
                    : "not the one that this application works with; compile it again, or if it has no generated class, start it"
                            + " again";
        } catch (RockyException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
