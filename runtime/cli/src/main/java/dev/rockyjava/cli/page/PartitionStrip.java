package dev.rockyjava.cli.page;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.internal.text.Microbatch;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Which of an asset's partitions are built, from the first until now.
 *
 * @param grain the engine's word: {@code daily}
 * @param from the first partition that is shown
 * @param earlier how many partitions before it aren't shown
 * @param runs pairs: 0 for missing, 1 for built, 2 for failed, and how many in a row
 */
record PartitionStrip(String grain, String from, long earlier, List<Integer> runs) {

    private static final int MOST = 800;
    private static final int MISSING = 0;
    private static final int BUILT = 1;
    private static final int FAILED = 2;

    /**
     * Returns the partitions of an asset.
     *
     * @param built the canonical keys of those that were built
     * @param failed those whose last build failed
     * @return empty if the asset isn't partitioned, has no partition yet, or if nothing is known: neither a first partition nor
     *     one that was built
     */
    static Optional<PartitionStrip> of(AssetSpec spec, SortedSet<String> built, Set<String> failed, Instant now) {
        Optional<PartitionsDefinition> partitions = spec.partitions().filter(definition -> !Microbatch.is(spec.strategy()));
        Optional<String> first = partitions.flatMap(definition -> definition.first()
                .or(() -> built.stream().filter(key -> isKey(definition.grain(), key)).findFirst()));
        return first.flatMap(from -> of(partitions.orElseThrow().grain(), from, built, failed, now));
    }

    private static Optional<PartitionStrip> of(Grain grain, String first, Set<String> built, Set<String> failed, Instant now) {
        Temporal latest = grain.containing(now);
        long all = 1 + grain.unit().between(grain.parse(first), latest);
        if (all < 1) {
            return Optional.empty();
        }
        long earlier = Math.max(0, all - MOST);
        Temporal next = grain.parse(first).plus(earlier, grain.unit());
        String from = grain.key(next);
        List<Integer> runs = new ArrayList<>();
        for (long i = earlier; i < all; i++) {
            String key = grain.key(next);
            int how = failed.contains(key) ? FAILED : built.contains(key) ? BUILT : MISSING;
            int last = runs.size() - 2;
            if (last >= 0 && runs.get(last) == how) {
                runs.set(last + 1, runs.get(last + 1) + 1);
            } else {
                runs.add(how);
                runs.add(1);
            }
            next = next.plus(1, grain.unit());
        }
        return Optional.of(new PartitionStrip(grain.dagWord(), from, earlier, runs));
    }

    /** Returns whether a key is of this grain: the model may have had another one. */
    private static boolean isKey(Grain grain, String key) {
        try {
            grain.parse(key);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
