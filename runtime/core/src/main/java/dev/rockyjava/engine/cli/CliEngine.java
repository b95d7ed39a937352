package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.LeftEngine;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.internal.secret.ProjectSecrets;
import dev.rockyjava.internal.sql.ModelPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real {@code rocky} binary, run as one subprocess per request, in the folder of {@code rocky.toml}.
 *
 * <p>Calls within one JVM that use the same engine state or the same DuckDB file are serialized, see {@link
 * EngineLocks}; the waiting time doesn't count towards a call's timeout. No call leaves a process behind: the
 * processes that the engine started are ended with it, even those that run in their own session, as daemons do. Two
 * kinds of process can't be found:
 *
 * <ul>
 *   <li>a process that runs in its own session and has cleared its environment;
 *   <li>outside Linux, a process that outlives the engine that started it.
 * </ul>
 *
 * <p>Secrets are masked in everything that a call returns: log lines, messages, and the texts of documents, except
 * the names in them. A variable that {@code rocky.toml} or a model's configuration takes from the environment is
 * secret regardless of its name, unless it is the value of a key for data or a place (a path, catalog, schema, table,
 * region and the like). In addition, a variable is secret if its name says so (a token, key, password, PAT, JWT,
 * webhook, ...), and user information in URLs is masked. Values of fewer than 6 characters are not masked.
 *
 * <p>The child inherits the environment, except for variables that would silently change a run: {@code
 * ROCKY_IDEMPOTENCY_KEY}, {@code DAGSTER_PIPES_CONTEXT}, {@code DAGSTER_PIPES_MESSAGES} (ENGINE.md §1.5). It doesn't
 * inherit the machine's time zone either: the child, and the processes it starts, run with {@code TZ=UTC}, the zone
 * of the documented partition windows, unless {@link CliEngineBuilder#environment} sets {@code TZ}.
 */
public final class CliEngine implements RockyEngine {

    private static final Logger LOG = LoggerFactory.getLogger(CliEngine.class);

    private static final Duration LONGEST_VALIDATION = Duration.ofSeconds(30);

    private static final String NO_HISTORY = "{\"command\":\"history\",\"runs\":[],\"count\":0}";

    // A separate logger, so that a program that shows these warnings to its user itself can switch it off.
    private static final Logger OF_STATE = LoggerFactory.getLogger(EngineStateFile.class);

    // Any value disables traces (ENGINE.md §1.5). The engine keeps only the newest few trace files, so those of a
    // refresh, which makes one query per model, would push out those of the runs.
    private static final String NO_TRACES = "ROCKY_TRACE_DISABLE";

    private final ProjectFile project;
    private final ProjectSecrets projectSecrets;
    private final EngineState engineState;
    private final Optional<Duration> longestCall;
    private final ProcessRunner runner;
    private final InstalledBinary binary;
    private final OutputReader answers;
    private final Map<String, String> ofCall;
    private final Set<String> warned;
    private final AtomicBoolean closed;

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
        this.ofCall = Map.of();
        this.warned = ConcurrentHashMap.newKeySet();
        this.closed = new AtomicBoolean();
    }

    /** Makes the same engine with more variables, for a single call. */
    private CliEngine(CliEngine engine, Map<String, String> variables) {
        project = engine.project.with(variables);
        projectSecrets = engine.projectSecrets;
        engineState = engine.engineState.with(project);
        longestCall = engine.longestCall;
        runner = engine.runner.with(variables);
        binary = engine.binary;
        answers = new OutputReader(() -> engineState.now().file(), runner.secrets());
        ofCall = variables;
        warned = engine.warned;
        closed = engine.closed;
        runner.secrets().addSecretByName(variables);
    }

    private CliEngine inEnvironment(CallOptions options) {
        return options.environment().isEmpty() ? this : new CliEngine(this, options.environment());
    }

    /**
     * Returns a builder of an engine for one project. Nothing is read or executed yet.
     *
     * @param rockyToml the project's {@code rocky.toml}
     */
    public static CliEngineBuilder forProject(Path rockyToml) {
        return new CliEngineBuilder(rockyToml);
    }

    /**
     * Returns the first executable file named {@code rocky} in an absolute folder of this process's {@code PATH};
     * empty if there is none.
     */
    public static Optional<Path> findOnPath() {
        return BinaryLookup.onPath("rocky", System.getenv().getOrDefault("PATH", ""));
    }

    /**
     * Returns the absolute path of the program that is executed. The first call asks it for its version.
     *
     * @throws dev.rockyjava.engine.EngineNotFoundException if it doesn't exist or can't be executed
     * @throws dev.rockyjava.engine.EngineVersionException if it is too old
     */
    public Path binary() {
        return binary.require().path();
    }

    /**
     * Returns the file in which the engine keeps its own state. Unless one was configured, it is determined by the
     * engine's rule, so it can change whenever a file or folder is created or moved, or {@code rocky.toml} is edited.
     */
    public EngineStateFile state() {
        return engineState.now();
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.rockyjava.engine.EngineNotFoundException if the binary doesn't exist or can't be executed
     * @throws dev.rockyjava.engine.EngineVersionException if it is older than 1.69.0 (ENGINE.md §1.6)
     */
    @Override
    public EngineInfo info() {
        return new EngineInfo("rocky", binary.require().versionText());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Logs, before the first run, what the user has to know about the engine's state; see {@link
     * EngineStateFile#warning}.
     *
     * @throws ProjectException if {@code rocky.toml} can't be read
     */
    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        return inEnvironment(options).runHere(request, options);
    }

    private EngineReply runHere(RunRequest request, CallOptions options) {
        RockyProject read = project.read();
        List<String> arguments = Arguments.of(request, read);
        state().warning().ifPresent(this::warn);
        ProcessResult finished = execute(
                runner, engineState.option(), arguments, state -> LockedFiles.of(request, read, state), options);
        try {
            return answers.reply(finished, name(arguments));
        } catch (EngineCommandException e) {
            // The engine uploads its state last, and prints no document if that fails.
            throw hasRemoteState(read) ? e.afterWork() : e;
        }
    }

    private static boolean hasRemoteState(RockyProject project) {
        return !project.stateBackend().equals("local");
    }

    @Override
    public RowEffect effect(RunRequest request) {
        return readableProject().map(read -> RowEffect.of(request, read)).orElseGet(() -> RowEffect.of(request));
    }

    @Override
    public Optional<SqlLocation> locate(String pipeline, String model, String error) {
        return readableProject().flatMap(read -> ModelPlace.of(read, pipeline, model, error));
    }

    /**
     * {@inheritDoc}
     *
     * <p>These are the errors of {@code rocky validate}, which connects to nothing. Empty if the binary prints no such
     * document.
     *
     * @throws dev.rockyjava.engine.EngineException if the binary can't be executed, or takes longer than half a minute
     */
    @Override
    public List<String> problems() {
        ProcessResult finished = execute(
                runner.withDefault(NO_TRACES, "1"),
                List.of(),
                List.of("validate"),
                state -> List.of(),
                CallOptions.defaults().withTimeout(LONGEST_VALIDATION));
        return ValidationMessages.errors(finished.text(), project.file()).stream().map(runner.secrets()::mask).toList();
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
     * <p>A program configured by name is shown by its name, as it is looked up on the {@code PATH}. The command line
     * is relative to the folder of {@code rocky.toml}. If that file can't be read, in which case {@link #run} would
     * throw, a seed's pipeline and a test's folder of models are left out.
     */
    @Override
    public List<String> commandLine(RunRequest request) {
        boolean asksProject = request instanceof RunRequest.Seed || request instanceof RunRequest.Test;
        Optional<RockyProject> read = asksProject ? readableProject() : Optional.empty();
        List<String> words = command(binary.shown(), engineState.option(), Arguments.words(request, read));
        words.replaceAll(runner.secrets()::mask);
        return List.copyOf(words);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Leaves no trace: no engine state is created where there is none, and no trace file is written.
     *
     * @return the JSON document that the engine prints, with secrets in its texts masked; for {@link
     *     QueryRequest.Compile} this includes a document with errors. For {@link QueryRequest.Optimize} without an
     *     engine state, a document without recommendations
     * @throws EngineInterruptedException also if the engine failed while this JVM was shutting down
     * @throws ProjectException if {@code rocky.toml} doesn't exist, or is needed and can't be read
     */
    @Override
    public String query(QueryRequest request, CallOptions options) {
        return inEnvironment(options).queryHere(request, options);
    }

    private String queryHere(QueryRequest request, CallOptions options) {
        if (!Files.isRegularFile(project.file())) {
            throw new ProjectException("there is no file " + project.file(), "give CliEngine the rocky.toml", null);
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
            // Most likely it was ended by this JVM's shutdown; that must not be taken for the engine's answer.
            throw new EngineInterruptedException(
                    name(arguments) + " was ended, or failed, while this program was ending", null);
        }
        return answers.document(request, finished, name(arguments));
    }

    /** Refuses calls from now on. Running calls continue to their end. */
    @Override
    public void close() {
        closed.set(true);
    }

    private Optional<RockyProject> readableProject() {
        try {
            return Optional.of(project.read());
        } catch (ProjectException e) {
            LOG.debug("{} can't be read", project.file(), e);
            return Optional.empty();
        }
    }

    // Merely reading a missing history makes the engine write an empty one (ENGINE.md §2.19).
    private String noAdvice() {
        return Mappers.json().createObjectNode()
                .put("version", binary.require().versionText())
                .put("command", "optimize")
                .put("total_models_analyzed", 0)
                .put("message", "there is no engine state yet")
                .set("recommendations", Mappers.json().createArrayNode())
                .toString();
    }

    private ProcessResult execute(
            ProcessRunner as,
            List<String> state,
            List<String> arguments,
            Function<Path, List<Path>> files,
            CallOptions options) {
        refuseIfClosed();
        projectSecrets.find(ofCall);
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

    // While other calls held the files, the place that the engine chooses for its state may have changed.
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

    // Global options are only accepted before the subcommand (ENGINE.md §1.1).
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
        if (closed.get()) {
            throw new IllegalStateException("this engine is closed; make another one");
        }
    }
}
