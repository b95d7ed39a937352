package dev.rockyjava.run;

/** Why a check has no result. */
public enum NotEvaluated {
    /** The run didn't ask for it: tests without {@link Materializer#execute}, for example. */
    NOT_ASKED("not-asked"),
    /** The engine was asked for the asset, but its answer doesn't mention the check. */
    NOT_REPORTED("not-reported"),
    /** There is nothing to compare with: a contract without an answer of the compiler, or without its model. */
    NOT_VERIFIED("not-verified"),
    /** The engine reports that it didn't evaluate the check. */
    DECLINED("declined"),
    /** The evaluation failed. */
    ERROR("error"),
    /** The engine in use can't evaluate the check. */
    UNSUPPORTED("unsupported"),
    /** The asset wasn't built: it failed, was skipped, or is a placeholder. Only in {@link RunResult#unevaluatedChecks()}. */
    NOT_BUILT("not-built");

    private final String word;

    NotEvaluated(String word) {
        this.word = word;
    }

    /** Returns the word in JSON and journals, {@code not-asked} for example. */
    public String word() {
        return word;
    }
}
