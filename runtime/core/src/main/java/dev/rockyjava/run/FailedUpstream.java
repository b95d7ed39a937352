package dev.rockyjava.run;

import dev.rockyjava.asset.AssetGraph;
import dev.rockyjava.asset.AssetKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Remembers which assets have a failed upstream, through assets that are not selected too. Each asset is visited once
 * in a run, however many failures there are above it; the first failure that reaches it is the one it is skipped for.
 */
final class FailedUpstream {

    /** A way of more assets than this is shortened in the middle. */
    private static final int SHOWN = 5;

    private final AssetGraph graph;
    /** The next asset on the way up to the failed one. */
    private final Map<AssetKey, AssetKey> towardsFailure = new HashMap<>();

    /** Where a failure begins, and what happened there. */
    private final Map<AssetKey, String> origins = new HashMap<>();

    FailedUpstream(AssetGraph graph) {
        this.graph = graph;
    }

    /**
     * @param event what happened to it, as the end of a sentence: "failed"
     */
    void add(AssetKey key, String event) {
        origins.put(key, event);
        Deque<AssetKey> todo = new ArrayDeque<>(List.of(key));
        while (!todo.isEmpty()) {
            AssetKey from = todo.remove();
            for (AssetKey consumer : graph.downstream(from)) {
                if (!origins.containsKey(consumer) && towardsFailure.putIfAbsent(consumer, from) == null) {
                    todo.add(consumer);
                }
            }
        }
    }

    /** Why an asset can't be built; empty when nothing above it has failed. */
    Optional<String> reason(AssetKey key) {
        if (!towardsFailure.containsKey(key)) {
            return Optional.empty();
        }
        List<AssetKey> way = new ArrayList<>(List.of(key));
        AssetKey up = key;
        do {
            up = towardsFailure.get(up);
            way.add(up);
        } while (!origins.containsKey(up));
        Collections.reverse(way);
        String upstream = "upstream " + up + " " + origins.get(up);
        return Optional.of(way.size() == 2 ? upstream : upstream + " (" + chain(way) + ")");
    }

    private static String chain(List<AssetKey> way) {
        String arrow = " → ";
        if (way.size() <= SHOWN) {
            return way.stream().map(AssetKey::toString).collect(Collectors.joining(arrow));
        }
        return way.get(0) + arrow + way.get(1) + arrow + "… " + (way.size() - 4) + " more …" + arrow
                + way.get(way.size() - 2) + arrow + way.get(way.size() - 1);
    }
}
