package dev.rockyjava.internal.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds cycles in a graph: Tarjan's strongly connected components, with an explicit stack, since a chain of 50,000
 * assets must not overflow the thread's stack.
 *
 * @param <N> a node
 */
public final class Cycles<N extends Comparable<? super N>> {

    private final Function<N, ? extends Iterable<N>> upstream;
    private final Map<N, Visit<N>> visits;
    private final Deque<Visit<N>> path = new ArrayDeque<>();
    private final List<List<N>> found = new ArrayList<>();

    private Cycles(int nodes, Function<N, ? extends Iterable<N>> upstream) {
        this.visits = new HashMap<>(2 * nodes);
        this.upstream = upstream;
    }

    /** The state of a node that the search has reached. */
    private static final class Visit<N> {

        private final N node;
        private final int index;
        private final Iterator<N> next;
        private int low;
        private boolean onPath = true;

        Visit(N node, int index, Iterator<N> next) {
            this.node = node;
            this.index = index;
            this.low = index;
            this.next = next;
        }
    }

    /**
     * Returns the sets of nodes that reach one another, each sorted, ordered by their first node. A node with an edge
     * to itself is a set of one.
     *
     * @param upstream returns the nodes that a node leads to
     */
    public static <N extends Comparable<? super N>> List<List<N>> find(
            Collection<N> nodes, Function<N, ? extends Iterable<N>> upstream) {
        Cycles<N> search = new Cycles<>(nodes.size(), upstream);
        for (N node : nodes) {
            if (!search.visits.containsKey(node)) {
                search.walk(node);
            }
        }
        search.found.sort(Comparator.comparing(cycle -> cycle.get(0)));
        return List.copyOf(search.found);
    }

    private void walk(N start) {
        Deque<Visit<N>> open = new ArrayDeque<>();
        open.push(enter(start));
        while (!open.isEmpty()) {
            Visit<N> visit = open.peek();
            if (visit.next.hasNext()) {
                N next = visit.next.next();
                Visit<N> known = visits.get(next);
                if (known == null) {
                    open.push(enter(next));
                } else if (known.onPath) {
                    visit.low = Math.min(visit.low, known.index);
                }
            } else {
                open.pop();
                if (!open.isEmpty()) {
                    open.peek().low = Math.min(open.peek().low, visit.low);
                }
                leave(visit);
            }
        }
    }

    private Visit<N> enter(N node) {
        Visit<N> visit = new Visit<>(node, visits.size(), upstream.apply(node).iterator());
        visits.put(node, visit);
        path.push(visit);
        return visit;
    }

    private void leave(Visit<N> visit) {
        if (visit.low != visit.index) {
            return;
        }
        List<N> component = new ArrayList<>(1);
        Visit<N> member;
        do {
            member = path.pop();
            member.onPath = false;
            component.add(member.node);
        } while (member != visit);
        if (component.size() > 1 || leadsToItself(visit.node)) {
            component.sort(Comparator.naturalOrder());
            found.add(List.copyOf(component));
        }
    }

    private boolean leadsToItself(N node) {
        for (N next : upstream.apply(node)) {
            if (next.equals(node)) {
                return true;
            }
        }
        return false;
    }
}
