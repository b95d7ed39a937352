package dev.rockyjava.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Executes Rocky's work: the real binary, or a substitute inside the JVM.
 *
 * <p>Thread-safe. Requests that use the same engine state or the same DuckDB file are serialized. Every failure is an
 * {@link EngineException} of a subtype that says what to do next, within bounded time and memory.
 */
public interface RockyEngine extends AutoCloseable {

    /** Returns the engine's name and version. The first call asks the binary for its version. */
    EngineInfo info();

    /**
     * Executes one request and waits for its end.
     *
     * @param request what to do
     * @param options time limits and the receiver of the engine's log lines
     * @return the engine's answer, including that of a failed run, provided it is a readable document
     * @throws EngineException if there is none: the engine is missing, refused the request, crashed, hung, or printed
     *     something else
     */
    EngineReply run(RunRequest request, CallOptions options);

    /** Executes one request with the default {@link CallOptions}. */
    default EngineReply run(RunRequest request) {
        return run(request, CallOptions.defaults());
    }

    /**
     * Returns what happens to the rows of the tables when a request is executed a second time, as far as the engine
     * knows the project. Starts nothing.
     *
     * @return {@link RowEffect#ADDS} if unknown. For a model, its definition determines the effect, see {@link
     *     RowEffect#ofStrategy}
     */
    default RowEffect effect(RunRequest request) {
        return RowEffect.of(request);
    }

    /**
     * Returns whether this engine remembers what an earlier program called it for. Then {@link #run} returns the answer of
     * the call that was made for the same work of the same run, if there was one, instead of doing the work a second time.
     *
     * @param runId see {@link RunCall#runId()}
     * @param unit see {@link RunCall#unit()}
     * @param begun when the earlier program was about to make the call, by its own clock
     * @return false by default: other engines remember no calls
     */
    default boolean remembers(String runId, String unit, Instant begun) {
        return false;
    }

    /**
     * Claims the project for a run, so that no run on another machine works on it at the same time. On one machine, runs
     * exclude each other by the lock of their journal, and nothing is claimed by default.
     *
     * @param runId the id of the run that begins or is resumed
     * @param wait the maximum wait for another run; zero to not wait
     * @param lost called at most once, on any thread, when another run may have begun because the claim couldn't be kept
     * @return ends the claim when closed
     * @throws dev.rockyjava.run.RunLockedException if another run has the project all that time, or the thread is
     *     interrupted, whose interrupt status stays set
     */
    default Claim claim(String runId, Duration wait, Runnable lost) {
        return () -> {};
    }

    /** A project claimed for a run. */
    interface Claim extends AutoCloseable {

        /** Ends the claim. */
        @Override
        void close();
    }

    /**
     * Returns the engines of this project that are still running for programs that have ended.
     *
     * @param recorded processes that such a program started, according to its journal, without recording their end.
     *     Only called where the operating system doesn't reveal the environment of a process
     */
    default List<LeftEngine> leftAtWork(Supplier<List<EngineProcess>> recorded) {
        return List.of();
    }

    /**
     * Returns the command line that executes a request, for display. Starts nothing; the engine needn't be installed.
     *
     * @return its words, unquoted, the program first, with secrets masked. An engine that executes no command returns
     *     the equivalent one: by default {@code rocky} followed by {@link RunRequest#arguments()}
     */
    default List<String> commandLine(RunRequest request) {
        return Stream.concat(Stream.of("rocky"), request.arguments().stream()).toList();
    }

    /**
     * Returns where the SQL is that an error of a model is about, for messages. Starts nothing.
     *
     * @param pipeline the model's pipeline
     * @param model the model's name
     * @param error the text of the error, which may quote the line
     * @return empty if unknown, as it is for an engine that doesn't read the project's files
     */
    default Optional<SqlLocation> locate(String pipeline, String model, String error) {
        return Optional.empty();
    }

    /**
     * Returns what the files of the project ask for that this engine would refuse, each as a message with its place.
     * Changes nothing and connects to nothing.
     *
     * @return empty by default
     */
    default List<String> problems() {
        return List.of();
    }

    /**
     * Executes a query, which changes nothing.
     *
     * @return the JSON document that the engine prints
     * @throws EngineException as for {@link #run}; also if the engine reports a failure: a query has no partial
     *     answer
     */
    String query(QueryRequest request, CallOptions options);

    /** Releases what the engine holds, such as an open database. A closed engine can't be used again. */
    @Override
    void close();
}
