package dev.rockyjava.asset.diff;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Guesses which removed asset an added one was. Reports unambiguous matches only: each kind of evidence must lead
 * from one removed asset to one added one, and the strongest kind is tried first.
 */
final class Renamings {

    private record Evidence(String because, Function<AssetSpec, Optional<Object>> of) {}

    private static final List<Evidence> STRONGEST_FIRST = List.of(
            new Evidence("the same node of the engine", spec -> Optional.of(spec.nodeId())),
            new Evidence("the same table", spec -> spec.target().map(target -> List.of(spec.kind(), target))),
            new Evidence("the same name", spec -> Optional.of(List.of(spec.kind(), spec.label()))),
            new Evidence("columns made of the same columns", Renamings::lineage));

    private Renamings() {}

    static List<Renaming> among(Collection<AssetSpec> removed, Collection<AssetSpec> added) {
        SortedMap<AssetKey, AssetSpec> before = byKey(removed);
        SortedMap<AssetKey, AssetSpec> after = byKey(added);
        List<Renaming> renamings = new ArrayList<>();
        for (Evidence evidence : STRONGEST_FIRST) {
            Map<Object, List<AssetSpec>> candidates = grouped(after.values(), evidence);
            grouped(before.values(), evidence).forEach((what, old) -> {
                List<AssetSpec> now = candidates.getOrDefault(what, List.of());
                if (old.size() == 1 && now.size() == 1) {
                    AssetKey from = old.get(0).key();
                    AssetKey to = now.get(0).key();
                    before.remove(from);
                    after.remove(to);
                    renamings.add(new Renaming(from, to, evidence.because()));
                }
            });
        }
        return renamings.stream().sorted().toList();
    }

    private static Optional<Object> lineage(AssetSpec spec) {
        return spec.columnLineage().isEmpty()
                ? Optional.empty()
                : Optional.of(List.of(spec.kind(), spec.columnLineage()));
    }

    private static Map<Object, List<AssetSpec>> grouped(Collection<AssetSpec> specs, Evidence evidence) {
        Map<Object, List<AssetSpec>> grouped = new HashMap<>();
        for (AssetSpec spec : specs) {
            evidence.of().apply(spec).ifPresent(what ->
                    grouped.computeIfAbsent(what, w -> new ArrayList<>()).add(spec));
        }
        return grouped;
    }

    private static SortedMap<AssetKey, AssetSpec> byKey(Collection<AssetSpec> specs) {
        SortedMap<AssetKey, AssetSpec> byKey = new TreeMap<>();
        specs.forEach(spec -> byKey.put(spec.key(), spec));
        return byKey;
    }
}
