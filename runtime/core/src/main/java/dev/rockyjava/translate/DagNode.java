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
 * A node of {@code rocky dag}, as stored in a snapshot (ENGINE.md §2.2).
 *
 * @param id {@code <kind>:<name>}
 * @param kindWord the engine's word for the kind; {@link #kind()} for the known ones
 * @param label the engine's name for the node, without the kind
 * @param pipeline the pipeline that owns it; seeds have none
 * @param target where it is built; transformations and seeds have one
 * @param strategy the {@code type} of its strategy
 * @param freshness the model's own block; the project's default isn't merged in
 * @param partitionShape how it is partitioned
 * @param dependsOn ids of its declared dependencies
 * @param tags the governance tags of a model, merged with those of its group, as they are in the project, sorted by
 *     name; they come from {@code rocky compile} (ENGINE.md §2.3), so there are none if that failed
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
     * How a node is partitioned, in the engine's terms.
     *
     * @param granularity {@code hourly}, {@code daily}, {@code monthly}, {@code yearly} or a strategy's spelling of
     *     them
     * @param firstPartition canonical key of the first partition
     */
    public record PartitionShape(String granularity, Optional<String> firstPartition) {}

    public DagNode {
        dependsOn = List.copyOf(dependsOn);
        // Sorted, because a translator that takes the first tag must always take the same one.
        tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** Returns a copy with these governance tags. */
    public DagNode withTags(Map<String, String> tags) {
        return new DagNode(
                id, kindWord, label, pipeline, target, strategy, freshness, partitionShape, dependsOn, tags);
    }

    /** Returns the kind; {@link NodeKind#OTHER} for a word that this version doesn't know. */
    public NodeKind kind() {
        return NodeKind.ofWord(kindWord);
    }
}
