package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Optional;

/**
 * What {@code rocky plan} prints (ENGINE.md §2.13).
 *
 * @param filter the filter that was asked for; empty text for none
 * @param statements what would be executed
 * @param planId the name to apply it by; empty when the engine couldn't write the plan down, which it doesn't count as
 *     a failure
 * @param planKind {@code run} or {@code replication}
 * @param createdAt when, as the engine writes times
 * @param budgetDiagnostics models of the project that the engine expects to go over their budget
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
        version = MissingFields.orEmpty(version);
        command = MissingFields.orEmpty(command);
        filter = MissingFields.orEmpty(filter);
        statements = MissingFields.orEmpty(statements);
        planId = MissingFields.orEmpty(planId);
        planKind = MissingFields.orEmpty(planKind);
        createdAt = MissingFields.orEmpty(createdAt);
        budgetDiagnostics = MissingFields.orEmpty(budgetDiagnostics);
    }

    /**
     * A model that the engine expects to go over its budget. The engine keeps and applies the plan all the same.
     *
     * @param severity {@code Error} where the project makes that an error, otherwise {@code Warning}
     * @param message for people
     */
    public record BudgetDiagnostic(String severity, String code, String message, String model) {

        public BudgetDiagnostic {
            severity = MissingFields.orEmpty(severity);
            code = MissingFields.orEmpty(code);
            message = MissingFields.orEmpty(message);
            model = MissingFields.orEmpty(model);
        }
    }

    /**
     * One statement of a plan.
     *
     * @param purpose {@code create_schema}, {@code full_refresh_copy}, …
     * @param target dotted name of what it makes
     */
    public record Statement(String purpose, String target, String sql) {

        public Statement {
            purpose = MissingFields.orEmpty(purpose);
            target = MissingFields.orEmpty(target);
            sql = MissingFields.orEmpty(sql);
        }
    }
}
