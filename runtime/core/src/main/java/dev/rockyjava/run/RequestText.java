package dev.rockyjava.run;

import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;

/** Requests in the words of the engine's command line, for people. Never executed. */
final class RequestText {

    private RequestText() {}

    static String of(RunRequest request) {
        if (request instanceof RunRequest.Replication replication) {
            return "run --pipeline " + replication.pipeline()
                    + replication.filter().map(filter -> " --filter " + filter).orElse("");
        }
        if (request instanceof RunRequest.Load load) {
            return "run --pipeline " + load.pipeline();
        }
        if (request instanceof RunRequest.Model model) {
            return "run --model " + model.model() + " --pipeline " + model.pipeline() + of(model.partitions());
        }
        if (request instanceof RunRequest.Transformation transformation) {
            return "run --pipeline " + transformation.pipeline();
        }
        if (request instanceof RunRequest.Seed seed) {
            return "seed --filter " + seed.name();
        }
        if (request instanceof RunRequest.Quality quality) {
            return "run --pipeline " + quality.pipeline();
        }
        if (request instanceof RunRequest.Plan plan) {
            return "plan --pipeline " + plan.pipeline()
                    + plan.filter().map(filter -> " --filter " + filter).orElse("");
        }
        if (request instanceof RunRequest.Apply apply) {
            return "apply " + apply.planId();
        }
        return "run --pipeline " + ((RunRequest.Snapshot) request).pipeline();
    }

    private static String of(PartitionChoice partitions) {
        if (partitions instanceof PartitionChoice.One one) {
            return " --partition " + one.key();
        }
        if (partitions instanceof PartitionChoice.Range range) {
            return " --from " + range.first() + " --to " + range.last();
        }
        if (partitions instanceof PartitionChoice.Latest) {
            return " --latest";
        }
        if (partitions instanceof PartitionChoice.Missing) {
            return " --missing";
        }
        return "";
    }
}
