package dev.rockyjava.asset.compile;

import java.util.Comparator;
import java.util.Optional;

/**
 * A diagnostic of the engine's compiler about a model (ENGINE.md §2.3).
 *
 * @param severity {@code Error}, {@code Warning}, {@code Info}, or a word of a newer engine
 * @param code {@code E010}, for example
 * @param model the model; for some codes the name of a contract or an import
 * @param message the text for users
 * @param place the location, {@code models/orders.sql:3:1}; empty if the compiler gives none
 */
public record CompileDiagnostic(String severity, String code, String model, String message, Optional<String> place)
        implements Comparable<CompileDiagnostic> {

    /** The code of a contract for a missing model, so that nothing was compared with the contract. */
    public static final String CONTRACT_WITHOUT_MODEL = "W011";

    private static final Comparator<CompileDiagnostic> ORDER = Comparator.comparing(CompileDiagnostic::model)
            .thenComparing(CompileDiagnostic::code)
            .thenComparing(CompileDiagnostic::message)
            .thenComparing(CompileDiagnostic::severity)
            .thenComparing(diagnostic -> diagnostic.place().orElse(""));

    /** Returns whether the model can't be built as it is. */
    public boolean isError() {
        return severity.equals("Error");
    }

    @Override
    public int compareTo(CompileDiagnostic other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code [E010] orders: required column 'id' missing (models/orders.sql:3:1)}. */
    @Override
    public String toString() {
        return "[" + code + "] " + model + ": " + message + place.map(at -> " (" + at + ")").orElse("");
    }
}
