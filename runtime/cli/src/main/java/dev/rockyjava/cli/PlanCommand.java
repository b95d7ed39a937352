package dev.rockyjava.cli;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.json.AssetJson;
import dev.rockyjava.cli.json.RunJson;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunPlan;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what a run would do. */
@Command(
        name = "plan",
        description = """
                Show what materialize would do, in which order, with which engine commands, and why each asset is \
                included. Runs nothing.""",
        footer = {
            "",
            SelectionHelp.REFERENCE,
            "",
            "Examples:",
            "  plan '+sales_by_origin'",
            "  plan daily_revenue --partitions 2026-04-01..2026-04-07"
        })
final class PlanCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        run.requireSelection();
        Definitions definitions = session.definitions();
        session.warnOfLaterFiles();
        JournalFolder folder = journal.folder(session);
        try (RockyEngine engine = session.workspace().engine()) {
            Materializer materializer = run.materializer(session, definitions, engine, folder);
            RunPlan plan = UsageException.instead(materializer::plan);
            if (plan.steps().size() < definitions.keys().size()) {
                session.warnOfLostWarehouse(folder);
            }
            plan.nothingToDo().ifPresent(session::sayNothingToDo);
            session.missingProject().ifPresent(missing -> session.terminal().warn(String.valueOf(missing.getMessage())));
            if (session.json()) {
                session.print(json(plan));
            } else {
                Path project = Objects.requireNonNull(session.workspace().component().rockyToml().getParent());
                session.terminal().print(new PlanText(plan, engine, project, session.terminal().width()).text());
                session.terminal().say(plan.steps().size() + " of " + definitions.keys().size() + " assets");
            }
        }
        return ExitCodes.OK;
    }

    /** Returns why the asset can't be executed; empty for an action that has no such reason. */
    static Optional<String> why(PlannedAction action) {
        if (action instanceof PlannedAction.Fail fail) {
            return Optional.of(fail.why());
        }
        if (action instanceof PlannedAction.Skip skip) {
            return Optional.of(skip.why());
        }
        if (action instanceof PlannedAction.Ask
                || action instanceof PlannedAction.DoneBefore
                || action instanceof PlannedAction.GraphOnly) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("it isn't known whether there is a reason for " + action);
    }

    private ArrayNode json(RunPlan plan) {
        ArrayNode steps = session.array();
        for (PlannedStep step : plan.steps()) {
            ObjectNode json = steps.addObject()
                    .put("key", step.key().toString())
                    .put("kind", step.kind().word())
                    .put("layer", step.layer())
                    .put("because", plan.because(step.key()));
            ArrayNode commands = json.putArray("commands");
            PlannedAction action = step.action();
            json.put("action", action.word());
            if (action instanceof PlannedAction.Ask) {
                plan.commandLines(step.key()).forEach(commands::add);
            }
            why(action).ifPresent(why -> json.put("why", why));
            RunJson.partitions(json, step);
            step.sharesWith().ifPresent(other -> json.put("shares_with", other.toString()));
            step.notes().forEach(json.putArray("notes")::add);
            AssetJson.addAll(json.putArray("after"), plan.waitsFor(step.key()));
        }
        return steps;
    }
}
