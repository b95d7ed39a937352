package dev.rockyjava.run.history;

import dev.rockyjava.run.CheckStatus;

/**
 * How many checks of a run ended in which way, as the journal has it. Those of a journal of an earlier version that failed
 * as warnings count as failed.
 *
 * @param failed with a severity other than {@code warning}
 * @param warned failed with the severity {@code warning}
 */
public record RecordedChecks(int passed, int failed, int warned, int notEvaluated) {

    public static final RecordedChecks NONE = new RecordedChecks(0, 0, 0, 0);

    public static RecordedChecks of(CheckStatus status, boolean warning) {
        return switch (status) {
            case PASSED -> new RecordedChecks(1, 0, 0, 0);
            case FAILED -> warning ? new RecordedChecks(0, 0, 1, 0) : new RecordedChecks(0, 1, 0, 0);
            case NOT_EVALUATED -> new RecordedChecks(0, 0, 0, 1);
        };
    }

    public RecordedChecks plus(RecordedChecks more) {
        return new RecordedChecks(
                passed + more.passed, failed + more.failed, warned + more.warned, notEvaluated + more.notEvaluated);
    }

    /** How many there are. */
    public int all() {
        return passed + failed + warned + notEvaluated;
    }
}
