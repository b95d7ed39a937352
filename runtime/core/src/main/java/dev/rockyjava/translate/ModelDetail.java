package dev.rockyjava.translate;

import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.Target;
import dev.rockyjava.translate.DagNode.PartitionShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as {@code rocky compile} describes it in a snapshot.
 *
 * @param target where it is built; empty only in a damaged snapshot
 * @param strategy the {@code type} of its strategy
 * @param tags the governance tags of the model, its group's merged in
 * @param freshness the model's own block
 * @param partitionShape how a {@code time_interval} model is cut into partitions
 * @param dependsOn names of the models that it needs; may hold names that are no models
 */
public record ModelDetail(
        String name,
        Optional<Target> target,
        Optional<String> strategy,
        Map<String, String> tags,
        Optional<FreshnessPolicy> freshness,
        Optional<PartitionShape> partitionShape,
        List<String> dependsOn) {

    public ModelDetail {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        dependsOn = List.copyOf(dependsOn);
    }

    /** The id that the model has in the engine's graph: {@code transformation:<name>}. */
    public String nodeId() {
        return nodeId(name);
    }

    /** The id that the model of this name has in the engine's graph. */
    public static String nodeId(String model) {
        return "transformation:" + model;
    }
}
