package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.text.ShellWords;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Executes the requests of a DuckDB project inside the JVM, for examples and tests where the {@code rocky} binary
 * isn't installed. It reads the same files as the binary, writes the same tables, and answers with the same
 * documents, as described in ENGINE.md §2-§3 and §7.
 *
 * <p>Supported are:
 *
 * <ul>
 *   <li>replication ({@code full_refresh}, {@code incremental}) within one DuckDB file;
 *   <li>loading CSV files;
 *   <li>models ({@code full_refresh}, {@code view}, {@code incremental}, {@code merge}, {@code delete_insert}, {@code
 *     time_interval});
 *   <li>seeds;
 *   <li>tests of models ({@code not_null}, {@code unique}, {@code accepted_values}, {@code relationships}, {@code
 *     expression}, {@code row_count_range}).
 * </ul>
 *
 * <p>Everything else that would affect a table's content ends in an {@link UnsupportedByEngineException} that names
 * it and where it is used. There is no engine state: how far an incremental replication has come is read from its
 * target table.
 *
 * <p>The database session is in UTC, like the documented partition windows, whatever the machine's time zone.
 *
 * <p>Requests execute one at a time, in the order of arrival. The project is read and the database opened for each
 * request, so that other processes can use the database between requests.
 */
public final class EmbeddedEngine implements RockyEngine {

    private static final String NAME = "embedded DuckDB";

    private final Path configFile;
    private final Clock clock;
    private final Function<String, Optional<String>> variables;
    private final String duckDbVersion = Database.version();
    private final RequestQueue queue = new RequestQueue();

    private EmbeddedEngine(Path configFile, Clock clock, Function<String, Optional<String>> variables) {
        this.configFile = configFile;
        this.clock = clock;
        this.variables = variables;
    }

    /**
     * Opens an engine for a project, with the system's clock and environment variables. The database isn't opened
     * yet.
     *
     * @param rockyToml the project's {@code rocky.toml}
     * @throws ProjectException if the file can't be read, isn't TOML, or needs a variable that isn't set
     * @throws UnsupportedByEngineException if it has a top-level key that this engine doesn't support
     */
    public static EmbeddedEngine open(Path rockyToml) {
        return open(rockyToml, Clock.systemUTC(), name -> Optional.ofNullable(System.getenv(name)));
    }

