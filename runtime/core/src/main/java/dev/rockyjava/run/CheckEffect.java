package dev.rockyjava.run;

/** The effect of a check's result on the run. */
public enum CheckEffect {
    /**
     * The result is only reported. This is the effect of every check that passed, of warnings, and of the checks of a
     * replication.
     */
    NONE("none"),
    /** The run doesn't succeed, because a contract is violated. */
    FAILS_RUN("fails-run"),
    /** The run doesn't succeed and downstream assets aren't built, because a test that the run executed failed. */
    STOPS_DOWNSTREAM("stops-downstream");

    private final String word;

    CheckEffect(String word) {
        this.word = word;
    }

    /** Returns the word in JSON and journals, {@code fails-run} for example. */
    public String word() {
        return word;
    }
}
