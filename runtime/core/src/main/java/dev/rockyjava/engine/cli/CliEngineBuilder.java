package dev.rockyjava.engine.cli;

import dev.rockyjava.internal.json.JacksonCheck;
import dev.rockyjava.internal.secret.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Configures and creates a {@link CliEngine}; see {@link CliEngine#forProject}. */
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
     * Sets the binary to execute.
     *
     * @param nameOrPath a bare name is looked up on the child's {@code PATH}; anything else is a path, relative to
     *     this program's working directory if it isn't absolute. The default is {@code "rocky"}
     */
    public CliEngineBuilder binary(String nameOrPath) {
        this.binary = nameOrPath;
        return this;
    }

    /** Sets the binary to execute; see {@link CliEngine#findOnPath}. */
    public CliEngineBuilder binary(Path path) {
        return binary(path.toAbsolutePath().toString());
    }

    /**
     * Sets the file in which the engine keeps its state. By default, the engine decides, so that all {@code rocky}
     * commands in this project share one state; see {@link CliEngine#state}.
     *
     * @param file relative to the project's folder if it isn't absolute
     */
    public CliEngineBuilder engineState(Path file) {
        this.engineState = file;
        return this;
    }

    /**
     * Gives the engine a separate named state: {@code models/.rocky-state/<name>.redb} in the project's folder.
     * {@link #engineState} is then ignored, because the engine accepts only one of the two (ENGINE.md §1.2).
     *
     * @throws IllegalArgumentException if the name contains anything but ASCII letters, digits and underscores
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
     * Sets the maximum duration of any call, even if its {@link dev.rockyjava.engine.CallOptions} allow more. By
     * default, only the call options limit a call.
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
     * here, even if this process has another value.
     */
    public CliEngineBuilder environment(String name, String value) {
        extraEnvironment.put(name, value);
        return this;
    }

    /**
     * Sets how long an engine that was asked to end may take before it is killed.
     *
     * @param grace zero kills at once; the default is ten seconds. A replication uses this time to finish the tables
     *     in progress (ENGINE.md §4.5)
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
     * Sets how much the engine may print.
     *
     * @param bytes greater than zero; the default is 64 MiB. An engine that prints more is ended and the call throws
     *     {@link dev.rockyjava.engine.EngineOutputException}
     * @throws IllegalArgumentException if it is zero or negative
     */
    public CliEngineBuilder maxStdoutBytes(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("maxStdoutBytes is more than zero, not " + bytes);
        }
        this.maxStdout = bytes;
        return this;
    }

    // For tests: replaces this process's environment.
    CliEngineBuilder inheriting(Map<String, String> environment) {
        this.inherited = environment;
        return this;
    }

    /** Creates the engine. Reads and executes nothing. */
    public CliEngine build() {
        JacksonCheck.run();
        Map<String, String> parent = inherited == null ? System.getenv() : inherited;
        Map<String, String> environment = ChildEnvironment.of(parent, extraEnvironment);
        // Includes the parent's variables: a secret that the child doesn't receive may be part of a value that it
        // does receive.
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

    // The members of a session can only be found again with /proc.
    private static Optional<Path> sessionProgram(Map<String, String> environment) {
        return ProcFiles.available()
                ? BinaryLookup.onPath("setsid", environment.getOrDefault("PATH", ""))
                : Optional.empty();
    }
}
