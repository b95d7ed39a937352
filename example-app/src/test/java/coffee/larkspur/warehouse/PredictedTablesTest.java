package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run writes the tables that the definitions expect. */
class PredictedTablesTest {

    @TempDir
    Path folder;

    private ProjectCopy project;

    @BeforeEach
    void copy() {
        project = ProjectCopy.in(folder);
        project.database().execute(project.folder().resolve("source-systems.sql"));
    }

    @Test
    void byTheRealEngine() {
        assumeTrue(CliEngine.findOnPath().isPresent(), "skipped: there is no rocky binary on PATH to compare with");
        try (RockyEngine engine = CliEngine.forProject(project.config()).build()) {
            asExpected(engine);
        }
    }

    @Test
    void byTheEmbeddedEngine() {
        try (RockyEngine engine = EmbeddedEngine.open(project.config())) {
            asExpected(engine);
        }
    }

    private static void asExpected(RockyEngine engine) {
        RunResult result = Materializer.of(WarehouseDefinitions.get(), engine).execute(NodeKind.SEED).run();
        assertThat(result.outcomes(OutcomeStatus.MATERIALIZED)).hasSizeGreaterThan(20).allSatisfy(outcome -> {
            AssetSpec spec = expected(outcome);
            assertThat(outcome.tables()).as("%s", spec.key()).isNotEmpty().isEqualTo(spec.writes());
        });
    }

    /** One call copies for the source and the load of a replication; the load is what writes. */
    private static AssetSpec expected(AssetOutcome outcome) {
        AssetSpec spec = WarehouseDefinitions.get().get(outcome.key());
        return outcome.kind() == NodeKind.SOURCE
                ? WarehouseDefinitions.get().findByNodeId("load:" + spec.pipeline().orElseThrow()).orElseThrow()
                : spec;
    }
}
