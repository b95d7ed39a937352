package dev.rockyjava.engine;

/** A document that a {@link RunRequest} is answered with; its type follows its {@code command} member. */
public sealed interface EngineDocument permits RunOutput, LoadOutput, SeedOutput, PlanOutput, TestOutput {

    /** The engine's version, as the document states it. */
    String version();

    /** The command that printed it: {@code run}, {@code load}, {@code seed}, {@code plan}, {@code test}. */
    String command();
}
