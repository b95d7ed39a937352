package coffee.larkspur.warehouse;

import coffee.larkspur.warehouse.WarehouseAssets.Warehouse.Marts;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.Month;

/**
 * Rebuilds one week of the daily revenue and everything upstream of it, with one engine call per day. A day is a
 * {@link LocalDate} because the model has daily partitions; a month doesn't compile.
 */
public final class WeekBackfill {

    private static final LocalDate MONDAY = LocalDate.of(2026, Month.APRIL, 6);

    private WeekBackfill() {}

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

    static int run(RockyComponent project, RockyEngine engine, PrintStream out) {
        WarehouseDatabase.of(project).execute(ExampleProject.folder(project).resolve("source-systems.sql"));
        Materializer backfill = project.materializer(WarehouseDefinitions.get(), engine)
                .select(AssetSelection.of(Marts.DAILY_REVENUE).upstream().plus(AssetSelection.kind(NodeKind.SEED)))
                .execute(NodeKind.SEED)
                .backfill(Marts.DAILY_REVENUE, MONDAY, MONDAY.plusDays(6), 1)
                .journal(ExampleProject.journal(project));

        out.println("The plan for daily revenue:");
        out.println("  " + backfill.plan().step(Marts.DAILY_REVENUE.key()).action().toString().replace("; ", "\n  "));
        out.println();
        RunResult result = backfill.listener(new ProgressLines(out)).run();
        out.print(result.summary());
        out.println("days built: " + String.join(", ", result.outcome(Marts.DAILY_REVENUE).partitions()));
        return result.exitStatus();
    }
}
