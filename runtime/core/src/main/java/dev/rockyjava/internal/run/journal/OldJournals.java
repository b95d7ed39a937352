package dev.rockyjava.internal.run.journal;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the journals of old runs, except those that are needed to know what is stale: they have the newest build of an
 * asset or of its newest partition, the newest work on it, or a failed partition that wasn't built since.
 */
public final class OldJournals {

    private static final Logger LOG = LoggerFactory.getLogger(OldJournals.class);

    private final Definitions definitions;
    private final Set<AssetKey> built = new HashSet<>();
    private final Set<AssetKey> worked = new HashSet<>();
    /** The newest partition of each asset that is known to be built. */
    private final Map<AssetKey, String> newest = new HashMap<>();
    /** The partitions of which newer runs than those that are left know whether they are built. */
    private final Map<AssetKey, Set<String>> settled = new HashMap<>();

    private OldJournals(Definitions definitions) {
        this.definitions = definitions;
    }

    /**
     * Deletes journals of a folder. The caller holds its lock. What goes wrong is logged, as the run has ended.
     *
     * @param own the journal of a run that has just ended, which is kept; records what is deleted, as the numbers of the
     *     deleted parts would otherwise be those of lost ones
     * @param kept how many are kept, if more than that aren't needed
     */
    public static void delete(Path folder, JournalFile own, int kept, Definitions definitions) {
        try {
            List<Path> files = new ArrayList<>(JournalFile.files(folder));
            files.remove(own.file());
            int many = files.size() - (kept - 1);
            if (many > 0) {
                // By the last part: a run that was resumed lately is not an old one.
                files.sort(Comparator.comparing(PartNumbers::last));
                new OldJournals(definitions).delete(files.subList(0, many), files.subList(many, files.size()), own);
            }
        } catch (JournalException e) {
            LOG.warn("old run journals are left: {}", e.getMessage());
        }
    }

    private void delete(List<Path> candidates, List<Path> others, JournalFile own) {
        List<Path> newestFirst = new ArrayList<>(List.of(own.file()));
        for (int i = others.size() - 1; i >= 0; i--) {
            newestFirst.add(others.get(i));
        }
        List<Optional<JournalReader>> read = candidates.stream().map(OldJournals::read).toList();
        for (Path newer : newestFirst) {
            if (read.stream().flatMap(Optional::stream).noneMatch(this::isNeeded)) {
                break;
            }
            read(newer).ifPresent(this::add);
        }
        List<Path> deleted = new ArrayList<>();
        PartRanges parts = new PartRanges();
        for (int i = candidates.size() - 1; i >= 0; i--) {
            Optional<JournalReader> journal = read.get(i);
            if (journal.filter(this::isNeeded).isPresent()) {
                add(journal.get());
            } else {
                journal.ifPresent(this::settle);
                deleted.add(candidates.get(i));
                journal.ifPresent(gone -> {
                    gone.run().parts().forEach(part -> parts.add(part.number()));
                    parts.addAll(gone.deletedParts());
                });
            }
        }
        own.deleting(parts);
        for (Path old : deleted) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                LOG.warn("can't delete the old run journal {}", old, e);
            }
        }
    }

    private static Optional<JournalReader> read(Path file) {
        try {
            return Optional.of(JournalReader.read(file));
        } catch (JournalException e) {
            LOG.debug("nothing is known of it: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isNeeded(JournalReader journal) {
        return journal.run().assets().stream().filter(this::counts).anyMatch(this::isNeeded);
    }

    private boolean isNeeded(RecordedAsset asset) {
        AssetKey key = asset.key();
        return asset.build().isPresent() && !built.contains(key)
                || wasWorkedOn(asset) && !worked.contains(key)
                || newestPartition(asset).compareTo(newest.getOrDefault(key, "")) > 0
                || !settled.getOrDefault(key, Set.of()).containsAll(asset.failedPartitions().keySet());
    }

    private static String newestPartition(RecordedAsset asset) {
        return asset.partitionBuilds().isEmpty() ? "" : asset.partitionBuilds().lastKey();
    }

    private void add(JournalReader journal) {
        settle(journal);
        journal.run().assets().stream().filter(this::counts).forEach(asset -> {
            if (asset.build().isPresent()) {
                built.add(asset.key());
            }
            if (wasWorkedOn(asset)) {
                worked.add(asset.key());
            }
            newest.merge(asset.key(), newestPartition(asset), (one, other) -> one.compareTo(other) < 0 ? other : one);
        });
    }

    /** Notes what a failure in an older run doesn't count for any more, whether the journal is kept or not. */
    private void settle(JournalReader journal) {
        journal.run().assets().stream().filter(this::counts).forEach(asset -> {
            Set<String> partitions = settled.computeIfAbsent(asset.key(), key -> new HashSet<>());
            partitions.addAll(asset.partitionBuilds().keySet());
            partitions.addAll(asset.failedPartitions().keySet());
        });
    }

    /** Returns whether the asset still exists, as the same table. */
    private boolean counts(RecordedAsset asset) {
        return definitions.find(asset.key())
                .filter(spec -> RecordedDefinition.target(spec).equals(asset.definition().target()))
                .isPresent();
    }

    private static boolean wasWorkedOn(RecordedAsset asset) {
        return asset.attempt().isPresent();
    }
}
