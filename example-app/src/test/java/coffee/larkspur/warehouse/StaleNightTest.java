package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunPlan;
import dev.rockyjava.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that build only what is stale, on the embedded engine. */
class StaleNightTest {

    private static final String EDITED = "models/marts/fct_orders.sql";

    @TempDir
    Path folder;

    @TempDir
    Path other;

    @Test
    void anEditedModelIsBuiltWithWhatIsDownstreamAndThenNothing() {
        ProjectCopy project = ProjectCopy.in(folder);
        try (EmbeddedEngine engine = EmbeddedEngine.open(project.config())) {
            Materializer stale = stale(project, engine);
            // Seeds are executed by choice, so they aren't stale before they were once.
            assertThat(stale.plan().steps()).hasSize(22);
            assertThat(stale.select("*").execute(NodeKind.SEED, NodeKind.TEST).run().succeeded()).isTrue();
            assertThat(stale.run().plan().nothingToDo()).contains("'stale' matches none of the 26 assets");

            project.write(EDITED, edited(project));
            RunPlan plan = stale.plan();
            assertThat(keys(plan)).isEqualTo(keys(stale.select("fct_orders+ and kind:transformation").plan()));
            assertThat(plan.because(plan.steps().get(0).key())).isEqualTo("stale: code changed in " + EDITED);
            RunResult night = stale.run();
            assertThat(night.succeeded()).as(night.summary()).isTrue();

            RunResult nothing = stale.run();
            assertThat(nothing.plan().nothingToDo()).isPresent();
            assertThat(nothing.exitStatus()).isZero();
        }
        ProjectCopy whole = ProjectCopy.in(other);
        whole.write(EDITED, edited(whole));
        try (EmbeddedEngine engine = EmbeddedEngine.open(whole.config())) {
            assertThat(stale(whole, engine).select("*").execute(NodeKind.SEED).run().succeeded()).isTrue();
        }
        assertThat(project.contents()).isEqualTo(whole.contents());
    }

    private static Materializer stale(ProjectCopy project, EmbeddedEngine engine) {
        Definitions definitions = WarehouseDefinitions.get();
        WarehouseDatabase.of(project.component()).execute(project.folder().resolve("source-systems.sql"));
        return project.component()
                .materializer(definitions, engine)
                .journal(project.folder().resolve("runs"))
                .select("stale");
    }

    private static String edited(ProjectCopy project) {
        return "SELECT * FROM (\n" + project.read(EDITED) + "\n) AS o WHERE storefront = 'eu'\n";
    }

    private static List<String> keys(RunPlan plan) {
        return plan.steps().stream().map(step -> step.key().toString()).toList();
    }
}
