package dev.rockyjava.internal.run.journal;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Numbers of parts of runs, as ranges: a damaged journal can state a range of any length. Not thread-safe.
 */
public final class PartRanges {

    private final NavigableMap<Long, Long> lastByFirst = new TreeMap<>();

    /** Adds a number. */
    public void add(long number) {
        add(number, number);
    }

    /** Adds the numbers from the first to the last, including both; none if the last is lower. */
    public void add(long first, long last) {
        if (first > last) {
            return;
        }
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(to == Long.MAX_VALUE ? to : to + 1);
        while (before != null && (before.getValue() >= from || before.getValue() + 1 == from)) {
            from = Math.min(from, before.getKey());
            to = Math.max(to, before.getValue());
            lastByFirst.remove(before.getKey());
            before = lastByFirst.floorEntry(to);
        }
        lastByFirst.put(from, to);
    }

    /** Adds all numbers of another. */
    public void addAll(PartRanges others) {
        others.forEach(this::add);
    }

    boolean isEmpty() {
        return lastByFirst.isEmpty();
    }

    /** Passes on the first and the last number of each range, the lowest first. */
    void forEach(BiConsumer<Long, Long> range) {
        lastByFirst.forEach(range);
    }

    /** Returns the greatest number, above 0 and below the greatest one that is here, that isn't here; 0 if there is none. */
    public long newestWithout() {
        Map.Entry<Long, Long> newest = lastByFirst.lastEntry();
        return newest == null || newest.getValue() <= 0 ? 0 : Math.max(0, newest.getKey() - 1);
    }
}
