package coffee.larkspur.warehouse;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import java.nio.file.Path;

/** Locates the Rocky project and the engine for the programs of this package. */
final class ExampleProject {

    private ExampleProject() {}

    /**
     * Returns the project in the folder of {@code defs.yaml}: the first argument, or by default the one that this
     * program was built in. Exits with status 1 if there is no such file.
     */
    static RockyComponent of(String[] arguments) {
        try {
            return WarehouseDefinitions.component(Path.of(arguments.length > 0 ? arguments[0] : ""));
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            throw e;
        }
    }

    /** Returns the folder of {@code rocky.toml}. */
    static Path folder(RockyComponent project) {
        return project.rockyToml().getParent();
    }

    /** Returns the real engine if its binary is on the {@code PATH}, otherwise the embedded one. */
    static RockyEngine engine(RockyComponent project) {
        return CliEngine.findOnPath().isPresent() ? project.engine() : EmbeddedEngine.open(project.rockyToml());
    }

    /** Returns the folder of the run journals, which resuming needs. It is the command line's default as well. */
    static Path journal(RockyComponent project) {
        return project.projectDirectory().resolve(".rocky-java").resolve("runs");
    }
}
