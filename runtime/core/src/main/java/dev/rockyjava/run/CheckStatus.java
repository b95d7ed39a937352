package dev.rockyjava.run;

/** The status of a check. */
public enum CheckStatus {
    /** It was evaluated and passed. */
    PASSED("passed"),
    /** It was evaluated and failed. */
    FAILED("failed"),
    /** It has no result; {@link CheckEvaluation#cause()} and {@link CheckEvaluation#reason()} say why. */
    NOT_EVALUATED("not-evaluated");

    private final String word;

    CheckStatus(String word) {
        this.word = word;
    }

    /** Returns the word in JSON and journals, {@code not-evaluated} for example. */
    public String word() {
        return word;
    }
}
