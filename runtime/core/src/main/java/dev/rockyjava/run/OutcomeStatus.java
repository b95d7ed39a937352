package dev.rockyjava.run;

/** What became of one selected asset. */
public enum OutcomeStatus {
    /** The engine said, for this asset, that it was built or is still valid. */
    MATERIALIZED("materialized"),
    /** Nothing was built, and nothing should have been: a placeholder that keeps the asset in the graph. */
    GRAPH_ONLY("graph-only"),
    /** It should have been built and wasn't, or not wholly. */
    FAILED("failed"),
    /** It was not built; {@link SkipCause} says why. */
    SKIPPED("skipped");

    private final String word;

    OutcomeStatus(String word) {
        this.word = word;
    }

    /** The word for people: {@code materialized}, {@code graph-only}, {@code failed}, {@code skipped}. */
    public String word() {
        return word;
    }
}
