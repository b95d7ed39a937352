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
 * @param tags the governance tags of the model, merged with those of its group
 * @param freshness the model's own block
 * @param partitionShape how a {@code time_interval} model is partitioned
 * @param dependsOn names of the models that it depends on; may contain names that aren't models
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

    /** Returns the id of the model in the engine's graph: {@code transformation:<name>}. */
    public String nodeId() {
        return nodeId(name);
    }

    /** Returns the id in the engine's graph of the model with this name. */
    public static String nodeId(String model) {
        return "transformation:" + model;
    }
}
