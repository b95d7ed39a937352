package dev.rockyjava.asset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Tarjan's strongly connected components, with a stack of its own: a chain of 50,000 assets must not end the thread's. */
final class Cycles {

    private final Definitions definitions;
    private final Map<AssetKey, Integer> index = new HashMap<>();
    private final Map<AssetKey, Integer> low = new HashMap<>();
    private final Map<AssetKey, Boolean> onPath = new HashMap<>();
    private final Deque<AssetKey> path = new ArrayDeque<>();
    private final List<List<AssetKey>> found = new ArrayList<>();

    Cycles(Definitions definitions) {
        this.definitions = definitions;
    }

    List<List<AssetKey>> find() {
        for (AssetKey key : definitions.keys()) {
            if (!index.containsKey(key)) {
                walk(key);
            }
        }
        found.sort(Comparator.comparing(cycle -> cycle.get(0)));
        return List.copyOf(found);
    }

    private record Frame(AssetKey key, Iterator<AssetKey> next) {}

    private void walk(AssetKey start) {
        Deque<Frame> frames = new ArrayDeque<>();
        frames.push(enter(start));
        while (!frames.isEmpty()) {
            Frame frame = frames.peek();
            if (frame.next.hasNext()) {
                AssetKey upstream = frame.next.next();
                if (!index.containsKey(upstream)) {
                    frames.push(enter(upstream));
                } else if (onPath.getOrDefault(upstream, false)) {
                    low.merge(frame.key, index.get(upstream), Math::min);
                }
            } else {
                frames.pop();
                if (!frames.isEmpty()) {
                    low.merge(frames.peek().key, low.get(frame.key), Math::min);
                }
                leave(frame.key);
            }
        }
    }

    private Frame enter(AssetKey key) {
        index.put(key, index.size());
        low.put(key, index.get(key));
        path.push(key);
        onPath.put(key, true);
        return new Frame(key, definitions.get(key).upstreamKeys().iterator());
    }

    private void leave(AssetKey key) {
        if (!low.get(key).equals(index.get(key))) {
            return;
        }
        List<AssetKey> component = new ArrayList<>();
        AssetKey member;
        do {
            member = path.pop();
            onPath.put(member, false);
            component.add(member);
        } while (!member.equals(key));
        if (component.size() > 1 || definitions.get(key).upstreamKeys().contains(key)) {
            component.sort(null);
            found.add(List.copyOf(component));
        }
    }
}
