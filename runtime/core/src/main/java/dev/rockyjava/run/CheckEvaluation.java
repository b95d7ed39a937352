package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of one check that the engine evaluated (rocky-contract §3.6), or of {@code compliance_exception}.
 *
 * @param asset the asset that the engine's key names, of the run or not; empty when it names none
 * @param engineKey the engine's name for the checked table (rocky-contract §3.8)
 * @param name the check's name as {@link dev.rockyjava.asset.CheckSpec#name()} has it, {@code row_count} for example
 * @param severity {@code error} or {@code warning}
 * @param details the check's own facts under the engine's names, such as {@code source_count}, but for those in
 *     {@link MetadataKeys}; sorted
 */
public record CheckEvaluation(
        Optional<AssetKey> asset,
        List<String> engineKey,
        String name,
        boolean passed,
        String severity,
        SortedMap<String, Object> details) {

    public CheckEvaluation {
        engineKey = List.copyOf(engineKey);
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /** Whether it failed with a severity other than {@code warning}. */
    public boolean failedAsError() {
        return !passed && !severity.equals("warning");
    }

    @Override
    public String toString() {
        return String.join(".", engineKey) + " " + name + (passed ? " passed" : " failed (" + severity + ")");
    }
}
