package dev.rockyjava.engine;

import java.util.stream.Stream;

/** What is known about the work done for a {@link RunRequest}. */
public enum CallOutcome {
    /**
     * No rows were added that repeating the request would add a second time: the engine was never started, a lock or
     * the engine refused the request, or the engine's answer reports a failure.
     */
    NOTHING("nothing"),
    /** The engine's answer reports that all of the work was done. */
    DONE("done"),
    /** The engine's answer reports a failure with some of the work done. */
    PARTLY("partly"),
    /** Unknown: the call timed out, was killed, or returned no usable answer. */
    UNKNOWN("unknown");

    private final String word;

    CallOutcome(String word) {
        this.word = word;
    }

    /** Returns the word for this outcome in a run's journal. */
    public String word() {
        return word;
    }

    /**
     * Returns the outcome with this word.
     *
     * @return {@link #UNKNOWN} for an unknown word
     */
    public static CallOutcome ofWord(String word) {
        return Stream.of(values()).filter(outcome -> outcome.word.equals(word)).findFirst().orElse(UNKNOWN);
    }
}
