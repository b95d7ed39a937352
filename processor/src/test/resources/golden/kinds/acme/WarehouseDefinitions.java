package acme;

import dev.rockyjava.annotation.RockyGenerated;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.generated.DefinitionsResource;
import java.lang.SuppressWarnings;

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

    @RockyGenerated
    private static final class Holder {
        static final Definitions DEFINITIONS = DefinitionsResource.load(WarehouseDefinitions.class.getResourceAsStream("WarehouseDefinitions.rocky"), "WarehouseDefinitions.rocky");

        private Holder() {
        }
    }
}
