package dev.rockyjava.asset;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Specs that are all in memory. */
final class KnownSpecs implements SpecSource {

    private final AssetSpec[] sorted;
    private final Map<AssetKey, Integer> byKey;
    private final Map<String, Integer> byNodeId;
    private final List<CheckSpec> checks;
    private final SortedMap<String, String> otherContent;

    /**
     * Creates the specs.
     *
     * @throws IllegalArgumentException as {@link Definitions#of(Collection, Collection)}
     */
    KnownSpecs(Collection<AssetSpec> specs, Collection<CheckSpec> checks, SortedMap<String, String> otherContent) {
        this.sorted = specs.toArray(new AssetSpec[0]);
        this.byKey = new HashMap<>(2 * sorted.length);
        this.byNodeId = new HashMap<>(2 * sorted.length);
        this.checks = List.copyOf(checks);
        this.otherContent = SpecCollections.map(otherContent);
        Arrays.sort(sorted, Comparator.comparing(AssetSpec::key));
        index();
        for (AssetSpec spec : sorted) {
            for (Dependency dependency : spec.dependencies()) {
                if (!byKey.containsKey(dependency.key())) {
                    throw new IllegalArgumentException(
                            spec.key() + " depends on " + dependency.key() + ", which is not an asset");
                }
            }
        }
        for (CheckSpec check : checks) {
            if (!byKey.containsKey(check.asset())) {
                throw new IllegalArgumentException(
                        "check " + check.nodeId() + " is on " + check.asset() + ", which is not an asset");
            }
        }
    }

    private void index() {
        for (int i = 0; i < sorted.length; i++) {
            AssetSpec spec = sorted[i];
            Integer sameKey = byKey.put(spec.key(), i);
            if (sameKey != null) {
                throw new IllegalArgumentException("two nodes have the asset key " + spec.key() + ": "
                        + sorted[sameKey].nodeId() + " and " + spec.nodeId());
            }
            if (byNodeId.put(spec.nodeId(), i) != null) {
                throw new IllegalArgumentException("two assets have the node id " + spec.nodeId());
            }
        }
    }

    @Override
    public int size() {
        return sorted.length;
    }

    @Override
    public AssetKey key(int index) {
        return sorted[index].key();
    }

    @Override
    public AssetSpec spec(int index) {
        return sorted[index];
    }

    @Override
    public int indexOf(AssetKey key) {
        return byKey.getOrDefault(key, -1);
    }

    @Override
    public int indexOf(String nodeId) {
        return byNodeId.getOrDefault(nodeId, -1);
    }

    @Override
    public Collection<CheckSpec> checks() {
        return checks;
    }

    @Override
    public SortedMap<String, String> otherContent() {
        return otherContent;
    }
}
