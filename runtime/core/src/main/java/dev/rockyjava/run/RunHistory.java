package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the journals of a folder tell about earlier runs. Read once; later runs are not seen. Immutable. */
public final class RunHistory {

    private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);

    private final List<RecordedRun> runs;

    private RunHistory(List<RecordedRun> runs) {
        this.runs = List.copyOf(runs);
    }

    /**
     * Reads the journals of a folder. One that can't be read is left out, with a warning in the log.
     *
     * @param journal the folder given to {@link Materializer#journal}; a history of no runs if it isn't there
     * @throws JournalException if the folder can't be read
     */
    public static RunHistory read(Path journal) {
        List<RecordedRun> runs = new ArrayList<>();
        for (Path file : files(journal)) {
            try {
                runs.add(JournalReader.read(file).run());
            } catch (JournalException | java.time.DateTimeException e) {
                LOG.warn("left out of the run history: {}", e.getMessage());
            }
        }
        runs.sort(Comparator.comparing(RecordedRun::started).thenComparing(RecordedRun::runId).reversed());
        return new RunHistory(runs);
    }

    /** The journals of a folder, oldest first by name. */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        } catch (IOException e) {
            throw JournalFile.failed("read", folder, e);
        }
    }

    /** All runs, newest first. */
    public List<RecordedRun> runs() {
        return runs;
    }

    /** One run; empty if there is no such. */
    public Optional<RecordedRun> run(String runId) {
        return runs.stream().filter(run -> run.runId().equals(runId)).findFirst();
    }

    /** The newest outcome of each asset that has one, by key. */
    public SortedMap<AssetKey, RecordedAsset> last() {
        SortedMap<AssetKey, RecordedAsset> last = new TreeMap<>();
        runs.stream()
                .flatMap(run -> run.assets().stream())
                .filter(asset -> asset.status().isPresent())
                .forEach(asset -> last.merge(
                        asset.key(), asset, (a, b) -> b.time().isAfter(a.time()) ? b : a));
        return Collections.unmodifiableSortedMap(last);
    }

    /** How long an asset took each time it was materialized, newest first. */
    public List<Duration> durations(AssetKey key) {
        return runs.stream()
                .flatMap(run -> run.assets().stream())
                .filter(asset -> asset.key().equals(key))
                .filter(asset -> asset.status().filter(OutcomeStatus.MATERIALIZED::equals).isPresent())
                .map(RecordedAsset::duration)
                .toList();
    }
}
