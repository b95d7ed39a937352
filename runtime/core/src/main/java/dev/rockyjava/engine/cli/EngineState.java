package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.cli.EngineStateFile.Standing;
import dev.rockyjava.error.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where an engine keeps its state, and which options say so: none unless a place was configured, so that the state is
 * shared with every other {@code rocky} command of the project. The rule is the engine's (ENGINE.md §1.2, §1.3).
 *
 * @param project the project's {@code rocky.toml}, which can name a namespace
 * @param configured absolute; empty to leave it to the engine
 * @param namespace the configured namespace; if present, {@code configured} is ignored
 */
record EngineState(ProjectFile project, Optional<Path> configured, Optional<String> namespace) {

    static final Pattern NAMESPACE = Pattern.compile("[a-zA-Z0-9_]+");

    private static final String NAME = ".rocky-state.redb";

    /** Returns the state of the same project, read with other variables. */
    EngineState with(ProjectFile project) {
        return new EngineState(project, configured, namespace);
    }

    /** Returns the options of a run, which go before the subcommand. */
    List<String> option() {
        return namespace.map(name -> Arguments.option("--state-namespace", name))
                .or(() -> configured.map(EngineState::at))
                .orElse(List.of());
    }

    /**
     * Returns the options of a query. No query may create an engine state, because an existing but empty one changes
     * which state the engine uses for the project. So a query that would create one, or its folder, is given a path
     * where none can be created.
     */
    List<String> option(QueryRequest request) {
        return recordsSources(request) || makesFolder() ? at(project.file().resolve(NAME)) : option();
    }

    private static List<String> at(Path file) {
        return Arguments.option("--state-path", file.toString());
    }

    // Such a discover records what it has seen and reports a source as "new" only once: that must be left to other
    // readers.
    private boolean recordsSources(QueryRequest request) {
        return request instanceof QueryRequest.Discover discover
                && read().flatMap(project -> project.pipeline(discover.pipeline()))
                        .map(RockyProject.Pipeline::reportsNewSources)
                        .orElse(false);
    }

    private boolean makesFolder() {
        return inNamespace().filter(file -> !Files.exists(file)).isPresent();
    }

    /** Returns the file that a call made now would use. */
    EngineStateFile now() {
        if (namespace.isEmpty() && configured.isPresent()) {
            return beside(configured.get(), Standing.OTHER_IGNORED);
        }
        // A configured namespace means that the project's own state is to be left alone.
        return inNamespace().map(file -> beside(file, Standing.SOLE)).orElseGet(this::byItself);
    }

    /** Returns a file that was chosen although the engine's own rule might choose another. */
    private EngineStateFile beside(Path file, Standing ifBoth) {
        Standing standing = Files.exists(file) ? ifBoth : Standing.WITHOUT_HISTORY;
        return Stream.of(earlier(), today())
                .filter(other -> standing != Standing.SOLE && Files.exists(other) && !same(file, other))
                .findFirst()
                .map(other -> EngineStateFile.of(file, standing, other))
                .orElseGet(() -> EngineStateFile.sole(file));
    }

    private EngineStateFile byItself() {
        boolean models = Files.isDirectory(models());
        boolean atToday = Files.exists(today());
        if (Files.exists(earlier())) {
            if (atToday) {
                return same(earlier(), today())
                        ? EngineStateFile.sole(earlier())
                        : EngineStateFile.of(earlier(), Standing.OTHER_IGNORED, today());
            }
            return models
                    ? EngineStateFile.of(earlier(), Standing.EARLIER_PLACE, today())
                    : EngineStateFile.sole(earlier());
        }
        return EngineStateFile.sole(atToday || models ? today() : earlier());
    }

    private Path earlier() {
        return project.directory().resolve(NAME);
    }

    private Path today() {
        return models().resolve(NAME);
    }

    // Regardless of models_dir: the engine's rule only knows this folder.
    private Path models() {
        return project.directory().resolve("models");
    }

    /**
     * Returns the file of the namespace; empty without one, or if its folder can't exist: the engine then ignores the
     * namespace.
     */
    private Optional<Path> inNamespace() {
        Path folder = models().resolve(".rocky-state");
        return namespace.or(() -> configured.isPresent() ? Optional.empty() : ofTheProject())
                .filter(name -> canBe(folder))
                .map(name -> folder.resolve(name + ".redb"));
    }

    private Optional<String> ofTheProject() {
        return read().filter(project -> project.pipelines().size() == 1 && project.stateByPipeline())
                .map(project -> project.pipelines().get(0).name())
                .filter(name -> NAMESPACE.matcher(name).matches());
    }

    private static boolean canBe(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.isDirectory(there) && (there.equals(folder) || Files.isWritable(there));
    }

    // The engine also has no namespace if it can't read the file.
    private Optional<RockyProject> read() {
        try {
            return Optional.of(project.read());
        } catch (ProjectException e) {
            return Optional.empty();
        }
    }

    private static boolean same(Path one, Path other) {
        try {
            return one.equals(other) || Files.exists(one) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
