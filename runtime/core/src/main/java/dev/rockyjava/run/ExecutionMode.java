package dev.rockyjava.run;

/** How the engine is asked for its work. */
public enum ExecutionMode {
    /** By one command, which does it. */
    DIRECT("direct"),
    /**
     * By {@code rocky plan}, and then {@code rocky apply} of that plan: what is done was written down before, under a
     * name, in {@code .rocky/plans} of the project, and a policy, a changed configuration or a drifted source stops it.
     * The engine plans replications only (ENGINE.md §2.13).
     */
    PLAN_THEN_APPLY("plan-then-apply");

    private final String word;

    ExecutionMode(String word) {
        this.word = word;
    }

    /** The word in a configuration: {@code direct}, {@code plan-then-apply}. */
    public String word() {
        return word;
    }

    /**
     * The mode for a word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExecutionMode ofWord(String word) {
        for (ExecutionMode mode : values()) {
            if (mode.word().equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "there is no execution mode '" + word + "'; it is either 'direct' or 'plan-then-apply'");
    }
}
