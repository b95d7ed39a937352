package dev.rockyjava.cli.screen;

import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.NotEvaluated;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunResult;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Formats a finished run as a short text: counts, failures with their reasons, and the slowest assets. */
public final class RunSummary {

    private static final int LINES = 8;
    private static final int SLOWEST = 3;
    /** Below this number the slowest assets are obvious. */
    private static final int MANY = 4;

    private RunSummary() {}

    /** Returns lines that end in {@code \n}. */
    public static String of(RunResult result) {
        return result + "\n"
                + section("failed", failed(result.outcomes(OutcomeStatus.FAILED)))
                + section("skipped", skipped(result.outcomes(OutcomeStatus.SKIPPED)))
                + section("partitions", partitions(result))
                + section("checks that did not pass", result.failedChecks().stream().map(Object::toString).toList())
                + section("checks that were not evaluated", notEvaluated(result.checks(CheckStatus.NOT_EVALUATED)))
                + slowest(result.outcomes(OutcomeStatus.MATERIALIZED));
    }

    /** Returns one entry for each reason: a model that can't be parsed fails its whole pipeline. */
    private static List<String> failed(List<AssetOutcome> outcomes) {
        return Listing.grouped(
                outcomes,
                outcome -> Listing.entry(
                        "",
                        outcome.location().map(SqlLocation::toString).orElse(""),
                        CommandTexts.whole(outcome.reason().orElse("no reason given")) + hint(outcome)),
                (text, failed) -> failed.get(0).key() + Listing.more(failed.size() - 1) + text);
    }

    private static String hint(AssetOutcome outcome) {
        return outcome.cause().orElse(null) instanceof OutcomeCause.UpstreamNotLoaded cause
                ? "\nhint: " + CommandTexts.hint(cause)
                : "";
    }

    /** Returns one line for each reason: a hundred assets below one failure are one piece of information. */
    private static List<String> skipped(List<AssetOutcome> outcomes) {
        // A failed upstream is given without the path from there, which differs for each asset.
        return Listing.grouped(
                outcomes,
                outcome -> outcome.cause().orElse(null) instanceof OutcomeCause.UpstreamFailed failed
                        ? failed.text()
                        : reason(outcome),
                RunSummary::counted);
    }

    /** Returns one line for each reason: tests that weren't requested are one piece of information. */
    private static List<String> notEvaluated(List<CheckEvaluation> checks) {
        return Listing.grouped(
                checks,
                check -> check.cause().map(NotEvaluated::word).orElse("") + ": "
                        + CommandTexts.mainLine(check.reason().orElse("no reason given")),
                (reason, those) -> String.join(".", those.get(0).engineKey()) + " " + those.get(0).name()
                        + Listing.more(those.size() - 1) + ", " + reason);
    }

    /** Returns one line for each set of partitions, with the assets that were built for it. */
    private static List<String> partitions(RunResult result) {
        return Listing.grouped(
                result.outcomes(OutcomeStatus.MATERIALIZED).stream()
                        .filter(outcome -> result.plan().step(outcome.key()).partitions().isPresent())
                        .toList(),
                outcome -> CommandTexts.builtFor(
                        result.plan().step(outcome.key()).partitions().orElseThrow(), outcome.partitions()),
                RunSummary::counted);
    }

    private static String counted(String text, List<AssetOutcome> outcomes) {
        return (outcomes.size() == 1 ? outcomes.get(0).key() : outcomes.size() + " assets") + ": " + text;
    }

    private static String reason(AssetOutcome outcome) {
        return CommandTexts.mainLine(outcome.reason().orElse("no reason given"));
    }

    private static String section(String title, List<String> lines) {
        return Listing.section(title, lines, LINES);
    }

    private static String slowest(List<AssetOutcome> materialized) {
        return materialized.size() < MANY
                ? ""
                : materialized.stream()
                        .sorted(Comparator.comparing(AssetOutcome::duration).reversed())
                        .limit(SLOWEST)
                        .map(outcome -> outcome.key() + " " + DurationText.of(outcome.duration()))
                        .collect(Collectors.joining(", ", "slowest: ", "\n"));
    }
}
