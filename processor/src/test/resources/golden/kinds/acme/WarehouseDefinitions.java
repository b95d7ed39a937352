package acme;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.annotation.RockyGenerated;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.generated.ComponentResource;
import dev.rockyjava.generated.DefinitionsResource;
import java.lang.SuppressWarnings;
import java.nio.file.Path;

/**
 * The definitions of {@link Warehouse}, as the snapshot had them at compile time.
 */
@RockyGenerated("dev.rockyjava.processor.RockyProcessor")
@SuppressWarnings({"exports", "all"})
public final class WarehouseDefinitions {
    private WarehouseDefinitions() {
    }

    /**
     * Returns all assets. Reads no snapshot, and calls neither an engine nor the network.
     */
    public static Definitions get() {
        return Holder.DEFINITIONS;
    }

    /**
     * Returns the project with the configuration of {@link Warehouse}, for refreshing the snapshot and for runs.
     * Its folder is the working directory, or otherwise the project that the class files are in.
     *
     * @throws dev.rockyjava.config.ConfigException if it is in neither, or the configuration is
     *     invalid
     */
    public static RockyComponent component() {
        return component(Path.of(""));
    }

    /**
     * Returns the project in a folder.
     *
     * @param projectDirectory the folder that paths in the configuration are relative to; the empty path
     *     finds it, as {@link #component()} does
     * @throws dev.rockyjava.config.ConfigException if the configuration isn't there or is invalid
     */
    public static RockyComponent component(Path projectDirectory) {
        return ComponentResource.load(WarehouseDefinitions.class.getResourceAsStream("WarehouseDefinitions.properties"), "WarehouseDefinitions.properties").component(WarehouseDefinitions.class, projectDirectory);
    }

    @RockyGenerated
    private static final class Holder {
        static final Definitions DEFINITIONS = DefinitionsResource.load(WarehouseDefinitions.class.getResourceAsStream("WarehouseDefinitions.rocky"), "WarehouseDefinitions.rocky");

        private Holder() {
        }
    }
}
