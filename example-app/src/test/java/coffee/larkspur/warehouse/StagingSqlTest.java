package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import coffee.larkspur.warehouse.WarehouseAssets.Warehouse.Staging;
import dev.rockyjava.junit.RockySandbox;
import dev.rockyjava.junit.RockyTest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What staging makes of the shops' copied tables, which are no assets of their own. The project is that of the compiler. */
@RockyTest(definitions = WarehouseDefinitions.class)
class StagingSqlTest {

    @BeforeEach
    void twoShops(RockySandbox sandbox) {
        sandbox.givenTable("warehouse.lake_shop__eu.orders", """
            order_id | customer_id | status  | currency | ordered_at       | updated_at
            1        | 7           | paid    | EUR      | 2026-03-01 10:00 | 2026-03-01 10:00
            1        | 7           | shipped | EUR      | 2026-03-01 10:00 | 2026-03-02 08:00""");
        sandbox.givenTable("warehouse.lake_shop__uk.orders", """
            order_id | customer_id | status | currency | ordered_at       | updated_at
            2        | 8           | paid   | GBP      | 2026-03-01 11:00 | 2026-03-01 11:00""");
    }

    @Test
    void theNewestVersionOfAnOrderIsKept(RockySandbox sandbox) {
        sandbox.build(Staging.STG_ORDERS);
        assertThat(sandbox.rows(Staging.STG_ORDERS)).isEqualTo(sandbox.table("""
            order_id | storefront | status
            1        | eu         | shipped
            2        | uk         | paid"""));
    }

    @Test
    void allOfItIsAsInTheGoldenFile(RockySandbox sandbox) {
        sandbox.build(Staging.STG_ORDERS);
        assertThat(sandbox.rows(Staging.STG_ORDERS)).matchesFile(Path.of("src/test/golden/stg_orders.txt"));
    }
}
