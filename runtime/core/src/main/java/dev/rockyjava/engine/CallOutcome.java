package dev.rockyjava.engine;

/** What is known of the work that a {@link RunRequest} has done. */
public enum CallOutcome {
    /**
     * It has added no rows that making it again would add once more: it was never started, a lock or the engine refused
     * it, or its answer says that it failed.
     */
    NOTHING("nothing"),
    /** Its answer says that all of it was done. */
    DONE("done"),
    /** Its answer is one of a failure, and says that some of it was done. */
    PARTLY("partly"),
    /** How it ended is not known: it took too long, was killed, or gave no answer that can be read. */
    UNKNOWN("unknown");

    private final String word;

    CallOutcome(String word) {
        this.word = word;
    }

    /** The word in a run's journal. */
    public String word() {
        return word;
    }

    /**
     * The outcome with a word.
     *
     * @return {@link #UNKNOWN} for a word that isn't known
     */
    public static CallOutcome ofWord(String word) {
        for (CallOutcome outcome : values()) {
            if (outcome.word.equals(word)) {
                return outcome;
            }
        }
        return UNKNOWN;
    }
}
