package dev.rockyjava.engine.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * Where an engine keeps its state, and how it is told.
 *
 * @param file absolute
 * @param option the arguments before the subcommand
 */
record EngineState(Path file, List<String> option) {

    static EngineState at(Path file) {
        return new EngineState(file, Arguments.option("--state-path", file.toString()));
    }

    // The place is the engine's own rule, whatever the project's folder of models (rocky-contract §1.2).
    static EngineState named(String namespace, Path directory) {
        Path file = directory.resolve("models").resolve(".rocky-state").resolve(namespace + ".redb");
        return new EngineState(file, Arguments.option("--state-namespace", namespace));
    }
}
