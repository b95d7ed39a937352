package dev.rockyjava.cli;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunPlan;

/** Makes plans of what was typed. */
final class PlanFactory {

    private PlanFactory() {}

    /**
     * The plan.
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
