package dev.rockyjava.asset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds circles in a graph: Tarjan's strongly connected components, with a stack of its own, since a chain of 50,000
 * assets must not end the thread's.
 *
 * @param <N> a node
 */
public final class Cycles<N extends Comparable<? super N>> {

    private final Function<N, ? extends Iterable<N>> upstream;
    private final Map<N, Integer> index = new HashMap<>();
    private final Map<N, Integer> low = new HashMap<>();
    private final Set<N> onPath = new HashSet<>();
    private final Deque<N> path = new ArrayDeque<>();
    private final List<List<N>> found = new ArrayList<>();

    private Cycles(Function<N, ? extends Iterable<N>> upstream) {
        this.upstream = upstream;
    }

    /**
     * The sets of nodes that reach one another, each sorted, sorted by their first node. A node that leads to itself is
     * a set of one.
     *
     * @param upstream the nodes that one leads to
     */
    public static <N extends Comparable<? super N>> List<List<N>> find(
            Collection<N> nodes, Function<N, ? extends Iterable<N>> upstream) {
        Cycles<N> search = new Cycles<>(upstream);
        for (N node : nodes) {
            if (!search.index.containsKey(node)) {
                search.walk(node);
            }
        }
        search.found.sort(Comparator.comparing(cycle -> cycle.get(0)));
        return List.copyOf(search.found);
    }

    private record Frame<N>(N node, Iterator<N> next) {}

    private void walk(N start) {
        Deque<Frame<N>> frames = new ArrayDeque<>();
        frames.push(enter(start));
        while (!frames.isEmpty()) {
            Frame<N> frame = frames.peek();
            if (frame.next.hasNext()) {
                N next = frame.next.next();
                if (!index.containsKey(next)) {
                    frames.push(enter(next));
                } else if (onPath.contains(next)) {
                    low.merge(frame.node, index.get(next), Math::min);
                }
            } else {
                frames.pop();
                if (!frames.isEmpty()) {
                    low.merge(frames.peek().node, low.get(frame.node), Math::min);
                }
                leave(frame.node);
            }
        }
    }

    private Frame<N> enter(N node) {
        index.put(node, index.size());
        low.put(node, index.get(node));
        path.push(node);
        onPath.add(node);
        return new Frame<>(node, upstream.apply(node).iterator());
    }

    private void leave(N node) {
        if (!low.get(node).equals(index.get(node))) {
            return;
        }
        List<N> component = new ArrayList<>();
        N member;
        do {
            member = path.pop();
            onPath.remove(member);
            component.add(member);
        } while (!member.equals(node));
        if (component.size() > 1 || leadsToItself(node)) {
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
