package dev.rockyjava.run;

import dev.rockyjava.engine.RunRequest;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a step is asked of the engine by, request for request as it is executed.
 *
 * @param engine the words of a request, the program first
 */
record CommandLines(ExecutionMode mode, Function<RunRequest, List<String>> engine) {

    /** With the program and its global options, for a shell. */
    List<String> of(PlannedStep step) {
        return requests(step).stream().map(engine).map(ShellWords::line).toList();
    }

    /** In short. */
    String text(PlannedStep step) {
        List<RunRequest> requests = requests(step);
        return requests.isEmpty()
                ? step.action().toString()
                : requests.stream().map(RequestText::of).collect(Collectors.joining("; "));
    }

    private List<RunRequest> requests(PlannedStep step) {
        return step.action() instanceof PlannedAction.Ask ask
                ? ask.requests().stream().flatMap(request -> executed(request).stream()).toList()
                : List.of();
    }

    private List<RunRequest> executed(RunRequest request) {
        return mode == ExecutionMode.PLAN_THEN_APPLY && request instanceof RunRequest.Replication replication
                ? List.of(PlanThenApply.plan(replication), new RunRequest.Apply(ShellWords.PLAN_ID))
                : List.of(request);
    }
}
