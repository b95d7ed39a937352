package dev.rockyjava.run;

import java.util.stream.Stream;

/** How the engine is asked to do its work. */
public enum ExecutionMode {
    /** By a single command that does the work. */
    DIRECT("direct"),
    /**
     * By {@code rocky plan}, followed by {@code rocky apply} of that plan. The work is recorded beforehand, under a
     * plan id, in the project's {@code .rocky/plans}; a policy, a changed configuration or a drifted source prevents
     * its application. The engine plans replications only (ENGINE.md §2.13).
     */
    PLAN_THEN_APPLY("plan-then-apply");

    private final String word;

    ExecutionMode(String word) {
        this.word = word;
    }

    /** Returns the word in a configuration: {@code direct}, {@code plan-then-apply}. */
    public String word() {
        return word;
    }

    /**
     * Returns the mode with a {@linkplain #word() word}.
     *
     * @throws IllegalArgumentException if there is no such mode
     */
    public static ExecutionMode ofWord(String word) {
        return Stream.of(values()).filter(mode -> mode.word.equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no execution mode '" + word + "'; it is either 'direct' or 'plan-then-apply'"));
    }
}
