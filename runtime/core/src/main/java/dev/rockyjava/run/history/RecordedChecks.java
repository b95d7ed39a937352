package dev.rockyjava.run.history;

import dev.rockyjava.run.CheckStatus;

/**
 * The number of a run's checks by result, as the journal recorded them. In journals of earlier versions, checks that
 * failed as warnings count as failed.
 *
 * @param passed the number of checks that passed
 * @param failed the number that failed with a severity other than {@code warning}
 * @param warned the number that failed with the severity {@code warning}
 * @param notEvaluated the number without a result
 */
public record RecordedChecks(int passed, int failed, int warned, int notEvaluated) {

    /** No checks. */
    public static final RecordedChecks NONE = new RecordedChecks(0, 0, 0, 0);

    /**
     * Returns the counts for a single check.
     *
     * @param warning whether its severity is {@code warning}
     */
    public static RecordedChecks of(CheckStatus status, boolean warning) {
        return switch (status) {
            case PASSED -> new RecordedChecks(1, 0, 0, 0);
            case FAILED -> warning ? new RecordedChecks(0, 0, 1, 0) : new RecordedChecks(0, 1, 0, 0);
            case NOT_EVALUATED -> new RecordedChecks(0, 0, 0, 1);
        };
    }

    /** Returns the sum of these and other counts. */
    public RecordedChecks plus(RecordedChecks more) {
        return new RecordedChecks(
                passed + more.passed, failed + more.failed, warned + more.warned, notEvaluated + more.notEvaluated);
    }

    /** Returns the total number of checks. */
    public int all() {
        return passed + failed + warned + notEvaluated;
    }
}
