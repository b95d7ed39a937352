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

/**
 * What one of a step's calls, or all of them, have brought.
 *
 * @param verdict on the asset; none of tests, which are checks on it
 * @param attempts how many tries it took, of several calls the most; 0 if none was made for this step
 * @param planIds of the plans that were applied, or refused
 */
record CallResult(
        Optional<Verdict> verdict,
        List<Materialization> built,
        List<CheckEvaluation> checks,
        List<Observation> observations,
        int attempts,
        List<String> planIds) {

    /** Of a call that wasn't made. */
    static CallResult none(Verdict why) {
        return new CallResult(Optional.of(why), List.of(), List.of(), List.of(), 0, List.of());
    }

    /** Of all calls for a step. */
    static CallResult all(List<CallResult> results) {
        List<Verdict> verdicts = joined(results, result -> result.verdict.stream().toList());
        return new CallResult(
                verdicts.isEmpty() ? Optional.empty() : Optional.of(CombinedVerdict.of(verdicts)),
                joined(results, CallResult::built),
                joined(results, CallResult::checks),
                joined(results, CallResult::observations),
                results.stream().mapToInt(CallResult::attempts).max().orElse(0),
                joined(results, CallResult::planIds));
    }

    private static <T> List<T> joined(List<CallResult> results, Function<CallResult, List<T>> part) {
        return results.stream().flatMap(result -> part.apply(result).stream()).toList();
    }

    boolean endsRun() {
        return verdict.filter(Verdict::endsRun).isPresent();
    }

    boolean has(OutcomeStatus status) {
        return verdict.filter(one -> one.status() == status).isPresent();
    }
}
