package coffee.larkspur.warehouse;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * Copies the shops by plan-then-apply: the engine writes a plan first, then applies exactly that plan, or refuses if
 * the project or the sources have changed since. Needs the real engine.
 */
public final class PlannedLoad {

    private PlannedLoad() {}

    /**
     * Runs the program. The first argument is the folder of {@code defs.yaml}; the default is the one that this program
     * was built in.
     */
    public static void main(String[] arguments) {
        RockyComponent project = ExampleProject.of(arguments);
        if (CliEngine.findOnPath().isEmpty()) {
            System.out.println("Skipped: only the real engine makes plans, and there is no rocky on the PATH.");
            return;
        }
        try (RockyEngine engine = ExampleProject.engine(project)) {
            System.exit(run(project, engine, System.out));
        }
    }

    static int run(RockyComponent project, RockyEngine engine, PrintStream out) {
        WarehouseDatabase.of(project).execute(ExampleProject.folder(project).resolve("source-systems.sql"));
        RunResult result = project.materializer(WarehouseDefinitions.get(), engine)
                .select(AssetSelection.of(WarehouseAssets.Shop.SOURCE, WarehouseAssets.Shop.LOAD))
                .executionMode(ExecutionMode.PLAN_THEN_APPLY)
                .listener(new ProgressLines(out))
                .run();
        out.print(result.summary());
        TreeSet<String> plans = new TreeSet<>();
        for (AssetOutcome outcome : result.outcomes().values()) {
            plans.addAll(outcome.planIds());
        }
        for (String id : plans) {
            Path file = ExampleProject.folder(project).resolve(".rocky/plans").resolve(id + ".json");
            out.println("applied the plan " + id + (Files.exists(file) ? ", kept in " + file : ""));
        }
        return result.exitStatus();
    }
}
