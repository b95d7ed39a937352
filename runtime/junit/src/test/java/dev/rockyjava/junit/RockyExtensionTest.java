package dev.rockyjava.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.TransformationAsset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests at the same time, each with a sandbox of its own. The project is found from a folder above this module. */
@RockyTest(project = "example-app/rocky")
@Execution(ExecutionMode.CONCURRENT)
class RockyExtensionTest {

    private static final TransformationAsset FCT_ORDERS = TransformationAsset.of("warehouse/marts/fct_orders");
    private static final PartitionedAsset<LocalDate> DAILY_REVENUE = PartitionedAsset.daily("warehouse/marts/daily_revenue");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

    private RockySandbox first;

    @BeforeEach
    void remember(RockySandbox sandbox) {
        first = sandbox;
        FOLDERS.add(sandbox.folder());
    }

    @AfterAll
    static void nothingIsLeft() {
        assertThat(FOLDERS).isNotEmpty().noneMatch(Files::exists);
    }

    @RepeatedTest(4)
    void eachTestHasItsOwnDatabase(RockySandbox sandbox, RepetitionInfo info) {
        assertThat(sandbox).isSameAs(first);
        int number = info.getCurrentRepetition();
        sandbox.given(FCT_ORDERS, Rows.columns("status", "ordered_at", "order_total_eur").row("paid", DAY.atStartOfDay(), number));
        sandbox.build(DAILY_REVENUE, DAY);
        assertThat(sandbox.rows(DAILY_REVENUE)).isEqualTo(Rows.columns("orders", "revenue_eur").row(1, number));
    }

    @Nested
    class Inside {

        @Test
        void aNestedClassHasTheProjectOfTheOuterOne(RockySandbox sandbox) {
            sandbox.givenNoRows(FCT_ORDERS);
            sandbox.build(DAILY_REVENUE, DAY);
            assertThat(sandbox.rows(DAILY_REVENUE)).isEmpty();
        }
    }
}
