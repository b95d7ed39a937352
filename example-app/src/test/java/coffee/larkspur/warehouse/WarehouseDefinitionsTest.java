package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import coffee.larkspur.warehouse.WarehouseAssets.Warehouse.Marts;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.Dependency.Origin;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WarehouseDefinitionsTest {

    private final Definitions definitions = WarehouseDefinitions.get();

    @Test
    void generatedDefinitionsEqualThoseBuiltAtRunTime() {
        assertThat(definitions)
                .isEqualTo(WarehouseDefinitions.component().buildDefs())
                .isEqualTo(RockyComponent.create().buildDefsFromState(Path.of("rocky", "snapshot.json")));
    }

    @Test
    void anEdgeThatNobodyDeclaredComesFromColumnLineage() {
        assertThat(definitions.get(Marts.SALES_BY_ORIGIN).dependencies())
                .contains(new Dependency(Marts.DIM_PRODUCTS.key(), Origin.PHYSICAL_TARGET));
    }

    @Test
    void columnsKnowWhereTheyComeFrom() {
        assertThat(definitions.get(Marts.FCT_ORDERS).columnLineage()).isNotEmpty();
    }
}
