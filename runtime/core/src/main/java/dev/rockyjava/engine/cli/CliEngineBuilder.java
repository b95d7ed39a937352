package dev.rockyjava.engine.cli;

import dev.rockyjava.internal.secret.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link CliEngine}; see {@link CliEngine#forProject}. */
public final class CliEngineBuilder {

    private static final long DEFAULT_MAX_STDOUT = 64L * 1024 * 1024;

    private final Path configFile;
    private final Map<String, String> extraEnvironment = new TreeMap<>();
    private String binary = "rocky";
    private @Nullable Path engineState;
    private @Nullable String stateNamespace;
    private @Nullable Duration longestCall;
    private Duration grace = Duration.ofSeconds(10);
    private long maxStdout = DEFAULT_MAX_STDOUT;
    private @Nullable Map<String, String> inherited;

    CliEngineBuilder(Path rockyToml) {
        this.configFile = rockyToml.toAbsolutePath().normalize();
    }

    /**
     * Which binary to execute.
     *
     * @param nameOrPath a bare name is looked up on the child's {@code PATH}; anything else is a path, a relative one as
     *     seen from this program's working directory. {@code "rocky"} unless set
     */
    public CliEngineBuilder binary(String nameOrPath) {
        this.binary = nameOrPath;
        return this;
    }

    /** Which binary to execute; see {@link CliEngine#findOnPath}. */
    public CliEngineBuilder binary(Path path) {
        return binary(path.toAbsolutePath().toString());
    }

    /**
     * Sets the file in which the engine keeps its state. Unless set, the engine decides, so that its state is where
     * every other {@code rocky} command in this project has it; see {@link CliEngine#state}.
     *
     * @param file a relative one as seen from the project's folder
     */
    public CliEngineBuilder engineState(Path file) {
        this.engineState = file;
        return this;
    }

    /**
     * Gives the engine a state of its own by a name: {@code models/.rocky-state/<name>.redb} in the project's folder. Then
     * {@link #engineState} isn't used: the engine takes one of the two (ENGINE.md §1.2).
     *
     * @throws IllegalArgumentException if it is anything but letters, digits and underscores of ASCII
     */
    public CliEngineBuilder stateNamespace(String name) {
        if (!EngineState.NAMESPACE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a state namespace is made of letters, digits and underscores, not '" + name + "'");
        }
        this.stateNamespace = name;
        return this;
    }

    /**
     * How long any call may take, whatever longer time its {@link dev.rockyjava.engine.CallOptions} allow.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public CliEngineBuilder longestCall(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a time limit is more than zero, not " + limit);
        }
        this.longestCall = limit;
        return this;
    }

    /**
     * Adds a variable to the engine's environment, or replaces an inherited one. {@code TZ} is {@code UTC} unless set
     * here, also when this process has another one.
     */
    public CliEngineBuilder environment(String name, String value) {
        extraEnvironment.put(name, value);
        return this;
    }

    /**
     * How long an engine that must end may take for it before it is killed.
     *
     * @param grace zero kills at once; ten seconds unless set. A replication uses it to finish the tables under way
     *     (ENGINE.md §4.5)
     * @throws IllegalArgumentException if it is negative
     */
    public CliEngineBuilder gracePeriod(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a grace period is not negative: " + grace);
        }
        this.grace = grace;
        return this;
    }

    /**
     * How much the engine may print.
     *
     * @param bytes more than zero; 64 MiB unless set. An engine that prints more is ended and the call throws
     *     {@link dev.rockyjava.engine.EngineOutputException}
     * @throws IllegalArgumentException if it is not more than zero
     */
    public CliEngineBuilder maxStdoutBytes(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("maxStdoutBytes is more than zero, not " + bytes);
        }
        this.maxStdout = bytes;
        return this;
    }

    // For tests: what this process would have inherited.
    CliEngineBuilder inheriting(Map<String, String> environment) {
        this.inherited = environment;
        return this;
    }

    /** Makes the engine. Reads and executes nothing. */
    public CliEngine build() {
        Map<String, String> parent = inherited == null ? System.getenv() : inherited;
        Map<String, String> environment = ChildEnvironment.of(parent, extraEnvironment);
        // Of the parent too: it may have put a secret that the child doesn't get into a value that it gets.
        Map<String, String> known = new TreeMap<>(parent);
        known.putAll(environment);
        ProjectFile project = new ProjectFile(configFile, environment);
        EngineState state = new EngineState(
                project,
                Optional.ofNullable(engineState).map(file -> project.directory().resolve(file).normalize()),
                Optional.ofNullable(stateNamespace));
        ProcessRunner runner = new ProcessRunner(
                sessionProgram(environment), project.directory(), environment, grace, maxStdout, Secrets.of(known));
        return new CliEngine(project, state, binary, runner, Optional.ofNullable(longestCall));
    }

    // Only with /proc can the members of a session be found again.
    private static Optional<Path> sessionProgram(Map<String, String> environment) {
        return ProcFiles.available()
                ? BinaryLookup.onPath("setsid", environment.getOrDefault("PATH", ""))
                : Optional.empty();
    }
}
