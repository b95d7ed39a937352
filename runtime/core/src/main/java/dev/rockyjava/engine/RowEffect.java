package dev.rockyjava.engine;

import tools.jackson.databind.JsonNode;

/**
 * What becomes of a table's rows when a {@link RunRequest} is made a second time. With {@link CallOutcome} it is the one
 * rule about what may be repeated unasked: after a failure, by a resumed run, or when a worker is lost.
 */
public enum RowEffect {
    /** Each time takes the place of the one before: of the table, or of the partitions asked for. */
    REPLACES("replaces"),
    /** The same rows are written again over themselves, found by their keys. Rows of an earlier input can stay. */
    UPDATES("updates"),
    /** The rows are there twice. */
    ADDS("adds");

    private final String word;

    RowEffect(String word) {
        this.word = word;
    }

    /** The word in a run's journal. */
    public String word() {
        return word;
    }

    /**
     * The effect of a model's strategy.
     *
     * @param strategy as in {@code [strategy] type} (ENGINE.md §7.7). {@link #ADDS} for one that isn't known
     */
    public static RowEffect ofStrategy(String strategy) {
        return switch (strategy) {
            case "full_refresh", "view", "materialized_view", "dynamic_table", "time_interval", "ephemeral" -> REPLACES;
            case "merge", "delete_insert", "content_addressed" -> UPDATES;
            default -> ADDS;
        };
    }

    /** The effect of a request, as far as it is the same in every project; otherwise {@link #ADDS}. */
    public static RowEffect of(RunRequest request) {
        // A seed is dropped and made anew, a gate and tests read, a plan is a file of the engine's.
        if (request instanceof RunRequest.Seed
                || request instanceof RunRequest.Quality
                || request instanceof RunRequest.Test
                || request instanceof RunRequest.Plan) {
            return REPLACES;
        }
        // It closes rows that have changed and adds those that have no open one, by key.
        return request instanceof RunRequest.Snapshot ? UPDATES : ADDS;
    }

    /**
     * The effect of a request, by what {@code rocky.toml} says. A load appends its files, unless it truncates first. A
     * replication adds what is newer than its watermark, and the engine keeps that only when the whole call is done: of a
     * call that was killed the rows are there and the watermark isn't (ENGINE.md §2.18, §7.2).
     */
    public static RowEffect of(RunRequest request, RockyProject project) {
        if (request instanceof RunRequest.Load load) {
            return project.pipeline(load.pipeline())
                    .filter(pipeline -> pipeline.body().path("options").path("truncate_first").asBoolean(false))
                    .map(pipeline -> REPLACES)
                    .orElse(ADDS);
        }
        if (request instanceof RunRequest.Replication replication) {
            return project.pipeline(replication.pipeline()).map(RowEffect::ofReplication).orElse(ADDS);
        }
        return of(request);
    }

    private static RowEffect ofReplication(RockyProject.Pipeline pipeline) {
        RowEffect effect = ofCopies(pipeline.body().path("strategy").asString("incremental"));
        for (JsonNode table : pipeline.body().path("table_overrides")) {
            RowEffect other = table.has("strategy") ? ofCopies(table.path("strategy").asString("")) : effect;
            effect = other.compareTo(effect) > 0 ? other : effect;
        }
        return effect;
    }

    // Other words than these are full refreshes to the engine (ENGINE.md §7.2).
    private static RowEffect ofCopies(String strategy) {
        return switch (strategy) {
            case "incremental", "microbatch" -> ADDS;
            case "merge" -> UPDATES;
            default -> REPLACES;
        };
    }

    /** Whether such a request may be made again unasked. */
    public boolean mayRepeatAfter(CallOutcome outcome) {
        return this != ADDS || outcome == CallOutcome.NOTHING;
    }
}
