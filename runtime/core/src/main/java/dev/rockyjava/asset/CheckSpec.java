package dev.rockyjava.asset;

/**
 * A check on an asset: a declared test of a model.
 *
 * @param asset the asset that is checked
 * @param name unique among the checks of that asset
 * @param nodeId the engine's id of the test node
 */
public record CheckSpec(AssetKey asset, String name, String nodeId) implements Comparable<CheckSpec> {

    @Override
    public int compareTo(CheckSpec other) {
        int order = asset.compareTo(other.asset);
        return order != 0 ? order : nodeId.compareTo(other.nodeId);
    }
}
