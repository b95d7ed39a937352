package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.json.AssetJson;
import dev.rockyjava.cli.json.RunJson;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunPlan;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        Definitions definitions = session.definitions();
        try (RockyEngine engine = session.workspace().engine()) {
            Materializer materializer = run.materializer(session, definitions, engine, journal.folder(session));
            RunPlan plan = UsageException.instead(materializer::plan);
            plan.nothingToDo().ifPresent(session::sayNothingToDo);
            if (session.json()) {
                session.print(json(plan));
            } else {
                session.terminal().print(text(plan));
                session.terminal().say(plan.steps().size() + " of " + definitions.keys().size() + " assets");
            }
        }
        return ExitCodes.OK;
    }

    private static String text(RunPlan plan) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (PlannedStep step : plan.steps()) {
            text.append(++number).append(". ").append(step.key()).append("  ").append(step.kind().word()).append('\n');
            text.append("     because: ").append(plan.because(step.key())).append('\n');
            if (step.sharesWith().isPresent()) {
                text.append("     shares the answer for ").append(step.sharesWith().get()).append('\n');
            } else {
                commands(plan, step).forEach(line -> text.append("     ").append(line).append('\n'));
            }
            step.partitions()
                    .filter(partitions -> partitions.oneOfSeveral() || partitions.first().isEmpty())
                    .ifPresent(partitions -> text.append("     ")
                            .append(CommandTexts.builtFor(partitions, List.of())) // else the command says it
                            .append('\n'));
            step.notes().forEach(note -> text.append("     note: ").append(note).append('\n'));
            String after = plan.waitsFor(step.key()).stream().map(AssetKey::toString).collect(Collectors.joining(", "));
            if (!after.isEmpty()) {
                text.append("     after ").append(after).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> commands(RunPlan plan, PlannedStep step) {
        PlannedAction action = step.action();
        if (action instanceof PlannedAction.Ask) {
            return plan.commandLines(step.key());
        }
        return List.of(action instanceof PlannedAction.GraphOnly
                ? "graph-only: nothing is executed without --execute " + step.kind().word()
                : action.toString());
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
