package dev.rockyjava.run.pipes;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The side of a process that a Dagster op started with Dagster Pipes: what Dagster asks for, and a listener that reports
 * a run to it.
 *
 * <pre>{@code
 * try (DagsterPipes pipes = DagsterPipes.ofEnvironment(definitions, System.getenv()).orElseThrow()) {
 *     component.materializer(definitions, engine)
 *             .select(AssetSelection.ofKeys(pipes.assets()))
 *             .listener(pipes)
 *             .run();
 * }
 * }</pre>
 *
 * <p>Dagster receives, for each asset that its step has selected, the materialization and every check that the
 * definitions declare: once per name, not passed with severity WARN and the reason if it has no result. Other checks,
 * retries, failures, skips, observations and the engine's log are log lines. The names of metadata are dagster-rocky's
 * ({@link dev.rockyjava.run.MetadataKeys}). A run that doesn't succeed closes the session with an exception.
 *
 * <p>Dagster records a materialization and a check only for what its step has selected, and fails for others; so those
 * are log lines, too.
 */
public final class DagsterPipes implements RunListener, AutoCloseable {

    private static final String CONTEXT = "DAGSTER_PIPES_CONTEXT";
    private static final String MESSAGES = "DAGSTER_PIPES_MESSAGES";

    private final PipesContext context;
    private final PipesMessages messages;
    private final PipesReport report;

    private DagsterPipes(Definitions definitions, PipesContext context, PipesMessages messages) {
        this.context = context;
        this.messages = messages;
        this.report = new PipesReport(definitions, context, messages);
        messages.opened();
    }

    /**
     * Opens the session that the environment describes, as Dagster's default injectors and readers do it: the context in
     * the variable itself or in a file, the messages to a file, stdout or stderr.
     *
     * @param definitions the assets of the run, which say which checks are declared
     * @return the session; empty unless both DAGSTER_PIPES_CONTEXT and DAGSTER_PIPES_MESSAGES are set
     * @throws ConfigException if they can't be read, or name a place that isn't one of these
     */
    public static Optional<DagsterPipes> ofEnvironment(Definitions definitions, Map<String, String> environment) {
        String context = environment.get(CONTEXT);
        String messages = environment.get(MESSAGES);
        if (context == null || messages == null) {
            return Optional.empty();
        }
        return Optional.of(new DagsterPipes(
                definitions,
                PipesContext.of(PipesParameters.read(CONTEXT, context)),
                PipesMessages.to(PipesParameters.read(MESSAGES, messages))));
    }

    /** Returns whether Dagster has started this process, so that {@link #ofEnvironment} has a session. */
    public static boolean isIn(Map<String, String> environment) {
        return environment.containsKey(CONTEXT) && environment.containsKey(MESSAGES);
    }

    /** Returns the assets that Dagster's step has selected; none if the step isn't about assets. */
    public List<AssetKey> assets() {
        return context.assets();
    }

    /**
     * Returns the first and the last partition of the step, in the engine's form: {@code 2026-04-08T13} for an hourly one,
     * {@code 2026-04} for a monthly one. Both are equal for one partition; empty if the step has none, or none of its assets
     * is partitioned.
     *
     * @throws ConfigException if the selected assets are partitioned by different grains, or the partition has another form
     *     than Dagster's own for that grain
     */
    public Optional<List<String>> partitions() {
        Optional<Grain> grain = report.grain(context.assets());
        return grain.isEmpty() && !context.assets().isEmpty() ? Optional.empty() : context.partitions(grain);
    }

    @Override
    public void onEvent(RunEvent event) {
        report.of(event);
    }

    /** Closes the session because there is no run: Dagster shows the exception. Does nothing if it is already closed. */
    public void fail(Throwable problem) {
        messages.closed(problem.getClass().getSimpleName(), String.valueOf(problem.getMessage()));
    }

    /** Closes the session because there is nothing to do, which is a success. Does nothing if it is already closed. */
    public void nothingToDo() {
        messages.closed();
    }

    /**
     * Closes the session with an exception: the end of a run has not been reported. Does nothing if the session is already
     * closed, as it is after a run whose end was, {@link #fail} and {@link #nothingToDo}.
     */
    @Override
    public void close() {
        messages.closed("RockyRunUnfinished", "the end of the run was not reported; see the program's log");
    }
}
