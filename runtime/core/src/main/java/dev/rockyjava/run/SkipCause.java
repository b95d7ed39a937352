package dev.rockyjava.run;

/** Why an asset was skipped, and whether that is harmless. */
public enum SkipCause {
    /** An upstream asset failed in this run, failed an executed test, or was skipped by the engine. */
    UPSTREAM_FAILED("upstream_failed", false),
    /** The engine didn't build it because of a failed upstream model (ENGINE.md §3.5). */
    CONTAINED("contained", false),
    /** The engine did nothing because another run has, or had, the same idempotency key (ENGINE.md §2.11). */
    CLAIMED_BY_OTHER_RUN("claimed_by_other_run", false),
    /** There is nothing to do: an empty landing folder, no enabled table, no check. This is harmless. */
    NOTHING_TO_DO("nothing_to_do", true),
    /** This version of the library can't execute nodes of that kind. */
    NOT_EXECUTABLE("not_executable", false),
    /** The run was interrupted or cancelled before its turn. */
    INTERRUPTED("interrupted", false),
    /** The run stops at the first failure, and there was one before its turn. */
    FAILED_FAST("failed_fast", false),
    /** The run's time limit was reached before its turn. */
    TIMED_OUT("timed_out", false);

    private final String word;
    private final boolean harmless;

    SkipCause(String word, boolean harmless) {
        this.word = word;
        this.harmless = harmless;
    }

    /** Returns the word in JSON, {@code upstream_failed} for example. */
    public String word() {
        return word;
    }

    /** Returns whether a run with such a skip can still succeed. */
    public boolean harmless() {
        return harmless;
    }
}
