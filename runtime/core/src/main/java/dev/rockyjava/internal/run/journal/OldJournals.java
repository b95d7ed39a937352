package dev.rockyjava.internal.run.journal;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedDefinition;
import dev.rockyjava.run.history.RunPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the journals of old runs, except those that are needed to know what is stale: they have the newest build of an
 * asset, or the newest work on it.
 */
public final class OldJournals {

    private static final Logger LOG = LoggerFactory.getLogger(OldJournals.class);

    private final Definitions definitions;
    private final Set<AssetKey> built = new HashSet<>();
    private final Set<AssetKey> worked = new HashSet<>();

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
        SortedSet<Long> parts = new TreeSet<>();
        for (int i = candidates.size() - 1; i >= 0; i--) {
            Optional<JournalReader> journal = read.get(i);
            if (journal.filter(this::isNeeded).isPresent()) {
                add(journal.get());
            } else {
                deleted.add(candidates.get(i));
                journal.ifPresent(gone -> {
                    gone.run().parts().stream().map(RunPart::number).forEach(parts::add);
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
        return journal.run().assets().stream()
                .filter(this::counts)
                .anyMatch(asset -> asset.build().isPresent() && !built.contains(asset.key())
                        || wasWorkedOn(asset) && !worked.contains(asset.key()));
    }

    private void add(JournalReader journal) {
        journal.run().assets().stream().filter(this::counts).forEach(asset -> {
            if (asset.build().isPresent()) {
                built.add(asset.key());
            }
            if (wasWorkedOn(asset)) {
                worked.add(asset.key());
            }
        });
    }

    /** Returns whether the asset still exists, as the same table. */
    private boolean counts(RecordedAsset asset) {
        return definitions.find(asset.key())
                .filter(spec -> RecordedDefinition.of(spec).target().equals(asset.definition().target()))
                .isPresent();
    }

    private static boolean wasWorkedOn(RecordedAsset asset) {
        return asset.attempt().isPresent() || asset.status().filter(OutcomeStatus.GRAPH_ONLY::equals).isPresent();
    }
}
