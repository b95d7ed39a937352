package dev.rockyjava.internal.run.call;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.PlanOutput;
import dev.rockyjava.internal.run.plan.ReplicationPlans;
import dev.rockyjava.internal.run.text.LogTail;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.run.RunWarning;
import java.util.function.Consumer;
import java.util.function.Function;

/** Executes a replication by making a plan and applying it, for engines that support this. */
public final class PlanThenApply {

    private static final String CHECK_PLANS = "check that .rocky/plans in the project can be written";

    private PlanThenApply() {}

    /**
     * Makes a plan and applies it.
     *
     * @param call makes one call of the engine, with the time that is left at that moment
     * @param planId receives the plan's id as soon as there is one
     * @throws EngineCommandException if the engine kept no plan, or refuses to apply it
     */
    public static EngineReply execute(
            Function<RunRequest, EngineReply> call, RunRequest.Replication request, Consumer<String> planId,
            Consumer<RunWarning> warnings) {
        RunRequest.Plan plan = ReplicationPlans.plan(request);
        EngineReply planned = call.apply(plan);
        String id = planned.document() instanceof PlanOutput output ? output.planId().orElse("") : "";
        if (planned.exitCode() != 0 || id.isEmpty()) {
            throw new EngineCommandException(
                    "'" + RequestText.of(plan) + "' kept no plan that could be applied, and nothing was executed"
                            + LogTail.reason(planned.logTail()).map(reason -> "; the engine says: " + reason).orElse("")
                            + "; " + CHECK_PLANS,
                    CHECK_PLANS,
                    planned.exitCode(),
                    planned.logTail());
        }
        planId.accept(id);
        // Neither the engine nor this library refuses the plan for that: it copies tables and builds no model.
        ((PlanOutput) planned.document()).budgetDiagnostics().forEach(found ->
                warnings.accept(new RunWarning.OverBudget(RequestText.of(plan), found.model(), found.message())));
        return call.apply(new RunRequest.Apply(id));
    }
}
