package dev.rockyjava.run;

/** What follows from the result of a check. */
public enum CheckEffect {
    /** Nothing but that it is reported. So it is with whatever passed, with warnings, and with the checks of a replication. */
    NONE("none"),
    /** The run doesn't succeed, as a contract is violated. */
    FAILS_RUN("fails-run"),
    /** The run doesn't succeed, and what is downstream isn't built, as a test failed that the run was asked to execute. */
    STOPS_DOWNSTREAM("stops-downstream");

    private final String word;

    CheckEffect(String word) {
        this.word = word;
    }

    /** How it is written down. */
    public String word() {
        return word;
    }
}
