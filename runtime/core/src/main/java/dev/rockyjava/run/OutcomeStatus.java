package dev.rockyjava.run;

/** The status of one selected asset at the end of a run. */
public enum OutcomeStatus {
    /** The engine reported, for this asset, that it was built or is still valid. */
    MATERIALIZED("materialized"),
    /** Nothing was built, and nothing should have been: a placeholder that keeps the asset in the graph. */
    GRAPH_ONLY("graph-only"),
    /** It should have been built but wasn't, or only in part. */
    FAILED("failed"),
    /** It was not built; {@link SkipCause} says why. */
    SKIPPED("skipped");

    private final String word;

    OutcomeStatus(String word) {
        this.word = word;
    }

    /**
     * Returns the word in messages and JSON: {@code materialized}, {@code graph-only}, {@code failed}, {@code skipped}.
     */
    public String word() {
        return word;
    }
}
