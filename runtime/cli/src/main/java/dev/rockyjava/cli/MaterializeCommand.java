package dev.rockyjava.cli;

import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.CancelToken;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Materializes assets. */
@Command(
        name = "materialize",
        description = "Materialize assets, in dependency order.",
        footer = {
            "",
            "Progress goes to stderr, the summary to stdout. Ctrl-C starts nothing more and ends the engine;",
            "the summary says what was done.",
            "",
            "Examples:",
            "  materialize '*'",
            "  materialize '+sales_by_origin' --execute seed",
            "  materialize daily_revenue --from 2026-04-01 --to 2026-04-07"
        })
final class MaterializeCommand implements Callable<Integer> {

    private final Session session;
    private final CancelToken cancel;

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(names = "--fail-fast", description = "Start nothing more after the first failure.")
    private boolean failFast;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many assets are worked on at a time. On one DuckDB file the engine's calls wait for one "
                    + "another anyway. Default: 1.")
    private int parallel = 1;

    @Option(names = "--engine-log", description = "Show what the engine logs, each line after its asset.")
    private boolean engineLog;

    MaterializeCommand(Session session, CancelToken cancel) {
        this.session = session;
        this.cancel = cancel;
    }

    @Override
    public Integer call() {
        if (parallel < 1) {
            throw new UsageException("--parallel is at least 1, not " + parallel);
        }
        RunResult result;
        try (RockyEngine engine = session.workspace().engine()) {
            Materializer materializer = run.materializer(session, session.definitions(), engine)
                    .parallelism(parallel)
                    .cancelWith(cancel)
                    .listener(new RunProgress(session.terminal(), engineLog));
            if (failFast) {
                materializer = materializer.failFast();
            }
            Planning.plan(materializer); // what is wrong with the selection is the user's mistake, not a fault of the run
            result = materializer.run();
        } finally {
            session.terminal().forget();
        }
        if (session.json()) {
            session.print(new RunJson(session).of(result));
        } else {
            session.terminal().print(result.summary());
        }
        return ExitCodes.of(result);
    }
}
