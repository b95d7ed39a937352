package dev.rockyjava.temporal;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.toml.PipelineTable;
import dev.rockyjava.internal.toml.ProjectToml;
import dev.rockyjava.internal.toml.TomlText;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
     * project at each call (ENGINE.md §4.3), on the machine that has it. Otherwise there is one per adapter that a pipeline
     * writes to.
     *
     * @throws dev.rockyjava.error.ProjectException if {@code rocky.toml} can't be read
     */
    static Queues of(RockyComponent component) {
        Path file = component.rockyToml();
        ProjectToml toml =
                ProjectToml.parse(file, TomlText.read(file), name -> Optional.ofNullable(System.getenv(name)));
        Optional<Path> database = toml.duckDbFiles().stream().findFirst();
        if (database.isPresent()) {
            return all(stem(database.get()));
        }
        String first = toml.adapters().keySet().stream().findFirst().orElse("rocky");
        Map<String, String> adapters = toml.pipelines().stream().collect(Collectors.toMap(
                PipelineTable::name, pipeline -> pipeline.body().path("target").path("adapter").asString(first)));
        return new Queues(request -> pipeline(request).map(adapters::get).orElse(first), first);
    }

    /** Returns the pipeline of a request; empty for those that name none. */
    static Optional<String> pipeline(RunRequest request) {
        if (request instanceof RunRequest.Replication replication) {
            return Optional.of(replication.pipeline());
        }
        if (request instanceof RunRequest.Load load) {
            return Optional.of(load.pipeline());
        }
        if (request instanceof RunRequest.Model model) {
            return Optional.of(model.pipeline());
        }
        if (request instanceof RunRequest.Transformation transformation) {
            return Optional.of(transformation.pipeline());
        }
        if (request instanceof RunRequest.Quality quality) {
            return Optional.of(quality.pipeline());
        }
        if (request instanceof RunRequest.Snapshot snapshot) {
            return Optional.of(snapshot.pipeline());
        }
        if (request instanceof RunRequest.Test test) {
            return Optional.of(test.pipeline());
        }
        if (request instanceof RunRequest.Plan plan) {
            return Optional.of(plan.pipeline());
        }
        if (request instanceof RunRequest.Seed || request instanceof RunRequest.Apply) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("it isn't known which pipeline " + request + " is of");
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
