package dev.rockyjava.internal.run.execute;

import dev.rockyjava.asset.AssetGraph;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.OutcomeCause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records which assets have a failed upstream, also through assets that aren't selected. Each asset is visited a few times
 * in a run, however many failures are upstream of it; it is skipped for the first failure that reaches it.
 */
final class FailedUpstream {

    /** The maximum number of assets shown of a path; a longer one is shortened in the middle. */
    private static final int SHOWN = 5;

    /** The maximum number of other failed assets named. */
    private static final int OTHERS = 3;

    private final AssetGraph graph;
    /** The path to each asset downstream of a failed one. */
    private final Map<AssetKey, UpstreamPath> ways = new HashMap<>();
    /** The failed assets that reached it later; one more than is named. */
    private final Map<AssetKey, Set<AssetKey>> others = new HashMap<>();
    /** The failed assets, each with what happened there. */
    private final Map<AssetKey, String> origins = new HashMap<>();

    /**
     * The path from a failed asset down to one that can't be built because of it. It has no list of all its assets, so
     * that each asset of a long chain can have one.
     *
     * @param from the last asset before the end of the path
     * @param second the first asset after the failed one
     * @param length the number of assets, including both ends
     */
    private record UpstreamPath(AssetKey origin, AssetKey second, AssetKey from, int length) {}

    FailedUpstream(AssetGraph graph) {
        this.graph = graph;
    }

    /**
     * Records a failed asset.
     *
     * @param event what happened to it, as the end of a sentence: "failed"
     */
    void add(AssetKey key, String event) {
        origins.put(key, event);
        Deque<AssetKey> todo = new ArrayDeque<>(List.of(key));
        while (!todo.isEmpty()) {
            AssetKey from = todo.remove();
            for (AssetKey consumer : graph.downstream(from)) {
                if (!origins.containsKey(consumer) && reach(key, from, consumer)) {
                    todo.add(consumer);
                }
            }
        }
    }

    /** Returns whether what is downstream of the asset has to be told, too. */
    private boolean reach(AssetKey origin, AssetKey from, AssetKey to) {
        UpstreamPath first = ways.get(to);
        if (first == null) {
            ways.put(to, way(origin, from, to));
            return true;
        }
        if (first.origin().equals(origin)) {
            return false;
        }
        Set<AssetKey> later = others.computeIfAbsent(to, key -> new LinkedHashSet<>());
        return later.size() <= OTHERS && later.add(origin);
    }

    private UpstreamPath way(AssetKey origin, AssetKey from, AssetKey to) {
        UpstreamPath before = ways.get(from);
        return from.equals(origin) || before == null
                ? new UpstreamPath(origin, to, from, 2)
                : new UpstreamPath(origin, before.second(), from, before.length() + 1);
    }

    /** Returns whether something upstream of an asset has failed. */
    boolean reaches(AssetKey key) {
        return ways.containsKey(key);
    }

    /** Returns why an asset can't be built; empty if nothing upstream of it has failed. */
    Optional<Blocked> blocked(AssetKey key) {
        return Optional.ofNullable(ways.get(key)).map(way -> {
            OutcomeCause.UpstreamFailed cause =
                    new OutcomeCause.UpstreamFailed(way.origin(), String.valueOf(origins.get(way.origin())));
            return new Blocked(cause, cause.text() + (way.length() == 2 ? "" : " (" + chain(key, way) + ")") + others(key));
        });
    }

    private String others(AssetKey key) {
        Set<AssetKey> later = others.getOrDefault(key, Set.of());
        String named = later.stream().limit(OTHERS).map(other -> ", " + other + " " + origins.get(other)).collect(Collectors.joining());
        return later.isEmpty() ? "" : "; also" + named.substring(1) + (later.size() > OTHERS ? ", and others" : "");
    }

    /**
     * Why an asset can't be built.
     *
     * @param reason the cause and the path from there to the asset, as text
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
