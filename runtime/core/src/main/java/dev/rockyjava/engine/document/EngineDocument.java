package dev.rockyjava.engine.document;

/** A document that a {@code RunRequest} is answered with; its type follows its {@code command} member. */
public sealed interface EngineDocument permits RunOutput, LoadOutput, SeedOutput, PlanOutput, TestOutput {

    /** The engine's version, as the document states it. */
    String version();

    /** The command that printed it: {@code run}, {@code load}, {@code seed}, {@code plan}, {@code test}. */
    String command();
}
