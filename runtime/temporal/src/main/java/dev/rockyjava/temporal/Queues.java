package dev.rockyjava.temporal;

import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Where calls may run.
 *
 * @param ofRun returns the queue of a request
 * @param ofQueries the queue of queries
 */
record Queues(Function<RunRequest, String> ofRun, String ofQueries) {

    /** Returns the only queue. */
    static Queues all(String name) {
        return new Queues(request -> name, name);
    }

    /**
     * Returns the queues of a project. If it has a DuckDB file, there is one, since the engine opens every such file of a
     * project at each call (ENGINE.md §4.3), on the machine that has it.
     */
    static Queues of(RockyProject project) {
        return project.duckDbFiles().stream().findFirst().map(Queues::stem).map(Queues::all).orElseGet(() -> all("rocky"));
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    String of(RunRequest request) {
        return ofRun.apply(request);
    }
}
