package coffee.larkspur.warehouse;

import coffee.larkspur.warehouse.WarehouseAssets.Warehouse.Marts;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a model that fails, fixes it and resumes the run, which doesn't rebuild what was built already. Works on a
 * copy of the project, so your files stay as they are.
 */
public final class FailAndResume {

    private FailAndResume() {}

    /**
     * Runs the program. The first argument is the folder of {@code defs.yaml}; the default is the one that this program
     * was built in.
     */
    public static void main(String[] arguments) throws IOException {
        RockyComponent original = ExampleProject.of(arguments);
        Path copy = Files.createTempDirectory("larkspur");
        int status;
        try {
            Files.copy(original.projectDirectory().resolve("defs.yaml"), copy.resolve("defs.yaml"));
            copy(ExampleProject.folder(original), copy.resolve("rocky"));
            RockyComponent project = WarehouseDefinitions.component(copy);
            try (RockyEngine engine = ExampleProject.engine(project)) {
                status = run(project, engine, System.out);
            }
        } finally {
            delete(copy);
        }
        System.exit(status);
    }

    /**
     * Runs, fixes and resumes.
     *
     * @param project a copy of the project; one of its models is broken and then fixed
     * @return the exit status of the resumed run
     */
    static int run(RockyComponent project, RockyEngine engine, PrintStream out) throws IOException {
        WarehouseDatabase.of(project).execute(ExampleProject.folder(project).resolve("source-systems.sql"));
        Materializer materializer = project.materializer(WarehouseDefinitions.get(), engine)
                .select(AssetSelection.of(Marts.CUSTOMER_LIFETIME_VALUE, Marts.PAYMENT_LEDGER)
                        .upstream()
                        .plus(AssetSelection.kind(NodeKind.SEED)))
                .execute(NodeKind.SEED)
                .journal(ExampleProject.journal(project))
                .listener(new ProgressLines(out))
                .listener(new OnCall(out));

        Path model = ExampleProject.folder(project).resolve("models/marts/fct_orders.sql");
        String good = Files.readString(model);
        Files.writeString(model, good.replace("FROM warehouse.staging.stg_orders", "FROM warehouse.staging.stg_ordres"));
        out.println("The night, with a typing error in fct_orders.sql");
        RunResult night = materializer.run();
        out.print(night.summary());

        Files.writeString(model, good);
        out.println();
        out.println("The morning, with the error fixed: resume " + night.runId());
        RunResult morning = materializer.resume(night.runId());
        out.print(morning.summary());
        return morning.exitStatus();
    }

    /** Copies a Rocky project without its hidden files and databases, which earlier runs left there. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (!relative.toString().startsWith(".") && !relative.toString().contains(".duckdb")) {
                    Path target = to.resolve(relative.toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
