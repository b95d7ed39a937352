package dev.rockyjava.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** A result as text that is read in five seconds. */
final class Summary {

    private static final int LINES = 20;
    private static final int WIDTH = 300;

    private Summary() {}

    static String of(RunResult result) {
        StringBuilder text = new StringBuilder(headline(result)).append('\n');
        section(text, "failed", lines(result.outcomes(OutcomeStatus.FAILED).stream()));
        section(text, "skipped", lines(result.outcomes(OutcomeStatus.SKIPPED).stream()));
        section(text, "checks that did not pass", result.failedChecks().stream()
                .map(check -> firstLine(check.toString()))
                .toList());
        return text.toString();
    }

    static String headline(RunResult result) {
        StringJoiner counts = new StringJoiner(", ");
        for (OutcomeStatus status : OutcomeStatus.values()) {
            if (result.count(status) > 0) {
                counts.add(result.count(status) + " " + status.word());
            }
        }
        int failedChecks = result.failedChecks().size();
        if (failedChecks > 0) {
            counts.add(failedChecks + (failedChecks == 1 ? " failed check" : " failed checks"));
        }
        result.costUsd().ifPresent(cost -> counts.add(Costs.text(cost)));
        return word(result) + " in " + seconds(result.duration()) + ": " + counts;
    }

    private static String word(RunResult result) {
        return switch (result.exitStatus()) {
            case RunResult.EXIT_SUCCESS -> "run succeeded";
            case RunResult.EXIT_PARTIAL -> "run partly failed";
            case RunResult.EXIT_INTERRUPTED -> "run interrupted";
            default -> "run failed";
        };
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
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
        lines.stream().limit(LINES).forEach(line -> text.append("  ").append(line).append('\n'));
        if (lines.size() > LINES) {
            text.append("  … and ").append(lines.size() - LINES).append(" more\n");
        }
    }

    /** Messages hold what engines and files say: no control character of theirs may reach a terminal. */
    private static String firstLine(String message) {
        String line = message.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "…";
    }
}
