package dev.rockyjava.cli;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunPlan;
import dev.rockyjava.run.pipes.DagsterPipes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Materializes assets. */
@Command(
        name = "materialize",
        description = "Materialize assets, in dependency order.",
        footer = {
            "",
            """
            Progress goes to stderr, live on a terminal, as plain lines elsewhere and if CI is set; the summary goes \
            to stdout. With -o jsonl every event is a line of JSON on stdout as it happens, from run_started to \
            run_finished: event, time, key if it is an asset's event, and the members of the event. Every run keeps a \
            journal: Ctrl-C starts nothing more and ends the engine, and 'resume' finishes what is left.""",
            "",
            SelectionHelp.REFERENCE,
            "",
            "Examples:",
            "  materialize '*'",
            "  materialize '+sales_by_origin' --execute seed",
            "  materialize stale --wait 10m",
            "  materialize daily_revenue --partitions 2026-04-01..2026-04-07 --backfill 1"
        })
final class MaterializeCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private RunOptions what = new RunOptions();

    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    MaterializeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return options.notification().during(session, this::run);
    }

    private int run() {
        if (!DagsterPipes.isIn(System.getenv())) {
            what.requireSelection(); // before the snapshot is read, which may not be there yet
        }
        Definitions definitions;
        try {
            definitions = session.definitions();
        } catch (RuntimeException e) {
            DagsterPipes.ofEnvironment(Definitions.of(List.of(), List.of()), System.getenv()).ifPresent(pipes -> pipes.fail(e));
            throw e;
        }
        session.warnOfLaterFiles();
        Optional<DagsterPipes> dagster = DagsterPipes.ofEnvironment(definitions, System.getenv());
        try {
            return run(definitions, dagster);
        } catch (RuntimeException e) {
            dagster.ifPresent(pipes -> pipes.fail(e));
            throw e;
        } finally {
            dagster.ifPresent(DagsterPipes::close);
        }
    }

    private int run(Definitions definitions, Optional<DagsterPipes> dagster) {
        RunExecution execution = new RunExecution(session, definitions, options);
        try (RockyEngine engine = options.remote().engine(session, definitions)) {
            Materializer prepared = execution.prepared(
                    what.materializer(session, definitions, engine, execution.journal(), dagster), definitions, engine);
            Materializer materializer = dagster.map(prepared::listener).orElse(prepared);
            // An invalid selection is a usage error, not a failed run.
            RunPlan plan = UsageException.instead(materializer::plan);
            // Workers have files of their own.
            if (plan.steps().size() < definitions.keys().size() && !options.remote().isRemote()) {
                session.warnOfLostWarehouse(execution.journal());
            }
            Optional<String> nothingToDo = plan.nothingToDo();
            if (nothingToDo.isPresent()) {
                dagster.ifPresent(DagsterPipes::nothingToDo);
                return execution.nothingToDo(engine, nothingToDo.get());
            }
            return execution.execute(engine, materializer, Materializer::run);
        }
    }
}
