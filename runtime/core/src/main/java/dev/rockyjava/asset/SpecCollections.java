package dev.rockyjava.asset;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Normalizes a spec's collections: sorted, without duplicates, immutable. Nearly all input is already in that order.
 */
final class SpecCollections {

    private SpecCollections() {}

    static <V> SortedMap<String, V> map(SortedMap<String, V> map) {
        return map.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    static SortedSet<String> set(SortedSet<String> set) {
        return set.isEmpty() ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(new TreeSet<>(set));
    }

    static <T extends Comparable<? super T>> List<T> list(Collection<T> elements) {
        List<T> list = List.copyOf(elements);
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i - 1).compareTo(list.get(i)) >= 0) {
                return List.copyOf(new TreeSet<>(list));
            }
        }
        return list;
    }

    /** Returns one dependency per key; a declared one takes precedence over a derived one. */
    static List<Dependency> dependencies(Collection<Dependency> dependencies) {
        List<Dependency> list = List.copyOf(dependencies);
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i - 1).key().compareTo(list.get(i).key()) >= 0) {
                return onePerKey(list);
            }
        }
        return list;
    }

    private static List<Dependency> onePerKey(List<Dependency> dependencies) {
        // DECLARED sorts first, so that the first dependency of a key takes precedence.
        SortedMap<AssetKey, Dependency> best = new TreeMap<>();
        for (Dependency dependency : new TreeSet<>(dependencies)) {
            best.putIfAbsent(dependency.key(), dependency);
        }
        return List.copyOf(best.values());
    }

    static SortedMap<String, List<ColumnSource>> lineage(SortedMap<String, List<ColumnSource>> sourcesByColumn) {
        if (sourcesByColumn.isEmpty()) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, List<ColumnSource>> lineage = new TreeMap<>(sourcesByColumn);
        for (Map.Entry<String, List<ColumnSource>> column : lineage.entrySet()) {
            column.setValue(list(column.getValue()));
        }
        return Collections.unmodifiableSortedMap(lineage);
    }
}
