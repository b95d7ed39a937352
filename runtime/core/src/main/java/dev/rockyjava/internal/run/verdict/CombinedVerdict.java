package dev.rockyjava.internal.run.verdict;

import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Combines the verdicts on an asset with several requests, such as a replication with several sources. */
public final class CombinedVerdict {

    private CombinedVerdict() {}

    /** Returns the most severe verdict, with the reasons of that severity joined. One failed source fails the asset. */
    public static Verdict of(List<Verdict> verdicts) {
        if (verdicts.size() == 1) {
            return verdicts.get(0);
        }
        List<Predicate<Verdict>> gravestFirst = List.of(
                Verdict::endsRun,
                verdict -> verdict.status() == OutcomeStatus.FAILED,
                verdict -> verdict.skipCause().filter(cause -> !cause.harmless()).isPresent(),
                verdict -> verdict.status() == OutcomeStatus.MATERIALIZED,
                verdict -> true);
        for (Predicate<Verdict> kind : gravestFirst) {
            List<Verdict> those = verdicts.stream().filter(kind).toList();
            if (!those.isEmpty()) {
                Verdict first = those.get(0);
                // An interruption must not hide an earlier failure.
                List<Verdict> told = first.endsRun()
                        ? verdicts.stream().filter(v -> v.status() == OutcomeStatus.FAILED).toList()
                        : those;
                Optional<String> reason = told.stream().flatMap(verdict -> verdict.reason().stream())
                        .distinct()
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining("; "),
                                text -> text.isEmpty() ? Optional.empty() : Optional.of(text)));
                Optional<OutcomeCause> cause = told.stream().flatMap(verdict -> verdict.cause().stream()).findFirst();
                return new Verdict(first.status(), reason, first.skipCause(), cause, first.endsRun(), first.failure());
            }
        }
        throw new IllegalArgumentException("no verdict");
    }
}
