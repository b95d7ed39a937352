package dev.rockyjava.asset;

import java.util.Locale;

/**
 * What a node of the engine's graph is (rocky-contract, "dag"). The engine may add kinds in any release; a kind that
 * this version doesn't know is {@link #OTHER}, its own word stays in {@link AssetSpec#kinds()}.
 */
public enum NodeKind {
    /** Where a replication pipeline reads from; without {@code dag_mode} one discovered table of it. */
    SOURCE,
    /** What a replication or a load pipeline writes. */
    LOAD,
    /** A SQL model. */
    TRANSFORMATION,
    /** A CSV file kept beside the models. */
    SEED,
    /** A pipeline of quality gates. */
    QUALITY,
    /** A pipeline that keeps the history of a table. */
    SNAPSHOT,
    /** A declared test; no asset of its own but a check on its parent. */
    TEST,
    /** A kind that this version of the library doesn't know. */
    OTHER;

    private static final NodeKind[] ALL = values();

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The engine's word for the kind, {@code "transformation"} for example; {@code "other"} for {@link #OTHER}. */
    public String word() {
        return word;
    }

    /** The kind for the engine's word; {@link #OTHER} for a word that isn't known. */
    public static NodeKind ofWord(String word) {
        for (NodeKind kind : ALL) {
            if (kind != OTHER && kind.word.equals(word)) {
                return kind;
            }
        }
        return OTHER;
    }
}
