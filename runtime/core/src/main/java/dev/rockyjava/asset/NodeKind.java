package dev.rockyjava.asset;

/**
 * What a node of the engine's graph is (ENGINE.md §2.2). The engine may add kinds in any release; a kind that
 * this version doesn't know is {@link #OTHER}, its own word stays in {@link AssetSpec#kinds()}.
 */
public enum NodeKind {
    /** Where a replication pipeline reads from; without {@code dag_mode} one discovered table of it. */
    SOURCE("source"),
    /** What a replication or a load pipeline writes. */
    LOAD("load"),
    /** A SQL model. */
    TRANSFORMATION("transformation"),
    /** A CSV file kept beside the models. */
    SEED("seed"),
    /** A pipeline of quality gates. */
    QUALITY("quality"),
    /** A pipeline that keeps the history of a table. */
    SNAPSHOT("snapshot"),
    /** A declared test; no asset of its own but a check on its parent. */
    TEST("test"),
    /** A kind that this version of the library doesn't know. */
    OTHER("other");

    private static final NodeKind[] ALL = values();

    private final String word;

    NodeKind(String word) {
        this.word = word;
    }

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
