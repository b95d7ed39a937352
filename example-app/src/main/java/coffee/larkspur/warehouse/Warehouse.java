package coffee.larkspur.warehouse;

import dev.rockyjava.annotation.RockyAssets;

/**
 * The warehouse of Larkspur Coffee. {@code WarehouseAssets} and {@code WarehouseDefinitions} are generated from it.
 */
@RockyAssets(defs = "defs.yaml")
interface Warehouse {}
