package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.cli.screen.Style;
import dev.rockyjava.cli.screen.StyledText;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.text.ShellWords;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedPartitions;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunPlan;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Formats a plan. Its command lines are for a POSIX shell: what all have in common, the folder, the engine and its global
 * options, is in two lines at the top.
 */
final class PlanText {

    private static final String ENGINE = "rocky";
    private static final String INDENT = "     ";

    private final RunPlan plan;
    private final RockyEngine engine;
    private final Path folder;
    private final int width;

    /**
     * @param folder the folder of {@code rocky.toml}, where the engine works
     * @param width the columns of the terminal
     */
    PlanText(RunPlan plan, RockyEngine engine, Path folder, int width) {
        this.plan = plan;
        this.engine = engine;
        this.folder = folder;
        this.width = width;
    }

    StyledText text() {
        StyledText text = new StyledText();
        Optional<String> program = program();
        program.ifPresent(words -> {
            text.add("Enter this first, for the commands below:\n", Style.MINOR);
            text.add(INDENT + "cd " + ShellWords.quoted(folder.toString()) + "\n");
            if (!words.equals(ENGINE)) {
                text.add(INDENT + ENGINE + "() { command " + words + " \"$@\"; }\n");
            }
        });
        List<PlannedStep> steps = plan.steps();
        Set<String> reasons = new HashSet<>();
        for (PlannedStep step : steps) {
            reasons.add(plan.because(step.key()));
        }
        if (reasons.size() == 1 && steps.size() > 1) {
            text.add("because: " + reasons.iterator().next() + "\n", Style.MINOR);
        }
        int widest = String.valueOf(steps.size()).length();
        int number = 0;
        for (PlannedStep step : steps) {
            String place = String.valueOf(++number);
            text.spaces(widest - place.length()).add(place);
            add(text, step, reasons.size() > 1 || steps.size() == 1, program.orElse(""));
        }
        return text;
    }

    private void add(StyledText text, PlannedStep step, boolean withReason, String program) {
        text.add(". ").add(step.key().toString()).add("  ").add(step.kind().word() + "\n", Style.MINOR);
        if (withReason) {
            minor(text, "because: " + plan.because(step.key()));
        }
        action(text, step, program);
        if (step.partitions().isPresent()) {
            PlannedPartitions partitions = step.partitions().get();
            if (partitions.oneOfSeveral() || partitions.first().isEmpty()) { // else the command says it
                wrapped(text, CommandTexts.builtFor(partitions, List.of()), Style.PLAIN);
            }
        }
        for (String note : step.notes()) {
            wrapped(text, "note: " + note, Style.CAUTION);
        }
        StringJoiner after = new StringJoiner(", ");
        for (AssetKey key : plan.waitsFor(step.key())) {
            after.add(key.toString());
        }
        if (after.length() > 0) {
            minor(text, "after " + after);
        }
    }

    private void action(StyledText text, PlannedStep step, String program) {
        PlannedAction action = step.action();
        if (step.sharesWith().isPresent()) {
            wrapped(text, "shares the answer for " + step.sharesWith().get(), Style.PLAIN);
        } else if (action instanceof PlannedAction.Ask) {
            // Not wrapped: a line that the terminal breaks is still copied as one.
            for (String line : plan.commandLines(step.key())) {
                text.add(INDENT);
                if (line.startsWith(program + " ")) {
                    text.add(ENGINE).add(line.substring(program.length()));
                } else {
                    text.add(line);
                }
                text.add("\n");
            }
        } else if (action instanceof PlannedAction.GraphOnly) {
            wrapped(text, "graph-only: nothing is executed without --execute " + step.kind().word(), Style.MINOR);
        } else {
            wrapped(text, action.toString(), action instanceof PlannedAction.Fail ? Style.BAD : Style.CAUTION);
        }
    }

    private void minor(StyledText text, String line) {
        wrapped(text, line, Style.MINOR);
    }

    private void wrapped(StyledText text, String line, Style style) {
        text.add(CommandTexts.indented(line, INDENT, width), style);
    }

    /** Returns the engine with its global options, quoted for a shell; empty if it isn't called. */
    private Optional<String> program() {
        return plan.steps().stream()
                .filter(step -> step.action() instanceof PlannedAction.Ask)
                .map(step -> ((PlannedAction.Ask) step.action()).requests().get(0))
                .findFirst()
                .map(this::program);
    }

    private String program(RunRequest request) {
        List<String> words = engine.commandLine(request);
        int own = words.subList(1, words.size()).indexOf(request.arguments().get(0));
        return ShellWords.line(words.subList(0, own + 1));
    }
}
