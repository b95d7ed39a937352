package dev.rockyjava.run;

import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.internal.run.text.Costs;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.text.Listing;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Formats a run's result as a short text. */
final class ResultText {

    private static final int LINES = 20;

    private ResultText() {}

    static String of(RunResult result) {
        return headline(result) + "\n"
                + section("failed", reasons(result, OutcomeStatus.FAILED))
                + section("skipped", reasons(result, OutcomeStatus.SKIPPED))
                + section("partitions", result.outcomes(OutcomeStatus.MATERIALIZED).stream()
                        .flatMap(outcome -> result.plan().step(outcome.key()).partitions().stream()
                                .map(planned -> outcome.key() + ": built for " + planned.built(outcome.partitions())))
                        .toList())
                + section("checks that did not pass", result.failedChecks().stream()
                        .map(check -> safe(check.toString()))
                        .toList())
                + section("checks that were not evaluated", notEvaluated(result));
    }

    /** Returns one line per reason. */
    private static List<String> notEvaluated(RunResult result) {
        return Listing.grouped(
                result.checks(CheckStatus.NOT_EVALUATED),
                check -> check.cause().map(NotEvaluated::word).orElse("") + ": "
                        + safe(check.reason().orElse("no reason given")),
                (reason, checks) -> String.join(".", checks.get(0).engineKey()) + " " + checks.get(0).name()
                        + Listing.more(checks.size() - 1) + ", " + reason);
    }

    static String headline(RunResult result) {
        if (result.plan().nothingToDo().isPresent()) {
            return "nothing to do: " + result.plan().nothingToDo().get();
        }
        StringJoiner counts = new StringJoiner(", ");
        for (OutcomeStatus status : OutcomeStatus.values()) {
            if (result.count(status) > 0) {
                counts.add(result.count(status) + " " + status.word());
            }
        }
        int passed = result.checks(CheckStatus.PASSED).size();
        if (passed > 0) {
            counts.add(passed + (passed == 1 ? " check" : " checks") + " passed");
        }
        int failedChecks = result.failedChecks().size();
        if (failedChecks > 0) {
            counts.add(failedChecks + (failedChecks == 1 ? " failed check" : " failed checks"));
        }
        int notEvaluated = result.checks(CheckStatus.NOT_EVALUATED).size();
        if (notEvaluated > 0) {
            counts.add(notEvaluated + (notEvaluated == 1 ? " check" : " checks") + " not evaluated");
        }
        result.costUsd().ifPresent(cost -> counts.add(Costs.text(cost)));
        return word(result) + " in " + DurationText.of(result.duration()) + ": " + counts;
    }

    private static String word(RunResult result) {
        return switch (result.exitStatus()) {
            case RunResult.EXIT_SUCCESS -> "run succeeded";
            case RunResult.EXIT_PARTIAL -> "run partly failed";
            case RunResult.EXIT_INTERRUPTED -> "run interrupted";
            default -> "run failed";
        };
    }

    private static List<String> reasons(RunResult result, OutcomeStatus status) {
        return result.outcomes(status).stream()
                .map(outcome -> Listing.entry(
                        outcome.key().toString(),
                        outcome.location().map(SqlLocation::toString).orElse(""),
                        safe(outcome.reason().orElse("no reason given") + hint(outcome))))
                .toList();
    }

    private static String hint(AssetOutcome outcome) {
        if (!(outcome.cause().orElse(null) instanceof OutcomeCause.UpstreamNotLoaded cause)) {
            return "";
        }
        String execute = cause.kinds().stream()
                .map(kind -> "NodeKind." + kind.name())
                .collect(Collectors.joining(", ", ".execute(", ")"));
        return "\nhint: " + cause.text() + "; " + (cause.inRun()
                ? "add " + execute
                : "select " + (cause.upstream().size() == 1 ? "it" : "them") + ", too"
                        + (cause.kinds().isEmpty() ? "" : ", and add " + execute));
    }

    private static String section(String title, List<String> lines) {
        return Listing.section(title + ":", lines, LINES);
    }

    /** Removes control characters: messages quote engines and files, which must not control a terminal. */
    private static String safe(String message) {
        return message.strip().replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
    }
}
