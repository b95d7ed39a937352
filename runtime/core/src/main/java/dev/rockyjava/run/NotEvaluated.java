package dev.rockyjava.run;

/** Why a check has no result. */
public enum NotEvaluated {
    /** The run didn't ask for it: tests without {@link Materializer#execute}, for example. */
    NOT_ASKED("not-asked"),
    /** The engine was asked for the asset, and its answer says nothing about the check. */
    NOT_REPORTED("not-reported"),
    /** What it would be compared with isn't there: a contract without an answer of the compiler, or without its model. */
    NOT_VERIFIED("not-verified"),
    /** The engine says that it didn't evaluate it. */
    DECLINED("declined"),
    /** It was to be evaluated, and that failed. */
    ERROR("error"),
    /** The engine in use can't evaluate it. */
    UNSUPPORTED("unsupported");

    private final String word;

    NotEvaluated(String word) {
        this.word = word;
    }

    /** How it is written down. */
    public String word() {
        return word;
    }
}
