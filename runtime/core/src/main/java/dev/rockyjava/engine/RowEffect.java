package dev.rockyjava.engine;

import dev.rockyjava.internal.text.Microbatch;
import java.util.Comparator;

/**
 * What happens to a table's rows when a {@link RunRequest} is executed a second time. Together with {@link
 * CallOutcome} it decides what may be repeated automatically: after a failure, by a resumed run, or when a worker is
 * lost.
 */
public enum RowEffect {
    /** Each execution replaces the previous one's result: the table, or the partitions requested. */
    REPLACES("replaces"),
    /** The same rows are overwritten, matched by their keys. Rows from an earlier input can remain. */
    UPDATES("updates"),
    /** The rows are added again, as duplicates. */
    ADDS("adds");

    private final String word;

    RowEffect(String word) {
        this.word = word;
    }

    /** Returns the word for this effect in a run's journal. */
    public String word() {
        return word;
    }

    /**
     * Returns the effect of a model's strategy.
     *
     * @param strategy as in {@code [strategy] type} (ENGINE.md §7.7); an unknown one has the effect {@link #ADDS}
     */
    public static RowEffect ofStrategy(String strategy) {
        return switch (strategy) {
            case "full_refresh", "view", "materialized_view", "dynamic_table", "time_interval", "ephemeral" -> REPLACES;
            case "merge", "delete_insert", "content_addressed" -> UPDATES;
            default -> ADDS;
        };
    }

    /** Returns the effect of a request if it is the same in every project; otherwise {@link #ADDS}. */
    public static RowEffect of(RunRequest request) {
        // A seed is dropped and recreated, a quality gate and tests only read, a plan is a file of the engine.
        if (request instanceof RunRequest.Seed
                || request instanceof RunRequest.Quality
                || request instanceof RunRequest.Test
                || request instanceof RunRequest.Plan) {
            return REPLACES;
        }
        if (request instanceof RunRequest.Snapshot) {
            return UPDATES; // it closes changed rows and adds those that have no open row, by key
        }
        if (request instanceof RunRequest.Replication
                || request instanceof RunRequest.Load
                || request instanceof RunRequest.Model
                || request instanceof RunRequest.Transformation
                || request instanceof RunRequest.Apply) {
            return ADDS;
        }
        throw new IllegalArgumentException("no effect is known of " + request);
    }

    /**
     * Returns the effect of a request according to {@code rocky.toml}. A load appends its files, unless it truncates
     * first. A replication adds what is newer than its watermark, and the engine stores the watermark only when the
     * whole call is done: after a call was killed, the rows are there but the watermark isn't (ENGINE.md §2.18,
     * §7.2).
     */
    public static RowEffect of(RunRequest request, RockyProject project) {
        if (request instanceof RunRequest.Load load) {
            return project.pipeline(load.pipeline())
                    .filter(RockyProject.Pipeline::truncatesFirst)
                    .map(pipeline -> REPLACES)
                    .orElse(ADDS);
        }
        if (request instanceof RunRequest.Replication replication) {
            return project.pipeline(replication.pipeline()).map(RowEffect::ofReplication).orElse(ADDS);
        }
        return of(request);
    }

    private static RowEffect ofReplication(RockyProject.Pipeline pipeline) {
        return pipeline.strategies().stream().map(RowEffect::ofCopies).max(Comparator.naturalOrder()).orElse(ADDS);
    }

    // The engine treats any other word as a full refresh (ENGINE.md §7.2).
    private static RowEffect ofCopies(String strategy) {
        return switch (strategy) {
            case "incremental", Microbatch.WORD -> ADDS;
            case "merge" -> UPDATES;
            default -> REPLACES;
        };
    }

    /** Returns whether a request with this effect may be repeated automatically after such an outcome. */
    public boolean mayRepeatAfter(CallOutcome outcome) {
        return this != ADDS || outcome == CallOutcome.NOTHING;
    }
}
