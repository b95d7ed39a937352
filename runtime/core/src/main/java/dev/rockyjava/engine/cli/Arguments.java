package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the arguments of each request, the subcommand first (ENGINE.md §2). */
final class Arguments {

    private final List<String> arguments = new ArrayList<>();

    private Arguments(String subcommand) {
        arguments.add(subcommand);
    }

    /**
     * Returns the arguments to execute.
     *
     * @throws IllegalArgumentException if a value can't be an argument, or isn't a valid plan id
     */
    static List<String> of(RunRequest request, RockyProject project) {
        List<String> words = executable(request, words(request, Optional.of(project)));
        // The plan id has no option name before it, so one that begins with a dash would be parsed as an option.
        if (request instanceof RunRequest.Apply apply && !apply.planId().matches("[0-9A-Za-z][0-9A-Za-z_-]*")) {
            throw new IllegalArgumentException(
                    "'" + apply.planId() + "' is no plan id; take the one that the plan was answered with");
        }
        return words;
    }

    /**
     * Returns the arguments of a request, without checking them.
     *
     * @param project empty if it can't be read; used for a seed, which needs any pipeline, and for tests, which need
     *     the folder of their pipeline's models
     */
    static List<String> words(RunRequest request, Optional<RockyProject> project) {
        if (request instanceof RunRequest.Test test) {
            Arguments words = new Arguments("test");
            words.arguments.addAll(request.arguments().subList(1, request.arguments().size()));
            return words.with("--models", project.flatMap(read -> read.pipeline(test.pipeline()))
                    .map(RockyProject.Pipeline::modelsFolder)).arguments;
        }
        if (!(request instanceof RunRequest.Seed)) {
            return request.arguments();
        }
        Arguments seed = new Arguments("seed").with("--seeds", "seeds");
        seed.arguments.addAll(request.arguments().subList(1, request.arguments().size()));
        return seed.with("--pipeline", project.flatMap(Arguments::anyPipeline)).arguments;
    }

    /**
     * Returns the arguments to execute.
     *
     * @throws IllegalArgumentException if a value can't be an argument
     */
    static List<String> of(QueryRequest request) {
        return executable(request, request.arguments());
    }

    private static List<String> executable(Object request, List<String> words) {
        if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    "a value of " + request + " has a NUL character, which no argument can hold");
        }
        return words;
    }

    /** Returns an option and its value, in the form that prevents the value from being parsed as an option. */
    static List<String> option(String name, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the value of " + name + " has a NUL character, which no argument can hold");
        }
        return value.startsWith("-") ? List.of(name + "=" + value) : List.of(name, value);
    }

    private Arguments with(String name, Optional<String> value) {
        return value.map(text -> with(name, text)).orElse(this);
    }

    // With several pipelines the engine requires one, of any type, for its target adapter (ENGINE.md §2.16).
    private static Optional<String> anyPipeline(RockyProject project) {
        return project.pipelinesOfType("transformation").stream()
                .findFirst()
                .or(() -> project.pipelines().stream().findFirst())
                .map(RockyProject.Pipeline::name);
    }

    private Arguments with(String name, String value) {
        arguments.addAll(option(name, value));
        return this;
    }
}
