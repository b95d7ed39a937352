package dev.rockyjava.run;

import dev.rockyjava.internal.run.text.Costs;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.text.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Formats a run's result as a short text. */
final class ResultText {

    private static final int LINES = 20;
    private static final int WIDTH = 300;

    private ResultText() {}

    static String of(RunResult result) {
        StringBuilder text = new StringBuilder(headline(result)).append('\n');
        section(text, "failed", lines(result.outcomes(OutcomeStatus.FAILED).stream()));
        section(text, "skipped", lines(result.outcomes(OutcomeStatus.SKIPPED).stream()));
        section(text, "partitions", result.outcomes(OutcomeStatus.MATERIALIZED).stream()
                .flatMap(outcome -> result.plan().step(outcome.key()).partitions().stream()
                        .map(planned -> outcome.key() + ": built for " + planned.built(outcome.partitions())))
                .toList());
        section(text, "checks that did not pass", result.failedChecks().stream()
                .map(check -> firstLine(check.toString()))
                .toList());
        section(text, "checks that were not evaluated", notEvaluated(result));
        return text.toString();
    }

    /** Returns one line per reason. */
    private static List<String> notEvaluated(RunResult result) {
        Map<String, List<CheckEvaluation>> byReason = new LinkedHashMap<>();
        for (CheckEvaluation check : result.checks(CheckStatus.NOT_EVALUATED)) {
            String reason = check.cause().map(NotEvaluated::word).orElse("") + ": "
                    + firstLine(check.reason().orElse("no reason given"));
            byReason.computeIfAbsent(reason, r -> new ArrayList<>()).add(check);
        }
        List<String> lines = new ArrayList<>();
        byReason.forEach((reason, checks) -> lines.add(
                String.join(".", checks.get(0).engineKey()) + " " + checks.get(0).name()
                        + Listing.more(checks.size() - 1) + ", " + reason));
        return lines;
    }

    static String headline(RunResult result) {
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

    private static List<String> lines(Stream<AssetOutcome> outcomes) {
        return outcomes.map(outcome -> outcome.key() + ": " + firstLine(outcome.reason().orElse("no reason given")))
                .toList();
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append(title).append(":\n");
        Listing.lines(lines, LINES).forEach(line -> text.append("  ").append(line).append('\n'));
    }

    /** Removes control characters: messages quote engines and files, which must not control a terminal. */
    private static String firstLine(String message) {
        String line = message.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "…";
    }
}
