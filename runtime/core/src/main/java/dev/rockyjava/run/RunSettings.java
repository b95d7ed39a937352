package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSelection;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.PartitionChoice;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a caller has chosen for a run. */
record RunSettings(
        AssetSelection selection,
        SortedMap<AssetKey, PartitionChoice> partitions,
        Set<NodeKind> executed,
        Duration timeout,
        List<RunListener> listeners,
        Clock clock) {

    static final RunSettings DEFAULTS = new RunSettings(
            AssetSelection.all(),
            Collections.emptySortedMap(),
            Set.of(),
            CallOptions.defaults().timeout(),
            List.of(),
            Clock.systemUTC());

    RunSettings withSelection(AssetSelection other) {
        return new RunSettings(other, partitions, executed, timeout, listeners, clock);
    }

    RunSettings withPartitions(AssetKey key, PartitionChoice choice) {
        SortedMap<AssetKey, PartitionChoice> more = new TreeMap<>(partitions);
        more.put(key, choice);
        return new RunSettings(selection, more, executed, timeout, listeners, clock);
    }

    RunSettings withExecuted(Set<NodeKind> kinds) {
        Set<NodeKind> more = EnumSet.noneOf(NodeKind.class);
        more.addAll(executed);
        more.addAll(kinds);
        return new RunSettings(selection, partitions, Set.copyOf(more), timeout, listeners, clock);
    }

    RunSettings withTimeout(Duration other) {
        return new RunSettings(selection, partitions, executed, other, listeners, clock);
    }

    RunSettings withListener(RunListener listener) {
        List<RunListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new RunSettings(selection, partitions, executed, timeout, List.copyOf(more), clock);
    }

    RunSettings withClock(Clock other) {
        return new RunSettings(selection, partitions, executed, timeout, listeners, other);
    }
}
