package coffee.larkspur.warehouse;

import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.junit.RockyTest;
import dev.rockyjava.junit.TestEngine;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same tests with the engine that builds the warehouse in production. */
@RockyTest(project = "rocky", engine = TestEngine.ROCKY)
@EnabledIf(value = "isThere", disabledReason = "there is no rocky binary on PATH")
class MartsSqlOnRealEngineTest extends MartsSqlTest {

    static boolean isThere() {
        return CliEngine.findOnPath().isPresent();
    }
}
