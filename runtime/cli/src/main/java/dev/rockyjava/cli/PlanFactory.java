package dev.rockyjava.cli;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunPlan;

/** Plans a run from the arguments. */
final class PlanFactory {

    private PlanFactory() {}

    /**
     * Returns the plan.
     *
     * @throws UsageException if the selection can't be run as it is
     */
    static RunPlan plan(Materializer materializer) {
        try {
            return materializer.plan();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
