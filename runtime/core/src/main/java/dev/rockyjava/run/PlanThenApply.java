package dev.rockyjava.run;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.PlanOutput;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Executes a replication by way of a plan, where the engine can. */
final class PlanThenApply {

    private PlanThenApply() {}

    /**
     * Says before anything runs what can't be planned.
     *
     * @throws IllegalStateException if there is any
     */
    static void require(Definitions definitions, List<PlannedStep> steps) {
        if (definitions.specs().stream().noneMatch(spec -> spec.kind() == NodeKind.SOURCE)) {
            throw new IllegalStateException("the engine can't plan in this project, as it has no replication pipeline; "
                    + "use the execution mode 'direct'");
        }
        List<String> others = steps.stream()
                .filter(step -> step.action() instanceof PlannedAction.Ask ask
                        && !(ask.requests().get(0) instanceof RunRequest.Replication))
                .map(step -> step.key().toString())
                .toList();
        if (!others.isEmpty()) {
            throw new IllegalStateException("the engine can plan replications only, and not " + Messages.named(others)
                    + "; leave " + (others.size() == 1 ? "it" : "them") + " out of the selection, or run "
                    + (others.size() == 1 ? "it" : "them") + " with the execution mode 'direct'");
        }
    }

    /** What is planned in place of a request. */
    static RunRequest.Plan plan(RunRequest.Replication request) {
        return new RunRequest.Plan(request.pipeline(), request.filter());
    }

    /**
     * @param call makes one call of the engine, with the time that is left then
     * @param planId hears the name of the plan as soon as there is one
     * @throws EngineCommandException if the engine kept no plan, or refuses to apply it
     */
    static EngineReply execute(
            Function<RunRequest, EngineReply> call, RunRequest.Replication request, Consumer<String> planId,
            Consumer<RunWarning> warnings) {
        RunRequest.Plan plan = plan(request);
        EngineReply planned = call.apply(plan);
        String id = planned.document() instanceof PlanOutput output ? output.planId().orElse("") : "";
        if (planned.exitCode() != 0 || id.isEmpty()) {
            throw new EngineCommandException(
                    "'" + RequestText.of(plan) + "' kept no plan that could be applied, and nothing was executed"
                            + LogTail.reason(planned.logTail()).map(reason -> "; the engine says: " + reason).orElse("")
                            + ". Check that .rocky/plans in the project can be written",
                    planned.exitCode(),
                    planned.logTail());
        }
        planId.accept(id);
        // Neither the engine nor we refuse it for that: what is applied here copies tables and builds no model.
        ((PlanOutput) planned.document()).budgetDiagnostics().forEach(found ->
                warnings.accept(new RunWarning.OverBudget(RequestText.of(plan), found.model(), found.message())));
        return call.apply(new RunRequest.Apply(id));
    }
}
