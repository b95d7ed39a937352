package coffee.larkspur.warehouse;

import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import java.nio.file.Files;
import java.nio.file.Path;

/** Locates the Rocky project and the engine for the programs of this package. */
final class ExampleProject {

    private ExampleProject() {}

    /**
     * Returns the folder of {@code rocky.toml}: the first argument, or by default its place in this repository. Exits
     * with status 1 if there is no such file.
     */
    static Path folder(String[] arguments) {
        Path project = arguments.length > 0 ? Path.of(arguments[0]) : defaultFolder();
        if (!Files.isRegularFile(project.resolve("rocky.toml"))) {
            System.err.println("There is no rocky.toml in " + project.toAbsolutePath()
                    + ". Run this from the repository's folder, or name the project's folder as the argument.");
            System.exit(1);
        }
        return project;
    }

    private static Path defaultFolder() {
        Path fromRepository = Path.of("example-app", "rocky");
        return Files.isDirectory(fromRepository) ? fromRepository : Path.of("rocky");
    }

    /** Returns the real engine if its binary is on the {@code PATH}, otherwise the embedded one. */
    static RockyEngine engine(Path project) {
        Path config = project.resolve("rocky.toml");
        return CliEngine.findOnPath()
                .<RockyEngine>map(binary -> CliEngine.forProject(config).binary(binary).build())
                .orElseGet(() -> EmbeddedEngine.open(config));
    }

    /** Returns the folder of the run journals, which resuming needs. It is the command line's default as well. */
    static Path journal(Path project) {
        return project.resolve(".rocky-java").resolve("runs");
    }
}
