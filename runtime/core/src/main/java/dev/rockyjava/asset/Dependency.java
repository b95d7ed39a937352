package dev.rockyjava.asset;

/**
 * An upstream asset, and how the dependency is known.
 *
 * @param key the upstream asset
 * @param origin the origin of the edge; if an edge is both declared and derived, it counts as declared
 */
public record Dependency(AssetKey key, Origin origin) implements Comparable<Dependency> {

    /** The origin of an edge. */
    public enum Origin {
        /** Stated in the project: {@code depends_on} of a model or a pipeline. */
        DECLARED("declared"),
        /** Derived: a column comes from a column of that model. The engine's dag doesn't list what SQL reads. */
        COLUMN_LINEAGE("column_lineage"),
        /** Derived: a column comes from the physical table that the upstream asset is built as. */
        PHYSICAL_TARGET("physical_target"),
        /**
         * Derived: the model's SQL names the upstream asset or the table that it writes, in a FROM, a JOIN or a
         * subquery.
         */
        SQL("sql");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        /**
         * Returns the word used in JSON: {@code declared}, {@code column_lineage}, {@code physical_target},
         * {@code sql}.
         */
        public String word() {
            return word;
        }

        /** Returns whether the edge was derived rather than declared. */
        public boolean derived() {
            return this != DECLARED;
        }
    }

    @Override
    public int compareTo(Dependency other) {
        int order = key.compareTo(other.key);
        return order != 0 ? order : origin.compareTo(other.origin);
    }
}
