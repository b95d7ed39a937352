package dev.rockyjava.run;

/** How a check ended. */
public enum CheckStatus {
    /** It was evaluated, and nothing is wrong. */
    PASSED("passed"),
    /** It was evaluated, and something is wrong. */
    FAILED("failed"),
    /** It has no result; {@link CheckEvaluation#cause()} and {@link CheckEvaluation#reason()} say why. */
    NOT_EVALUATED("not-evaluated");

    private final String word;

    CheckStatus(String word) {
        this.word = word;
    }

    /** How it is written down. */
    public String word() {
        return word;
    }
}
