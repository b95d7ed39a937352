package coffee.larkspur.warehouse;

import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the programs of this package have in common: where the Rocky project is, and which engine runs it. */
final class ExampleProject {

    private ExampleProject() {}

    /** The folder of {@code rocky.toml}: the argument or, without one, where this repository has it. Ends if it isn't. */
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

    /** The real engine where there is one, else the small one inside this JVM. */
    static RockyEngine engine(Path project) {
        Path config = project.resolve("rocky.toml");
        return CliEngine.findOnPath()
                .<RockyEngine>map(binary -> CliEngine.forProject(config).binary(binary).build())
                .orElseGet(() -> EmbeddedEngine.open(config));
    }

    /** Where runs are kept, so that they can be resumed; the command line looks there, too. */
    static Path journal(Path project) {
        return project.resolve(".rocky-java").resolve("runs");
    }
}
