package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.internal.graph.Cycles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Adds derived edges to the declared ones, and never makes a circle by it: the engine runs by the declared edges, so a
 * derived one that contradicts them is what gives way.
 */
final class DerivedEdges {

    /** What a node needs. */
    record Edge(String node, String upstream) {}

    /** An edge that was left out, and how it was known. */
    record Dropped(Edge edge, Origin origin) {}

    private final Map<String, Map<String, Origin>> kept = new TreeMap<>();
    private final List<Dropped> dropped = new ArrayList<>();

    /**
     * @param declared for every node what it needs by declaration; without circles
     * @param derived for some nodes what they need by derivation
     * @param guessed of those edges the ones that may not be real; one of them that is part of a circle isn't kept
     */
    DerivedEdges(
            Map<String, Set<String>> declared,
            Map<String, Map<String, Origin>> derived,
            Predicate<Edge> guessed) {
        Map<String, Set<String>> all = new HashMap<>(2 * declared.size());
        declared.forEach((node, needed) -> all.put(node, new LinkedHashSet<>(needed)));
        derived.forEach((node, needed) -> {
            Set<String> allOfNode = Objects.requireNonNull(all.get(node));
            Map<String, Origin> more = new TreeMap<>(needed);
            more.keySet().removeIf(upstream -> !allOfNode.add(upstream));
            if (!more.isEmpty()) {
                kept.put(node, more);
            }
        });
        // Only edges inside a circle can be to blame, and in a sane project there is none.
        List<List<String>> circles = Cycles.find(all.keySet(), all::get);
        if (!circles.isEmpty()) {
            breakUp(circles, all, guessed);
        }
    }

    private void breakUp(List<List<String>> circles, Map<String, Set<String>> all, Predicate<Edge> guessed) {
        List<Edge> suspects = new ArrayList<>();
        for (List<String> circle : circles) {
            Set<String> members = new HashSet<>(circle);
            for (String node : circle) {
                kept.getOrDefault(node, Map.of()).keySet().stream()
                        .filter(members::contains)
                        .forEach(upstream -> suspects.add(new Edge(node, upstream)));
            }
        }
        suspects.forEach(edge -> Objects.requireNonNull(all.get(edge.node())).remove(edge.upstream()));
        for (Edge edge : suspects) {
            if (guessed.test(edge) || reaches(edge.upstream(), edge.node(), all)) {
                Origin origin = Objects.requireNonNull(Objects.requireNonNull(kept.get(edge.node())).remove(edge.upstream()));
                dropped.add(new Dropped(edge, origin));
            } else {
                Objects.requireNonNull(all.get(edge.node())).add(edge.upstream());
            }
        }
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> upstream) {
        Set<String> seen = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>(List.of(from));
        while (!todo.isEmpty()) {
            String node = todo.pop();
            if (node.equals(to)) {
                return true;
            }
            if (seen.add(node)) {
                todo.addAll(upstream.get(node));
            }
        }
        return false;
    }

    /** The derived edges of a node: what it needs, and how that is known. */
    Map<String, Origin> of(String node) {
        return kept.getOrDefault(node, Map.of());
    }

    /** The edges that were left out, sorted. */
    List<Dropped> dropped() {
        return dropped;
    }
}
