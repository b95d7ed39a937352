package coffee.larkspur.warehouse;

import dev.rockyjava.annotation.RockyComponent;

/** The warehouse of Larkspur Coffee. {@code WarehouseAssets} and {@code WarehouseDefinitions} are generated from it. */
@RockyComponent(snapshot = "rocky/snapshot.json")
interface Warehouse {}
