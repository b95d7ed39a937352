package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of one check of an asset: a check that the engine evaluated (ENGINE.md §3.6), a test (§2.19), a rule of a
 * contract, {@code compliance_exception}, or a declared check without a result.
 *
 * @param asset the asset that the engine's key names, whether part of the run or not; empty if it names none
 * @param engineKey the engine's name for the checked table (ENGINE.md §3.8)
 * @param name the check's name as returned by {@link dev.rockyjava.asset.CheckSpec#name()}, {@code row_count} for
 *     example
 * @param cause present exactly when the status is {@link CheckStatus#NOT_EVALUATED}
 * @param reason a message for the user: why it wasn't evaluated, always present in that case; for a failed test or
 *     contract, what is wrong
 * @param severity {@code error} or {@code warning}
 * @param effect the effect on the run
 * @param details the check's own facts under the engine's names, such as {@code source_count}, except those that have a
 *     name in {@link MetadataKeys}; sorted. With several {@code parts}, those of each under the name of its table, such as
 *     {@code raw.orders.source_count}, and {@link MetadataKeys#CHECKED_TABLES}
 * @param parts the results that this one summarizes, such as those for each table of a replication, in the engine's order;
 *     it has the status and severity of the worst of them. Empty for a single result. No asset of a run has two results of
 *     one name
 */
public record CheckEvaluation(
        Optional<AssetKey> asset,
        List<String> engineKey,
        String name,
        CheckStatus status,
        Optional<NotEvaluated> cause,
        Optional<String> reason,
        String severity,
        CheckEffect effect,
        SortedMap<String, Object> details,
        List<CheckEvaluation> parts) {

    /** The severity of a check whose failure is an error. */
    public static final String ERROR = "error";

    /** The severity of a check whose failure is a warning. */
    public static final String WARNING = "warning";

    public CheckEvaluation {
        engineKey = List.copyOf(engineKey);
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        parts = List.copyOf(parts);
    }

    /** Creates an evaluated check whose effect is {@link CheckEffect#NONE}. */
    public CheckEvaluation(
            Optional<AssetKey> asset,
            List<String> engineKey,
            String name,
            boolean passed,
            String severity,
            SortedMap<String, Object> details) {
        this(
                asset,
                engineKey,
                name,
                passed ? CheckStatus.PASSED : CheckStatus.FAILED,
                Optional.empty(),
                Optional.empty(),
                severity,
                CheckEffect.NONE,
                details,
                List.of());
    }

    /** Returns a copy without a result, for the given cause and reason. */
    public CheckEvaluation notEvaluated(NotEvaluated why, String text) {
        return new CheckEvaluation(
                asset,
                engineKey,
                name,
                CheckStatus.NOT_EVALUATED,
                Optional.of(why),
                Optional.of(text),
                severity,
                effect,
                details,
                parts);
    }

    /** Returns a copy with the reason of the failure; this check unchanged if it didn't fail or the text is blank. */
    public CheckEvaluation because(String text) {
        return status == CheckStatus.FAILED && !text.isBlank()
                ? new CheckEvaluation(
                        asset, engineKey, name, status, cause, Optional.of(text), severity, effect, details, parts)
                : this;
    }

    /** Returns a copy with an effect; {@link CheckEffect#NONE} if it passed or is only a warning. */
    public CheckEvaluation with(CheckEffect ifWrong) {
        CheckEffect follows = failedAsError() ? ifWrong : CheckEffect.NONE;
        return new CheckEvaluation(asset, engineKey, name, status, cause, reason, severity, follows, details, parts);
    }

    /** Returns whether the check was evaluated and passed; false for a check without a result. */
    public boolean passed() {
        return status == CheckStatus.PASSED;
    }

    /** Returns whether it didn't pass, or has no result, with a severity other than {@code warning}. */
    public boolean failedAsError() {
        return !passed() && !severity.equals(WARNING);
    }

    @Override
    public String toString() {
        String how = switch (status) {
            case PASSED -> "passed";
            case FAILED -> "failed (" + severity + ")" + reason.map(text -> ": " + text).orElse("");
            case NOT_EVALUATED -> "not evaluated (" + cause.map(NotEvaluated::word).orElse("") + "): "
                    + reason.orElse("no reason given");
        };
        return String.join(".", engineKey) + " " + name + " " + how;
    }
}
