package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Optional;

/**
 * The output of {@code rocky plan} (ENGINE.md §2.13).
 *
 * @param filter the filter requested; an empty string for none
 * @param statements the statements that would be executed
 * @param planId the id to apply it by; empty if the engine couldn't store the plan, which it doesn't count as a
 *     failure
 * @param planKind {@code run} or {@code replication}
 * @param createdAt time of creation, in the engine's format
 * @param budgetDiagnostics models of the project that the engine expects to exceed their budget
 */
public record PlanOutput(
        String version,
        String command,
        String filter,
        List<Statement> statements,
        Optional<String> planId,
        Optional<String> planKind,
        Optional<String> createdAt,
        List<BudgetDiagnostic> budgetDiagnostics)
        implements EngineDocument {

    public PlanOutput {
        statements = MissingFields.orEmpty(statements);
        budgetDiagnostics = MissingFields.orEmpty(budgetDiagnostics);
    }

    /**
     * A model that the engine expects to exceed its budget. The engine still stores and applies the plan.
     *
     * @param severity {@code Error} if the project configures it as an error, otherwise {@code Warning}
     * @param message explanation to display
     */
    public record BudgetDiagnostic(String severity, String code, String message, String model) {}

    /**
     * One statement of a plan.
     *
     * @param purpose {@code create_schema}, {@code full_refresh_copy}, …
     * @param target dotted name of the object it creates
     */
    public record Statement(String purpose, String target, String sql) {}
}
