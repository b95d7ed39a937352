package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.cli.screen.Style;
import dev.rockyjava.cli.screen.StyledText;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.text.ShellWords;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        Set<String> reasons = plan.steps().stream().map(step -> plan.because(step.key())).collect(Collectors.toSet());
        if (reasons.size() == 1 && plan.steps().size() > 1) {
            text.add("because: " + reasons.iterator().next() + "\n", Style.MINOR);
        }
        int number = 0;
        for (PlannedStep step : plan.steps()) {
            String last = String.valueOf(plan.steps().size());
            String place = String.valueOf(++number);
            text.add(" ".repeat(last.length() - place.length()) + place + ". " + step.key() + "  ").add(step.kind().word() + "\n", Style.MINOR);
            if (reasons.size() > 1 || plan.steps().size() == 1) {
                minor(text, "because: " + plan.because(step.key()));
            }
            action(text, step, program.orElse(""));
            step.partitions()
                    .filter(partitions -> partitions.oneOfSeveral() || partitions.first().isEmpty())
                    .ifPresent(partitions -> wrapped(
                            text, CommandTexts.builtFor(partitions, List.of()), Style.PLAIN)); // else the command says it
            step.notes().forEach(note -> wrapped(text, "note: " + note, Style.CAUTION));
            String after = plan.waitsFor(step.key()).stream().map(AssetKey::toString).collect(Collectors.joining(", "));
            if (!after.isEmpty()) {
                minor(text, "after " + after);
            }
        }
        return text;
    }

    private void action(StyledText text, PlannedStep step, String program) {
        PlannedAction action = step.action();
        if (step.sharesWith().isPresent()) {
            wrapped(text, "shares the answer for " + step.sharesWith().get(), Style.PLAIN);
        } else if (action instanceof PlannedAction.Ask) {
            // Not wrapped: a line that the terminal breaks is still copied as one.
            plan.commandLines(step.key()).forEach(line -> text.add(INDENT + shortened(line, program) + "\n"));
        } else if (action instanceof PlannedAction.GraphOnly) {
            wrapped(text, "graph-only: nothing is executed without --execute " + step.kind().word(), Style.MINOR);
        } else {
            wrapped(text, action.toString(), action instanceof PlannedAction.Fail ? Style.BAD : Style.CAUTION);
        }
    }

    private static String shortened(String line, String program) {
        return line.startsWith(program + " ") ? ENGINE + line.substring(program.length()) : line;
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
