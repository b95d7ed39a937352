package dev.rockyjava.internal.run.plan;

import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.text.ShellWords;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command lines of a step's requests, in the order in which they are executed.
 *
 * @param engine returns the words of a request, the program first
 */
public record CommandLines(ExecutionMode mode, Function<RunRequest, List<String>> engine) {

    /** Returns the full command lines for a shell, with the program and its global options. */
    public List<String> of(PlannedStep step) {
        List<String> lines = new ArrayList<>(1);
        for (RunRequest request : requests(step)) {
            lines.add(ShellWords.line(engine.apply(request)));
        }
        return List.copyOf(lines);
    }

    /** Returns the command lines without the program and its global options. */
    public String text(PlannedStep step) {
        List<RunRequest> requests = requests(step);
        return requests.isEmpty()
                ? step.action().toString()
                : requests.stream().map(RequestText::of).collect(Collectors.joining("; "));
    }

    private List<RunRequest> requests(PlannedStep step) {
        if (!(step.action() instanceof PlannedAction.Ask ask)) {
            return List.of();
        }
        return mode == ExecutionMode.PLAN_THEN_APPLY
                ? ask.requests().stream().flatMap(CommandLines::planned).toList()
                : ask.requests();
    }

    private static Stream<RunRequest> planned(RunRequest request) {
        return request instanceof RunRequest.Replication replication
                ? Stream.of(ReplicationPlans.plan(replication), new RunRequest.Apply(ShellWords.PLAN_ID))
                : Stream.of(request);
    }
}
