package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.asset.compile.ContractReport;
import dev.rockyjava.asset.compile.ContractReport.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The compiler's diagnostics by contract check. The mapping of codes to checks is dagster-rocky's
 * ({@code contract_check_results_from_diagnostics}).
 */
public final class ContractReports {

    private static final Map<String, String> CHECKS = Map.of(
            "E010", ContractChecks.REQUIRED,
            "E011", ContractChecks.CONSTRAINTS,
            "E012", ContractChecks.CONSTRAINTS,
            "E013", ContractChecks.PROTECTED,
            "E014", ContractChecks.CONSTRAINTS,
            "E059", ContractChecks.CONSTRAINTS,
            "W010", ContractChecks.CONSTRAINTS,
            "I003", ContractChecks.CONSTRAINTS);

    private final boolean compiled;
    private final Map<String, List<CompileDiagnostic>> byModel;

    public ContractReports(Snapshot snapshot) {
        this.compiled = snapshot.models().isPresent();
        this.byModel = snapshot.ours().contracts().isEmpty()
                ? new HashMap<>()
                : snapshot.diagnostics().stream().collect(Collectors.groupingBy(CompileDiagnostic::model));
    }

    /** Returns whether a diagnostic is about a contract. */
    public static boolean isAboutOne(CompileDiagnostic diagnostic) {
        return CHECKS.containsKey(diagnostic.code())
                || diagnostic.code().equals(CompileDiagnostic.CONTRACT_WITHOUT_MODEL);
    }

    public ContractReport of(String model, String check) {
        if (!compiled) {
            return new ContractReport(State.NOT_COMPILED, List.of());
        }
        List<CompileDiagnostic> all = byModel.getOrDefault(model, List.of());
        boolean found = all.stream().noneMatch(d -> d.code().equals(CompileDiagnostic.CONTRACT_WITHOUT_MODEL));
        return found
                ? new ContractReport(State.COMPARED, all.stream()
                        .filter(diagnostic -> check.equals(CHECKS.get(diagnostic.code())))
                        .toList())
                : new ContractReport(State.MODEL_NOT_FOUND, List.of());
    }
}
