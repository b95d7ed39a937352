package dev.rockyjava.internal.run.execute;

import dev.rockyjava.asset.AssetGraph;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.OutcomeCause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    /** Of each asset below a failed one. */
    private final Map<AssetKey, UpstreamPath> ways = new HashMap<>();

    /** Where a failure begins, and what happened there. */
    private final Map<AssetKey, String> origins = new HashMap<>();

    /**
     * The way from a failed asset down to one that can't be built for it. A long one is told without going up all of
     * it, as in a long chain each asset has one.
     *
     * @param from the last one before the asset
     * @param second the first one after the failed asset
     * @param length in assets, with both ends
     */
    private record UpstreamPath(AssetKey origin, AssetKey second, AssetKey from, int length) {}

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
                if (!origins.containsKey(consumer) && ways.putIfAbsent(consumer, way(key, from, consumer)) == null) {
                    todo.add(consumer);
                }
            }
        }
    }

    private UpstreamPath way(AssetKey origin, AssetKey from, AssetKey to) {
        UpstreamPath before = ways.get(from);
        return from.equals(origin) || before == null
                ? new UpstreamPath(origin, to, from, 2)
                : new UpstreamPath(origin, before.second(), from, before.length() + 1);
    }

    /** Whether something above an asset has failed. */
    boolean reaches(AssetKey key) {
        return ways.containsKey(key);
    }

    /** Why an asset can't be built; empty when nothing above it has failed. */
    Optional<Blocked> blocked(AssetKey key) {
        return Optional.ofNullable(ways.get(key)).map(way -> {
            OutcomeCause.UpstreamFailed cause =
                    new OutcomeCause.UpstreamFailed(way.origin(), String.valueOf(origins.get(way.origin())));
            return new Blocked(cause, cause.text() + (way.length() == 2 ? "" : " (" + chain(key, way) + ")"));
        });
    }

    /**
     * @param reason the cause and the way from there to the asset, for people
     */
    record Blocked(OutcomeCause.UpstreamFailed cause, String reason) {}

    private String chain(AssetKey key, UpstreamPath way) {
        String arrow = " → ";
        if (way.length() > SHOWN) {
            return way.origin() + arrow + way.second() + arrow + "… " + (way.length() - 4) + " more …" + arrow
                    + way.from() + arrow + key;
        }
        Deque<AssetKey> shown = new ArrayDeque<>(List.of(key));
        for (AssetKey up = way.from(); !up.equals(way.origin()); up = Objects.requireNonNull(ways.get(up)).from()) {
            shown.addFirst(up);
        }
        shown.addFirst(way.origin());
        return shown.stream().map(AssetKey::toString).collect(Collectors.joining(arrow));
    }
}
