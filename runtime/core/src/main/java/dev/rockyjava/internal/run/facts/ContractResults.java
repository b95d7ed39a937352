package dev.rockyjava.internal.run.facts;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.asset.compile.ContractReport;
import dev.rockyjava.run.CheckEffect;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.NotEvaluated;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Turns what the compiler reported about a contract when the snapshot was written into a check result, as dagster-rocky
 * does. A run of the engine compiles without {@code contracts_dir}, so it neither rejects a model for its contract nor
 * reports on it.
 */
final class ContractResults {

    private static final String COLUMN_NOT_FOUND = "W010";
    /** The compiler doesn't know the column's type, so it compared nothing: neither a violation nor a proof. */
    private static final String NOT_COMPARED = "I003";

    private ContractResults() {}

    static CheckEvaluation of(AssetSpec spec, CheckSpec check, ContractReport report) {
        return switch (report.state()) {
            case COMPARED -> compared(spec, check, report.diagnostics());
            case NOT_COMPILED -> notVerified(spec, check, MetadataKeys.COMPILE_MISSING,
                    "the snapshot has no answer of `rocky compile`, so nothing was compared with the contract; refresh it"
                            + " when the project compiles");
            case MODEL_NOT_FOUND -> notVerified(spec, check, MetadataKeys.CONTRACT_MODEL_NOT_FOUND,
                    "`rocky compile` found no model '" + spec.label() + "', so nothing was compared with the contract;"
                            + " the model may have been renamed or removed: rename the contract's file, or refresh the"
                            + " snapshot");
        };
    }

    private static CheckEvaluation compared(AssetSpec spec, CheckSpec check, List<CompileDiagnostic> diagnostics) {
        List<CompileDiagnostic> violations = diagnostics.stream()
                .filter(diagnostic -> !diagnostic.code().equals(NOT_COMPARED))
                .toList();
        List<CompileDiagnostic> unverified = diagnostics.stream()
                .filter(diagnostic -> diagnostic.code().equals(NOT_COMPARED))
                .toList();
        SortedMap<String, Object> facts = new TreeMap<>();
        list(facts, MetadataKeys.CONTRACT_VIOLATION, violations);
        list(facts, MetadataKeys.CONTRACT_UNVERIFIED, unverified);
        boolean warnings = violations.stream().allMatch(diagnostic -> diagnostic.code().equals(COLUMN_NOT_FOUND));
        return new CheckEvaluation(
                        Optional.of(spec.key()),
                        List.of(spec.label()),
                        check.name(),
                        violations.isEmpty(),
                        warnings && !violations.isEmpty() ? CheckEvaluation.WARNING : CheckEvaluation.ERROR,
                        facts)
                .because(violations.stream()
                        .map(diagnostic -> "[" + diagnostic.code() + "] " + diagnostic.message())
                        .collect(Collectors.joining("; ", "", "; as of the last refresh")))
                .with(CheckEffect.FAILS_RUN);
    }

    private static void list(SortedMap<String, Object> facts, String prefix, List<CompileDiagnostic> diagnostics) {
        for (int i = 0; i < diagnostics.size(); i++) {
            facts.put(prefix + "_" + i, "[" + diagnostics.get(i).code() + "] " + diagnostics.get(i).message());
        }
        if (!diagnostics.isEmpty()) {
            facts.put(prefix + "_count", (long) diagnostics.size());
        }
    }

    private static CheckEvaluation notVerified(AssetSpec spec, CheckSpec check, String why, String reason) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put(why, true);
        return new CheckEvaluation(
                        Optional.of(spec.key()),
                        List.of(spec.label()),
                        check.name(),
                        false,
                        CheckEvaluation.WARNING,
                        facts)
                .notEvaluated(NotEvaluated.NOT_VERIFIED, reason);
    }
}
