package dev.rockyjava.translate;

import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A node of {@code rocky dag}, as it stands in a snapshot (ENGINE.md §2.2).
 *
 * @param id {@code <kind>:<name>}
 * @param kindWord the engine's word for the kind; {@link #kind()} for the known ones
 * @param label the engine's name for it, without the kind
 * @param pipeline the pipeline that owns it; seeds have none
 * @param target where it is built; transformations and seeds have one
 * @param strategy the {@code type} of its strategy
 * @param freshness the model's own block; the project's default isn't merged in
 * @param partitionShape how it is cut into partitions
 * @param dependsOn ids of the nodes that it needs by declaration
 * @param tags the governance tags of a model, its group's merged in, as they are in the project, sorted by name; they
 *     come from {@code rocky compile} (ENGINE.md §2.3), so there are none when that failed
 */
public record DagNode(
        String id,
        String kindWord,
        String label,
        Optional<String> pipeline,
        Optional<Target> target,
        Optional<String> strategy,
        Optional<FreshnessPolicy> freshness,
        Optional<PartitionShape> partitionShape,
        List<String> dependsOn,
        Map<String, String> tags) {

    /**
     * How a node is cut into partitions, in the engine's words.
     *
     * @param granularity {@code hourly}, {@code daily}, {@code monthly}, {@code yearly} or a strategy's spelling of them
     * @param firstPartition canonical key of the first partition
     */
    public record PartitionShape(String granularity, Optional<String> firstPartition) {}

    public DagNode {
        dependsOn = List.copyOf(dependsOn);
        // Sorted, not in an order of chance: a translator that takes the first of them must always take the same.
        tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** The same node with these governance tags. */
    public DagNode withTags(Map<String, String> tags) {
        return new DagNode(
                id, kindWord, label, pipeline, target, strategy, freshness, partitionShape, dependsOn, tags);
    }

    /** The kind; {@link NodeKind#OTHER} for a word that this version doesn't know. */
    public NodeKind kind() {
        return NodeKind.ofWord(kindWord);
    }
}