    /**
     * Opens an engine for a project.
     *
     * @param rockyToml the project's {@code rocky.toml}
     * @param clock determines which partition is the latest; its zone is ignored
     * @param variables looks up the value of {@code ${VAR}} in the project's files; returns empty if it isn't set
     * @throws ProjectException as for {@link #open(Path)}
     * @throws UnsupportedByEngineException as for {@link #open(Path)}
     */
    public static EmbeddedEngine open(Path rockyToml, Clock clock, Function<String, Optional<String>> variables) {
        EmbeddedProject.load(rockyToml, variables);
        return new EmbeddedEngine(rockyToml.toAbsolutePath().normalize(), clock, variables);
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(NAME, duckDbVersion);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A variable of {@link CallOptions#environment} takes the place of the engine's own in the project's files, for this
     * request.
     *
     * @throws UnsupportedByEngineException if the request, or the part of the project that it concerns, needs
     *     something that this engine doesn't support; nothing was executed
     * @throws dev.rockyjava.engine.EngineBusyException if another process has the database open; nothing was executed
     * @throws EngineCommandException if the engine would end with exit code 1 and no document: no such pipeline, a
     *     missing folder, an invalid {@code rocky.toml}
     * @throws dev.rockyjava.engine.EngineTimeoutException if it took too long, where waiting for other requests only
     *     counts for {@link CallOptions#total()}; work in progress is rolled back
     * @throws dev.rockyjava.engine.EngineInterruptedException if the calling thread was interrupted; work in progress
     *     is rolled back
     * @throws IllegalStateException if the engine is closed
     */
    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        RunningRequest call = new RunningRequest(options.log());
        Function<String, Optional<String>> known = name ->
                Optional.ofNullable(options.environment().get(name)).or(() -> variables.apply(name));
        // Another engine of this JVM, of any type, may be using the same file.
        long begun = System.nanoTime();
        EngineLocks.Held held = EngineLocks.acquire(databases(known), options.total(), options.waits());
        try {
            Duration timeout = options.total()
                    .map(total -> total.minusNanos(System.nanoTime() - begun))
                    .filter(left -> left.compareTo(options.timeout()) < 0)
                    .orElse(options.timeout());
            return queue.run(request, call, timeout, () -> execute(request, call, known));
        } finally {
            held.close();
        }
    }

    @Override
    public RowEffect effect(RunRequest request) {
        // Unlike the binary, it takes what is newer than the target's own rows, in one transaction.
        return request instanceof RunRequest.Replication
                ? RowEffect.UPDATES
                : CliEngine.forProject(configFile).build().effect(request);
    }

    @Override
    public Optional<SqlLocation> locate(String pipeline, String model, String error) {
        return CliEngine.forProject(configFile).build().locate(pipeline, model, error);
    }

    @Override
    public List<String> problems() {
        try {
            return new ProjectCheck(EmbeddedProject.load(configFile, variables)).problems();
        } catch (ProjectException | UnsupportedByEngineException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the command line that the binary would execute. */
    @Override
    public List<String> commandLine(RunRequest request) {
        return CliEngine.forProject(configFile).build().commandLine(request);
    }

    private List<Path> databases(Function<String, Optional<String>> known) {
        try {
            return EmbeddedProject.load(configFile, known).toml().duckDbFiles();
        } catch (ProjectException e) {
            throw new EngineCommandException(String.valueOf(e.getMessage()), e.hint().orElse(null), 1, List.of());
        }
    }

    private EngineReply execute(RunRequest request, RunningRequest call, Function<String, Optional<String>> known) {
        try {
            EmbeddedProject project = EmbeddedProject.load(configFile, known);
            // A word that no version of the binary prints.
            String version = "embedded-duckdb-" + duckDbVersion;
            if (request instanceof RunRequest.Replication replication) {
                return new ReplicationRun(project, replication, version, call).run();
            } else if (request instanceof RunRequest.Load load) {
                return new LoadRun(project, load, version, call).run();
            } else if (request instanceof RunRequest.Model model) {
                return new ModelRun(project, model, clock, version, call).run();
            } else if (request instanceof RunRequest.Seed seed) {
                return new SeedRun(project, seed, version, call).run();
            } else if (request instanceof RunRequest.Test test) {
                return new TestRun(project, test, version, call).run();
            } else if (request instanceof RunRequest.Transformation transformation) {
                throw new UnsupportedByEngineException("the embedded engine builds one model at a time, and so not "
                        + "pipeline '" + transformation.pipeline() + "' of " + configFile + " by one call");
            } else if (request instanceof RunRequest.Quality quality) {
                throw Refusal.of("quality pipelines", configFile, "pipeline." + quality.pipeline());
            } else if (request instanceof RunRequest.Snapshot snapshot) {
                throw Refusal.of("snapshot pipelines", configFile, "pipeline." + snapshot.pipeline());
            } else if (request instanceof RunRequest.Plan || request instanceof RunRequest.Apply) {
                throw new UnsupportedByEngineException("the embedded engine makes and applies no plans, and so not 'rocky "
                        + ShellWords.line(request.arguments()) + "' for " + configFile + "; the real rocky binary does", "use it as the engine, or run without plans");
            }
            throw new IllegalArgumentException("the embedded engine doesn't know the request " + request);
        } catch (ProjectException | WorkFailure e) {
            throw new EngineCommandException(
                    String.valueOf(e.getMessage()), e.hint().orElse(null), 1, call.logTail());
        }
    }

    /**
     * Not supported by this engine.
     *
     * @throws UnsupportedByEngineException always
     */
    @Override
    public String query(QueryRequest request, CallOptions options) {
        throw new UnsupportedByEngineException(
                "the embedded engine answers no queries, and so not 'rocky " + ShellWords.line(request.arguments()) + "' for "
                        + configFile,
                "use the real rocky binary for what has to ask: a refresh of the snapshot, and 'source:changed' in a selection");
    }

    /** Closes the engine once all running and waiting requests have ended. */
    @Override
    public void close() {
        queue.close();
    }
}
