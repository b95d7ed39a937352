package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import java.util.regex.Pattern;

/**
 * Decides what a node is called. Override a method to name differently; the result must depend on the arguments alone,
 * since generated and run-time definitions are compared.
 *
 * <p>Not called for tests, which are checks on their parent and no assets.
 */
public class RockyTranslator {

    private static final Pattern INVALID = Pattern.compile("[^A-Za-z0-9_]");
    private static final String DEFAULT = "default";

    /** A translator with the peer's rules. */
    public RockyTranslator() {}

    /**
     * The asset key of a node. By default:
     *
     * <ul>
     *   <li>a transformation with a target: catalog, schema, table
     *   <li>a seed: {@code seed}, label
     *   <li>a source: pipeline, {@code source}; a load: pipeline, {@code load}
     *   <li>a quality pipeline: {@code quality}, pipeline; a snapshot pipeline: {@code snapshot}, pipeline
     *   <li>anything else: the id, each character other than letters, digits and {@code _} replaced by {@code _}
     * </ul>
     *
     * <p>A node without a pipeline, or with an empty name of one, counts as of the pipeline {@code default}.
     */
    public AssetKey getDagNodeAssetKey(DagNode node) {
        String pipeline = node.pipeline().filter(name -> !name.isEmpty()).orElse(DEFAULT);
        return switch (node.kind()) {
            case TRANSFORMATION -> node.target()
                    .map(target -> AssetKey.of(target.catalog(), target.schema(), target.table()))
                    .orElseGet(() -> sanitizedId(node));
            case SEED -> AssetKey.of("seed", node.label());
            case SOURCE -> AssetKey.of(pipeline, "source");
            case LOAD -> AssetKey.of(pipeline, "load");
            case QUALITY -> AssetKey.of("quality", pipeline);
            case SNAPSHOT -> AssetKey.of("snapshot", pipeline);
            case TEST, OTHER -> sanitizedId(node);
        };
    }

    /**
     * The group of a node. By default the target's schema for a transformation, else the pipeline, else
     * {@code default}.
     */
    public String getDagGroupName(DagNode node) {
        return switch (node.kind()) {
            case TRANSFORMATION -> node.target()
                    .map(target -> target.schema())
                    .or(node::pipeline)
                    .orElse(DEFAULT);
            default -> node.pipeline().orElse(DEFAULT);
        };
    }

    private static AssetKey sanitizedId(DagNode node) {
        return AssetKey.of(INVALID.matcher(node.id()).replaceAll("_"));
    }
}
