package dev.rockyjava.asset;

/**
 * A check on an asset: a declared test of a model, or what the engine or this library evaluates without one.
 *
 * @param asset the asset that is checked
 * @param name unique among the checks of that asset
 * @param nodeId the engine's id of the test node; of a check that is none, {@code check:<name>}
 */
public record CheckSpec(AssetKey asset, String name, String nodeId) implements Comparable<CheckSpec> {

    @Override
    public int compareTo(CheckSpec other) {
        int order = asset.compareTo(other.asset);
        if (order == 0) {
            order = nodeId.compareTo(other.nodeId);
        }
        // The name too: sorted sets compare by this order, and checks that aren't equal must not pass for equal.
        return order != 0 ? order : name.compareTo(other.name);
    }
}
