package dev.rockyjava.internal.run.execute;

import dev.rockyjava.internal.run.verdict.CombinedVerdict;
import dev.rockyjava.internal.run.verdict.Verdict;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.Materialization;
import dev.rockyjava.run.Observation;
import dev.rockyjava.run.OutcomeStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The result of one of a step's calls, or of all of them.
 *
 * @param verdict the verdict on the asset; empty for tests, which are checks on it
 * @param attempts the number of attempts, of several calls the maximum; 0 if no call was made for this step
 * @param planIds the ids of the plans that were applied, or refused
 */
record CallResult(
        Optional<Verdict> verdict,
        List<Materialization> built,
        List<CheckEvaluation> checks,
        List<Observation> observations,
        int attempts,
        List<String> planIds) {

    /** Returns the result of a call that wasn't made. */
    static CallResult none(Verdict why) {
        return new CallResult(Optional.of(why), List.of(), List.of(), List.of(), 0, List.of());
    }

    /**
     * Returns the combined result of all calls for a step.
     *
     * @param folding makes one result of several of one check
     */
    static CallResult all(List<CallResult> results, UnaryOperator<List<CheckEvaluation>> folding) {
        int attempts = 0;
        for (CallResult result : results) {
            attempts = Math.max(attempts, result.attempts);
        }
        List<Verdict> verdicts = joined(results, result -> result.verdict.stream().toList());
        return new CallResult(
                verdicts.isEmpty() ? Optional.empty() : Optional.of(CombinedVerdict.of(verdicts)),
                joined(results, CallResult::built),
                folding.apply(joined(results, CallResult::checks)),
                joined(results, CallResult::observations),
                attempts,
                joined(results, CallResult::planIds));
    }

    private static <T> List<T> joined(List<CallResult> results, Function<CallResult, List<T>> part) {
        return results.size() == 1
                ? part.apply(results.get(0))
                : results.stream().flatMap(result -> part.apply(result).stream()).toList();
    }

    boolean endsRun() {
        return verdict.filter(Verdict::endsRun).isPresent();
    }

    boolean has(OutcomeStatus status) {
        return verdict.filter(one -> one.status() == status).isPresent();
    }
}
