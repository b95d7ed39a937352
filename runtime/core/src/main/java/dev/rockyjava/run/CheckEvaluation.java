package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one check of an asset ended: one that the engine evaluated (ENGINE.md §3.6), a test (§2.19), a rule of a
 * contract, {@code compliance_exception}, or a declared check that has no result.
 *
 * @param asset the asset that the engine's key names, of the run or not; empty when it names none
 * @param engineKey the engine's name for the checked table (ENGINE.md §3.8)
 * @param name the check's name as {@link dev.rockyjava.asset.CheckSpec#name()} has it, {@code row_count} for example
 * @param cause present exactly when the status is {@link CheckStatus#NOT_EVALUATED}
 * @param reason for people: why it wasn't evaluated, always there then; of a failed test or contract what is wrong
 * @param severity {@code error} or {@code warning}
 * @param effect what follows from it
 * @param details the check's own facts under the engine's names, such as {@code source_count}, but for those in
 *     {@link MetadataKeys}; sorted
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
        SortedMap<String, Object> details) {

    public static final String ERROR = "error";
    public static final String WARNING = "warning";

    public CheckEvaluation {
        engineKey = List.copyOf(engineKey);
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /** One that was evaluated, and from which nothing follows. */
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
                details);
    }

    /** The same without a result. */
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
                details);
    }

    /** The same, with what is wrong in words; as it is if nothing is. */
    public CheckEvaluation because(String text) {
        return status == CheckStatus.FAILED && !text.isBlank()
                ? new CheckEvaluation(
                        asset, engineKey, name, status, cause, Optional.of(text), severity, effect, details)
                : this;
    }

    /** The same, with what follows from it; nothing does if it passed, or is but a warning. */
    public CheckEvaluation with(CheckEffect ifWrong) {
        CheckEffect follows = failedAsError() ? ifWrong : CheckEffect.NONE;
        return new CheckEvaluation(asset, engineKey, name, status, cause, reason, severity, follows, details);
    }

    /** Whether it was evaluated and nothing is wrong. One without a result hasn't passed. */
    public boolean passed() {
        return status == CheckStatus.PASSED;
    }

    /** Whether it didn't pass, for want of a result too, with a severity other than {@code warning}. */
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
