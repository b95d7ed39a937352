package dev.rockyjava.asset;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kind of a node of the engine's graph (ENGINE.md §2.2). The engine may add kinds in any release. A kind that
 * this version doesn't know is {@link #OTHER}; the engine's word for it is kept in {@link AssetSpec#kinds()}.
 */
public enum NodeKind {
    /** The input of a replication pipeline; without {@code dag_mode}, one of its discovered tables. */
    SOURCE(
            "source", 1, SourceAsset.class, Execution.ALWAYS, DefaultKey.PIPELINE_AND_WORD,
            Trait.HAS_SOURCES, Trait.FEEDS_MODELS),
    /** The output of a replication or load pipeline. */
    LOAD(
            "load", 2, LoadAsset.class, Execution.ALWAYS, DefaultKey.PIPELINE_AND_WORD,
            Trait.HAS_SOURCES, Trait.FEEDS_MODELS, Trait.WRITES_TARGET),
    /** A SQL model. */
    TRANSFORMATION("transformation", 3, TransformationAsset.class, Execution.ALWAYS, DefaultKey.TARGET),
    /** A CSV file kept beside the models. */
    SEED("seed", 4, SeedAsset.class, Execution.ON_REQUEST, DefaultKey.WORD_AND_LABEL, Trait.FEEDS_MODELS),
    /** A pipeline of quality gates. */
    QUALITY("quality", 5, QualityAsset.class, Execution.ON_REQUEST, DefaultKey.WORD_AND_PIPELINE),
    /** A pipeline that keeps the history of a table. */
    SNAPSHOT(
            "snapshot", 6, SnapshotAsset.class, Execution.ON_REQUEST, DefaultKey.WORD_AND_PIPELINE, Trait.WRITES_TARGET),
    /** A declared test, which is not an asset but a check on its parent. */
    TEST("test", 7, OtherAsset.class, Execution.ON_REQUEST, DefaultKey.NODE_ID),
    /** A kind that this version of the library doesn't know. */
    OTHER("other", 8, OtherAsset.class, Execution.NEVER, DefaultKey.NODE_ID);

    /** When a run executes nodes of a kind. */
    public enum Execution {
        /** Whenever they are selected. */
        ALWAYS,
        /** Only if the program requests their kind; otherwise they get a placeholder that is marked as such. */
        ON_REQUEST,
        /** Never. */
        NEVER
    }

    /** What the asset key of a node consists of, unless a translator decides otherwise. */
    public enum DefaultKey {
        /** Catalog, schema and table of its target; the node id if it has none. */
        TARGET,
        /** The kind's word and the node's label. */
        WORD_AND_LABEL,
        /** The kind's word and the pipeline's name. */
        WORD_AND_PIPELINE,
        /** The pipeline's name and the kind's word. */
        PIPELINE_AND_WORD,
        /** The node id. */
        NODE_ID
    }

    /** A fact about all nodes of a kind. */
    public enum Trait {
        /**
         * The sources of its pipeline are its sources: a run can copy one of them, and what is known about them is known
         * about the node.
         */
        HAS_SOURCES,
        /** Brings data into the warehouse; a model that may read any table is built after it. */
        FEEDS_MODELS,
        /** Writes the tables that the target of its pipeline names. */
        WRITES_TARGET
    }

    private static final NodeKind[] ALL = values();

    private final String word;
    private final int code;
    private final Class<? extends Asset> assetType;
    private final Execution execution;
    private final DefaultKey defaultKey;
    private final Set<Trait> traits;

    /**
     * Declares a kind.
     *
     * @param code never that of another kind, nor of a removed one
     * @param assetType has a public static method {@code of} that takes the key's text form
     */
    NodeKind(
            String word,
            int code,
            Class<? extends Asset> assetType,
            Execution execution,
            DefaultKey defaultKey,
            Trait... traits) {
        this.word = word;
        this.code = code;
        this.assetType = assetType;
        this.execution = execution;
        this.defaultKey = defaultKey;
        this.traits = Set.of(traits);
    }

    /** Returns the engine's word for the kind, {@code "transformation"} for example; {@code "other"} for {@link #OTHER}. */
    public String word() {
        return word;
    }

    /**
     * Returns the number that represents the kind in the resource next to generated code. It is the same in all
     * versions.
     */
    public int code() {
        return code;
    }

    /**
     * Returns the type of a generated constant of this kind; a partitioned asset has a {@link PartitionedAsset}
     * instead.
     */
    public Class<? extends Asset> assetType() {
        return assetType;
    }

    /** Returns when a run executes nodes of this kind. */
    public Execution execution() {
        return execution;
    }

    /** Returns what the key of a node of this kind consists of by default. */
    public DefaultKey defaultKey() {
        return defaultKey;
    }

    /** Returns whether a fact is true for nodes of this kind. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Returns the kind with the engine's word; {@link #OTHER} for an unknown word. */
    public static NodeKind ofWord(String word) {
        for (NodeKind kind : ALL) {
            if (kind != OTHER && kind.word.equals(word)) {
                return kind;
            }
        }
        return OTHER;
    }

    /** Returns the kind with this {@link #code()}; empty if this version has none. */
    public static Optional<NodeKind> ofCode(int code) {
        for (NodeKind kind : ALL) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Returns the kinds that are executed only {@linkplain Execution#ON_REQUEST on request}, in the order of declaration. */
    public static List<NodeKind> onRequest() {
        return Arrays.stream(ALL).filter(kind -> kind.execution == Execution.ON_REQUEST).toList();
    }
}
