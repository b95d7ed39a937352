package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.LeftEngine;
import dev.rockyjava.engine.ProjectException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.secret.ProjectSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real {@code rocky} binary, one subprocess for each request, in the folder of {@code rocky.toml}.
 *
 * <p>Calls of one JVM that touch the same engine state or the same DuckDB file wait for one another, see
 * {@link EngineLocks}; that waiting doesn't count as time of the call. No call leaves a process behind: what the engine
 * started is ended with it, also when it took a session of its own, as a daemon does. Only what has taken a session of its
 * own and given up the environment isn't found; nor is, outside Linux, anything that the engine started and that outlives
 * it.
 *
 * <p>Whatever leaves a call has its secrets masked: log lines, messages, and the texts of documents, though not the names
 * in them. A variable that {@code rocky.toml} or the configuration of a model takes from the environment is secret, whatever
 * it is called, unless a key takes it that names data or a place (a path, catalog, schema, table, region and the like).
 * Beside these, the name of a variable can say that it is secret (a token, key, password, PAT, JWT, webhook, ...), and
 * what URLs say of their user is masked. Values of fewer than 6 characters are not.
 *
 * <p>The child inherits the environment, but not what would change a run without a word: {@code ROCKY_IDEMPOTENCY_KEY},
 * {@code DAGSTER_PIPES_CONTEXT}, {@code DAGSTER_PIPES_MESSAGES} (ENGINE.md §1.5). Nor the zone of the machine: the
 * child, with what it starts itself, has {@code TZ=UTC}, as the documented windows of partitions are, unless
 * {@link CliEngineBuilder#environment} sets {@code TZ}.
 */
public final class CliEngine implements RockyEngine {

    private static final Logger LOG = LoggerFactory.getLogger(CliEngine.class);

    private static final String NO_HISTORY = "{\"command\":\"history\",\"runs\":[],\"count\":0}";

    // A logger of its own: a program that says such things to its user by itself may switch it off.
    private static final Logger OF_STATE = LoggerFactory.getLogger(EngineStateFile.class);

    // Any value will do (ENGINE.md §1.5). The engine keeps the newest few trace files only, so those of a refresh,
    // which asks once per model, would push out those of the runs.
    private static final String NO_TRACES = "ROCKY_TRACE_DISABLE";

    private final ProjectFile project;
    private final ProjectSecrets projectSecrets;
    private final EngineState engineState;
    private final Optional<Duration> longestCall;
    private final ProcessRunner runner;
    private final InstalledBinary binary;
    private final OutputReader answers;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    CliEngine(
            ProjectFile project,
            EngineState engineState,
            String binary,
            ProcessRunner runner,
            Optional<Duration> longestCall) {
        this.project = project;
        this.projectSecrets = new ProjectSecrets(project.file(), runner.environment(), runner.secrets());
        this.engineState = engineState;
        this.longestCall = longestCall;
        this.runner = runner;
        this.binary = new InstalledBinary(binary, runner);
        this.answers = new OutputReader(() -> engineState.now().file(), runner.secrets());
    }

    /**
     * An engine for one project, nothing of which is read or executed yet.
     *
     * @param rockyToml the project's {@code rocky.toml}
     */
    public static CliEngineBuilder forProject(Path rockyToml) {
        return new CliEngineBuilder(rockyToml);
    }

    /** The first executable file named {@code rocky} in an absolute folder of this process's {@code PATH}. */
    public static Optional<Path> findOnPath() {
        return BinaryLookup.onPath("rocky", System.getenv().getOrDefault("PATH", ""));
    }

    /**
     * The program that is executed; absolute. Asks it for its version the first time.
     *
     * @throws dev.rockyjava.engine.EngineNotFoundException if it isn't there or can't be executed
     * @throws dev.rockyjava.engine.EngineVersionException if it is too old
     */
    public Path binary() {
        return binary.require().path();
    }

    /**
     * The file in which the engine keeps its own state, by its own rule unless one was configured: this can be another one
     * as soon as a file or folder is made or moved, or {@code rocky.toml} is edited.
     */
    public EngineStateFile state() {
        return engineState.now();
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.rockyjava.engine.EngineNotFoundException if the binary isn't there or can't be executed
     * @throws dev.rockyjava.engine.EngineVersionException if it is older than 1.69.0 (ENGINE.md §1.6)
     */
    @Override
    public EngineInfo info() {
        return new EngineInfo("rocky", binary.require().version());
    }

    /**
     * {@inheritDoc}
     *
     * <p>What the user has to know of the engine's state is logged first, once; see {@link EngineStateFile#warning}.
     *
     * @throws ProjectException if {@code rocky.toml} can't be read
     */
    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        RockyProject read = project.read();
        List<String> arguments = Arguments.of(request, read);
        state().warning().ifPresent(this::warn);
        ProcessResult finished = execute(
                runner, engineState.option(), arguments, state -> LockedFiles.of(request, read, state), options);
        try {
            return answers.reply(finished, name(arguments));
        } catch (EngineCommandException e) {
            // What it has done it sends there last, and it prints no document if that fails.
            throw hasRemoteState(read) ? e.afterWork() : e;
        }
    }

    private static boolean hasRemoteState(RockyProject project) {
        return !project.config().path("state").path("backend").asString("local").equals("local");
    }

    @Override
    public RowEffect effect(RunRequest request) {
        return readableProject().map(read -> RowEffect.of(request, read)).orElseGet(() -> RowEffect.of(request));
    }

    @Override
    public List<LeftEngine> leftAtWork(Supplier<List<EngineProcess>> recorded) {
        return ProcFiles.available()
                ? LeftProcess.byEnvironment(runner.directory(), runner.grace())
                : LeftProcess.byJournal(recorded.get(), runner.grace());
    }

    /**
     * {@inheritDoc}
     *
     * <p>A program that was named is shown by its name, as it is looked up on the {@code PATH}. All of it is meant for
     * the folder of {@code rocky.toml}. While that can't be read, and so {@link #run} would throw, a seed's pipeline, and a test's
     * folder of models, are left out.
     */
    @Override
    public List<String> commandLine(RunRequest request) {
        boolean asksProject = request instanceof RunRequest.Seed || request instanceof RunRequest.Test;
        Optional<RockyProject> read = asksProject ? readableProject() : Optional.empty();
        return command(binary.shown(), engineState.option(), Arguments.words(request, read)).stream()
                .map(runner.secrets()::mask)
                .toList();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Leaves no trace: no engine state is made where there is none, and no trace file is written.
     *
     * @return the JSON document that the engine prints, secrets in its texts masked; for {@link QueryRequest.Compile} also
     *     one with errors in it. For {@link QueryRequest.Optimize} while there is no engine state, one that recommends
     *     nothing
     * @throws EngineInterruptedException also if the engine failed while this JVM was ending
     * @throws ProjectException if {@code rocky.toml} isn't there, or has to be known and can't be read
     */
    @Override
    public String query(QueryRequest request, CallOptions options) {
        if (!Files.isRegularFile(project.file())) {
            throw new ProjectException("there is no file " + project.file() + "; give CliEngine the rocky.toml", null);
        }
        boolean ofHistory = request instanceof QueryRequest.Optimize || request instanceof QueryRequest.History;
        if (ofHistory && !Files.exists(state().file())) {
            refuseIfClosed();
            return request instanceof QueryRequest.History ? NO_HISTORY : noAdvice();
        }
        List<String> arguments = Arguments.of(request);
        ProcessResult finished = execute(
                runner.withDefault(NO_TRACES, "1"),
                engineState.option(request),
                arguments,
                state -> LockedFiles.of(request, project::read, state),
                options);
        if (finished.exitCode() != 0 && RunningChildren.closing()) {
            // Most likely we ended it. Whoever asked must not take that for the engine's answer.
            throw new EngineInterruptedException(
                    name(arguments) + " was ended, or failed, while this program was ending", null);
        }
        return answers.document(request, finished, name(arguments));
    }

    /** Refuses calls from now on. Those that run already go on to their end. */
    @Override
    public void close() {
        closed = true;
    }

    private Optional<RockyProject> readableProject() {
        try {
            return Optional.of(project.read());
        } catch (ProjectException e) {
            LOG.debug("{} can't be read", project.file(), e);
            return Optional.empty();
        }
    }

    // Only to read a history that isn't there makes the engine write an empty one (ENGINE.md §2.19).
    private String noAdvice() {
        return JsonMapper.shared().createObjectNode()
                .put("version", binary.require().version())
                .put("command", "optimize")
                .put("total_models_analyzed", 0)
                .put("message", "there is no engine state yet")
                .set("recommendations", JsonMapper.shared().createArrayNode())
                .toString();
    }

    private ProcessResult execute(
            ProcessRunner as,
            List<String> state,
            List<String> arguments,
            Function<Path, List<Path>> files,
            CallOptions options) {
        refuseIfClosed();
        projectSecrets.find();
        Path program = binary.require().path();
        long begun = System.nanoTime();
        EngineLocks.Held held = acquire(files, options, begun);
        try {
            // The wait may have been long.
            refuseIfClosed();
            List<String> command = command(program.toString(), state, arguments);
            LOG.debug("in {}: {}", runner.directory(), runner.secrets().mask(command));
            ProcessRunner labelled =
                    options.submissionId().map(id -> as.with("ROCKY_SUBMISSION_ID", id)).orElse(as);
            Duration timeout = timeout(options, System.nanoTime() - begun);
            ProcessLog log = new ProcessLog(line -> {
                EngineStateFile.warningIn(line).ifPresent(this::warn);
                options.log().accept(line);
            });
            return labelled.run(command, name(arguments), timeout, log, options.started());
        } finally {
            held.close();
        }
    }

    // While others had the files, the engine's place for its state may have become another.
    private EngineLocks.Held acquire(Function<Path, List<Path>> files, CallOptions options, long begun) {
        Optional<Duration> left = options.total();
        while (true) {
            Path state = engineState.now().file();
            EngineLocks.Held held = EngineLocks.acquire(files.apply(state), left, options.waits());
            if (engineState.now().file().equals(state)) {
                return held;
            }
            held.close();
            left = options.total().map(total -> total.minusNanos(System.nanoTime() - begun));
        }
    }

    private void warn(String text) {
        if (warned.add(text)) {
            OF_STATE.warn("{}", text);
        }
    }

    // Global options go before the subcommand only (ENGINE.md §1.1).
    private List<String> command(String program, List<String> state, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program);
        command.addAll(Arguments.option("--config", String.valueOf(project.file().getFileName())));
        command.addAll(state);
        command.addAll(Arguments.option("--output", "json"));
        command.addAll(arguments);
        return command;
    }

    private Duration timeout(CallOptions options, long waitedNanos) {
        Duration call = TimeLimits.min(longestCall.orElse(options.timeout()), options.timeout());
        return options.total()
                .map(total -> TimeLimits.min(total.minusNanos(waitedNanos), call))
                .orElse(call);
    }

    private String name(List<String> arguments) {
        return "`rocky " + runner.secrets().mask(arguments) + "`";
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException("this engine is closed; make another one");
        }
    }
}
