package dev.rockyjava.engine;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Something that executes Rocky's work: the real binary, or a stand-in inside the JVM.
 *
 * <p>Safe for use by several threads; requests that touch the same engine state or the same DuckDB file wait for one
 * another. Every failure is an {@link EngineException} of a kind that says what to do next, in bounded time and memory.
 */
public interface RockyEngine extends AutoCloseable {

    /** What this engine is, for people to read. Asks the binary for its version the first time. */
    EngineInfo info();

    /**
     * Executes one request and waits for its end.
     *
     * @param request what to do
     * @param options time limit and where the engine's log lines go
     * @return the engine's answer, of a failed run too, as long as there is a document to read
     * @throws EngineException if there is none: the engine is missing, refused, crashed, hung, or printed something else
     */
    EngineReply run(RunRequest request, CallOptions options);

    /** Executes one request with the default {@link CallOptions}. */
    default EngineReply run(RunRequest request) {
        return run(request, CallOptions.defaults());
    }

    /**
     * What becomes of the rows of the tables when a request is made a second time, as far as the engine knows the
     * project. Starts nothing.
     *
     * @return {@link RowEffect#ADDS} where it isn't known. For a model its definitions tell, see
     *     {@link RowEffect#ofStrategy}
     */
    default RowEffect effect(RunRequest request) {
        return RowEffect.of(request);
    }

    /**
     * Engines of this project that are still at work for programs that have ended.
     *
     * @param recorded processes that such a program has started, by its journal, and whose end it hasn't seen. Asked for
     *     only where the system doesn't tell the environment of a process
     */
    default List<LeftEngine> leftAtWork(Supplier<List<EngineProcess>> recorded) {
        return List.of();
    }

    /**
     * The command line that a request is executed by, for people. Starts nothing; the engine needn't be installed.
     *
     * @return its words, unquoted, the program first; secrets in them are masked. Of an engine that executes no
     *     command, the one that would do the same: {@code rocky} and {@link RunRequest#arguments()}, if it doesn't know
     *     more
     */
    default List<String> commandLine(RunRequest request) {
        return Stream.concat(Stream.of("rocky"), request.arguments().stream()).toList();
    }

    /**
     * Asks for facts without changing anything.
     *
     * @return the JSON document that the engine prints
     * @throws EngineException as {@link #run}; also when the engine says no: a query has no partial answer
     */
    String query(QueryRequest request, CallOptions options);

    /** Frees what the engine holds, such as an open database. A closed engine executes nothing more. */
    @Override
    void close();
}
