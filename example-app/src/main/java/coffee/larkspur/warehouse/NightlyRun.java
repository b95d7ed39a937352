package coffee.larkspur.warehouse;

import coffee.larkspur.warehouse.WarehouseAssets.Warehouse.Marts;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.Month;

/**
 * Materializes the whole warehouse, then one mart with its upstream, then one day of the daily model, and prints the
 * marts. Every asset is named by a generated constant: a misspelled one doesn't compile.
 */
public final class NightlyRun {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, Month.MARCH, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2026, Month.APRIL, 30);

    private final RockyComponent project;
    private final RockyEngine engine;
    private final PrintStream out;
    private int exitStatus;

    private NightlyRun(RockyComponent project, RockyEngine engine, PrintStream out) {
        this.project = project;
        this.engine = engine;
        this.out = out;
    }

    /**
     * Runs the program. The first argument is the folder of {@code defs.yaml}; the default is the one that this program
     * was built in.
     */
    public static void main(String[] arguments) {
        RockyComponent project = ExampleProject.of(arguments);
        try (RockyEngine engine = ExampleProject.engine(project)) {
            System.exit(run(project, engine, System.out));
        }
    }

    /**
     * Runs all three selections.
     *
     * @return the exit status, the highest of the three; 0 if all of them succeeded
     */
    static int run(RockyComponent project, RockyEngine engine, PrintStream out) {
        return new NightlyRun(project, engine, out).run();
    }

    private int run() {
        Definitions definitions = WarehouseDefinitions.get();
        out.println("Larkspur Coffee: " + definitions.specs().size() + " assets, engine " + engine.info());
        WarehouseDatabase database = WarehouseDatabase.of(project);
        database.execute(ExampleProject.folder(project).resolve("source-systems.sql"));

        // Seeds are placeholders unless they are executed, and the marts join them. Quality and snapshot pipelines
        // stay placeholders. Each model's tests run right after it; a failed test keeps the models downstream from
        // being built.
        Materializer materializer = project.materializer(definitions, engine).execute(NodeKind.SEED, NodeKind.TEST);

        night("Everything, two months of daily revenue", materializer
                .select(AssetSelection.all())
                .partitions(Marts.DAILY_REVENUE, FIRST_DAY, LAST_DAY));
        night("One mart with its upstream", materializer
                .select(AssetSelection.of(Marts.SALES_BY_ORIGIN).upstream()));
        night("One day of daily revenue", materializer
                .select(AssetSelection.of(Marts.DAILY_REVENUE))
                .partition(Marts.DAILY_REVENUE, LocalDate.of(2026, Month.APRIL, 7)));

        MartReport report = new MartReport(definitions, database, out);
        report.show(Marts.DAILY_REVENUE, Marts.SALES_BY_ORIGIN, Marts.CUSTOMER_LIFETIME_VALUE, Marts.OPEN_RECEIVABLES);
        return exitStatus;
    }

    private void night(String title, Materializer materializer) {
        out.println();
        out.println(title);
        RunResult result = materializer.listener(new ProgressLines(out)).run();
        out.print(result.summary());
        exitStatus = Math.max(exitStatus, result.exitStatus());
    }
}
