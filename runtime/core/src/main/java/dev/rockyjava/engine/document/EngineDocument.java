package dev.rockyjava.engine.document;

/** A document that answers a {@code RunRequest}; its type is determined by its {@code command} member. */
public sealed interface EngineDocument permits RunOutput, LoadOutput, SeedOutput, PlanOutput, TestOutput {

    /** Returns the engine's version, as stated in the document. */
    String version();

    /**
     * Returns the command that printed the document: {@code run}, {@code load}, {@code seed}, {@code plan}, {@code
     * test}.
     */
    String command();
}
