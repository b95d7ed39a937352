package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import java.util.List;

/** Checks and makes requests for plans of the engine. */
public final class ReplicationPlans {

    private ReplicationPlans() {}

    /**
     * Checks, before anything runs, that the engine can plan all steps.
     *
     * @throws IllegalStateException if it can't plan one of them
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
            throw new IllegalStateException("the engine can plan replications only, and not " + Listing.named(others)
                    + "; leave " + (others.size() == 1 ? "it" : "them") + " out of the selection, or run "
                    + (others.size() == 1 ? "it" : "them") + " with the execution mode 'direct'");
        }
    }

    /** Returns the plan request for a replication. */
    public static RunRequest.Plan plan(RunRequest.Replication request) {
        return new RunRequest.Plan(request.pipeline(), request.filter());
    }
}
