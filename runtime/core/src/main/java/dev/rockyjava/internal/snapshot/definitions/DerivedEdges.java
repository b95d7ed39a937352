package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.internal.graph.Cycles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Adds derived edges to the declared ones without creating a cycle: the engine runs by the declared edges, so a
 * derived edge that contradicts them is dropped.
 */
final class DerivedEdges {

    /** A dependency of a node. */
    record Edge(String node, String upstream) {}

    /** An edge that was dropped, and its origin. */
    record Dropped(Edge edge, Origin origin) {}

    private final Map<String, Map<String, Origin>> kept = new HashMap<>();
    private final List<Dropped> dropped = new ArrayList<>();

    /**
     * Creates the combined edges.
     *
     * @param declared the declared dependencies of every node; without cycles
     * @param derived the derived dependencies of some nodes, sorted; those that are declared, too, are removed
     * @param guessed the derived edges that may not be real; one of them that is part of a cycle isn't kept
     */
    DerivedEdges(
            Map<String, Set<String>> declared,
            Map<String, Map<String, Origin>> derived,
            Predicate<Edge> guessed) {
        Map<String, Collection<String>> all = new HashMap<>(2 * declared.size());
        all.putAll(declared);
        derived.forEach((node, more) -> {
            Set<String> needed = Objects.requireNonNull(declared.get(node));
            needed.forEach(more::remove);
            if (!more.isEmpty()) {
                List<String> both = new ArrayList<>(needed);
                both.addAll(more.keySet());
                all.put(node, both);
                kept.put(node, more);
            }
        });
        // Only edges within a cycle can be the cause, and a sane project has no cycles.
        List<List<String>> circles = Cycles.find(all.keySet(), all::get);
        if (!circles.isEmpty()) {
            breakUp(circles, all, guessed);
        }
    }

    private void breakUp(List<List<String>> circles, Map<String, Collection<String>> all, Predicate<Edge> guessed) {
        List<Edge> suspects = new ArrayList<>();
        for (List<String> circle : circles) {
            Set<String> members = new HashSet<>(circle);
            for (String node : circle) {
                // Edges of one node may be taken out and put back by the thousand.
                all.computeIfPresent(node, (n, needed) -> new LinkedHashSet<>(needed));
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

    private static boolean reaches(String from, String to, Map<String, Collection<String>> upstream) {
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

    /** Returns the derived dependencies of a node, with their origins. */
    Map<String, Origin> of(String node) {
        return kept.getOrDefault(node, Map.of());
    }

    /** Returns the dropped edges, sorted. */
    List<Dropped> dropped() {
        return dropped;
    }
}
