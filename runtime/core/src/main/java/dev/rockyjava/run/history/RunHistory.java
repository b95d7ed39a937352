package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.internal.run.journal.JournalReader;
import dev.rockyjava.internal.run.journal.PartNumbers;
import dev.rockyjava.internal.run.journal.PartRanges;
import dev.rockyjava.internal.run.journal.RunLock;
import dev.rockyjava.run.OutcomeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The earlier runs recorded in the journals of a folder. It is read once; later runs are not included, see {@link #again()}.
 * Immutable.
 */
public final class RunHistory {

    private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);

    /** The number of durations that a median is taken of: few, so that it follows the growth of a table. */
    private static final int USUAL = 5;

    private final List<RecordedRun> runs;
    private final List<String> leftOut;
    /** The parts that were deleted because nothing of them is needed, see {@link RunPart#number()}. */
    private final PartRanges deleted;
    /** The number of the newest part whose journal can't be read, or was the newest and is gone; 0 if there is none. */
    private final long unreadable;

    // What it was read from.
    private final Path folder;
    private final int limit;
    private final Map<Path, Journal> journals;

    private RunHistory(
            Path folder,
            int limit,
            Map<Path, Journal> journals,
            List<RecordedRun> runs,
            List<String> leftOut,
            PartRanges deleted,
            long unreadable) {
        this.folder = folder;
        this.limit = limit;
        this.journals = journals;
        this.deleted = deleted;
        this.unreadable = unreadable;
        this.runs = List.copyOf(runs);
        this.leftOut = List.copyOf(leftOut);
    }

    /**
     * Reads the journals of a folder. A journal that can't be read is left out, with a warning in the log.
     *
     * @param journal the folder given to {@link dev.rockyjava.run.Materializer#journal}; if it doesn't exist, the history has no runs
     * @throws JournalException if the folder can't be read
     */
    public static RunHistory read(Path journal) {
        return read(journal, Integer.MAX_VALUE);
    }

    /**
     * Reads only the journals of the newest runs of a folder, as {@link #read(Path)} does.
     *
     * @param journal the folder given to {@link dev.rockyjava.run.Materializer#journal}; if it doesn't exist, the history has no runs
     * @param newest the maximum number of journals to read
     * @throws JournalException if the folder can't be read
     */
    public static RunHistory read(Path journal, int newest) {
        return read(journal, newest, Map.of());
    }

    /**
     * Reads the folder again, for a program that lives long: a journal is read only if its file is another one, or has another
     * size or time, than before.
     *
     * @throws JournalException if the folder can't be read
     */
    public RunHistory again() {
        return read(folder, limit, journals);
    }

    private static RunHistory read(Path journal, int newest, Map<Path, Journal> known) {
        Map<Path, Journal> journals = new HashMap<>();
        List<RecordedRun> runs = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        PartRanges deleted = new PartRanges();
        long unreadable = 0;
        long last = RunLock.lastPart(journal); // before the journals: another program may begin a run
        List<Path> files = JournalFile.files(journal);
        List<Path> toRead = files.subList(Math.max(0, files.size() - newest), files.size());
        for (Journal one : toRead.parallelStream().map(file -> Journal.read(file, known.get(file))).toList()) {
            journals.put(one.file(), one);
            one.run().ifPresent(runs::add);
            deleted.addAll(one.deleted());
            if (one.problem().isPresent()) {
                if (isGone(one.file())) {
                    return read(journal, newest, known); // a run has deleted it since, and its own journal says so
                }
                leftOut.add(leftOut(one.problem().get()));
                unreadable = Math.max(unreadable, PartNumbers.last(one.file()));
            }
        }
        if (files.size() <= newest && last > newest(runs)) {
            unreadable = Math.max(unreadable, last);
            Path gone = JournalFile.path(journal, RunLock.lastRun(journal));
            if (!files.contains(gone)) {
                leftOut.add(gone + ", the journal of the newest run, is gone: what it built isn't known, and what was built before"
                        + " counts as never built");
                LOG.warn("left out of the run history: {}", leftOut.get(leftOut.size() - 1));
            }
        }
        runs.sort(Comparator.comparing(RunHistory::beginning).thenComparing(RecordedRun::runId).reversed());
        return new RunHistory(journal, newest, journals, runs, leftOut, deleted, unreadable);
    }

    private static long newest(List<RecordedRun> runs) {
        return runs.stream().flatMap(run -> run.parts().stream()).mapToLong(RunPart::number).max().orElse(0);
    }

    /**
     * A journal: its run, or why it can't be read.
     *
     * @param state of its file before it was read, by which a change is seen; empty if that isn't known
     */
    private record Journal(
            Path file, List<Object> state, Optional<RecordedRun> run, PartRanges deleted, Optional<JournalException> problem) {

        static Journal read(Path file, @Nullable Journal before) {
            List<Object> state = state(file);
            if (before != null && !state.isEmpty() && state.equals(before.state)) {
                return before;
            }
            try {
                JournalReader read = JournalReader.read(file);
                return new Journal(file, state, Optional.of(read.run()), read.deletedParts(), Optional.empty());
            } catch (JournalException e) {
                return new Journal(file, List.of(), Optional.empty(), new PartRanges(), Optional.of(e));
            }
        }

        private static List<Object> state(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return List.of(String.valueOf(now.fileKey()), now.size(), now.lastModifiedTime());
            } catch (IOException e) {
                return List.of();
            }
        }
    }

    private static String leftOut(JournalException problem) {
        if (problem.empty()) {
            LOG.debug("left out of the run history: {}", problem.getMessage());
        } else {
            LOG.warn("left out of the run history: {}", problem.getMessage());
        }
        return String.valueOf(problem.getMessage());
    }

    private static boolean isGone(Path file) {
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Returns the number of the newest part whose journal was lost, or can't be read: what earlier parts built may have been
     * built again in it. -1 if none was.
     */
    long forgotten() {
        PartRanges known = numbers();
        known.addAll(deleted);
        long lost = Math.max(known.newestWithout(), unreadable);
        return lost == 0 ? -1 : lost;
    }

    /**
     * Returns when the oldest part began since which all are there; empty if all ever were. Before parts had numbers, the
     * folder may have lost some.
     */
    Optional<Instant> knownSince() {
        long gone = numbers().newestWithout();
        return runs.stream()
                .flatMap(run -> run.parts().stream())
                .filter(part -> part.number() > gone || gone == 0)
                .min(Comparator.naturalOrder())
                .filter(oldest -> oldest.number() != 1)
                .map(RunPart::began);
    }

    private PartRanges numbers() {
        PartRanges numbers = new PartRanges();
        runs.forEach(run -> run.parts().forEach(part -> numbers.add(part.number())));
        return numbers;
    }

    private static RunPart beginning(RecordedRun run) {
        return run.parts().get(0);
    }

    /** Returns why journals couldn't be read, one message for each that was left out. */
    public List<String> leftOut() {
        return leftOut;
    }

    /**
     * Returns the engine processes that runs of a folder have started and whose end they didn't record, because the
     * runs were killed. The processes may have ended since.
     *
     * @throws JournalException if the folder can't be read
     */
    public static List<EngineProcess> leftProcesses(Path journal) {
        return JournalReader.leftProcesses(journal);
    }

    /**
     * Returns the file that a run locks while it works on what the journal is about. The file remains after a run,
     * unlocked. Opening and closing it could release the lock of a run of this very process.
     */
    public static Path lockFile(Path journal) {
        return RunLock.file(journal);
    }

    /** Returns the run that holds the lock, or held it last; empty if that isn't known. */
    public static Optional<LockOwner> lockOwner(Path journal) {
        return RunLock.owner(lockFile(journal));
    }

    /** Returns all runs, newest first. */
    public List<RecordedRun> runs() {
        return runs;
    }

    /** Returns a run; empty if there is no such run. */
    public Optional<RecordedRun> run(String runId) {
        return runs.stream().filter(run -> run.runId().equals(runId)).findFirst();
    }

    /** Returns the newest outcome of each asset that has one, by key. */
    public SortedMap<AssetKey, RecordedAsset> last() {
        return newest(asset -> asset.status().isPresent());
    }

    /** Returns the newest materialization of each asset that has one, by key. */
    public SortedMap<AssetKey, RecordedAsset> lastMaterialized() {
        return newest(RunHistory::materialized);
    }

    /** Returns the canonical keys of all partitions that were built, by the key of each asset that has any. */
    public SortedMap<AssetKey, SortedSet<String>> builtPartitions() {
        SortedMap<AssetKey, SortedSet<String>> built = new TreeMap<>();
        runs.stream()
                .flatMap(run -> run.assets().stream())
                .filter(asset -> !asset.partitions().isEmpty())
                .forEach(asset -> built.computeIfAbsent(asset.key(), key -> new TreeSet<>())
                        .addAll(asset.partitions()));
        return Collections.unmodifiableSortedMap(built);
    }

    private SortedMap<AssetKey, RecordedAsset> newest(Predicate<RecordedAsset> which) {
        SortedMap<AssetKey, RecordedAsset> newest = new TreeMap<>();
        runs.stream()
                .flatMap(run -> run.assets().stream())
                .filter(which)
                .forEach(asset -> newest.merge(asset.key(), asset, (a, b) -> b.part().after(a.part()) ? b : a));
        return Collections.unmodifiableSortedMap(newest);
    }

    /** Returns how long an asset took each time it was built, newest first. */
    public List<Duration> durations(AssetKey key) {
        return runs.stream()
                .flatMap(run -> run.assets().stream())
                .filter(asset -> asset.key().equals(key) && built(asset))
                .map(RecordedAsset::duration)
                .toList();
    }

    /** Returns the median of an asset's last five durations, by the key of each asset that was ever materialized. */
    public SortedMap<AssetKey, Duration> usualDurations() {
        SortedMap<AssetKey, List<Duration>> durations = new TreeMap<>();
        runs.forEach(run -> addDurations(run, durations));
        return medians(durations);
    }

    /**
     * Returns the median of an asset's last five durations, read from all journals of a folder. Unlike
     * {@link #usualDurations()}, it keeps one journal in memory at a time, as there may be many, and large ones.
     *
     * @throws JournalException if the folder can't be read
     */
    public static SortedMap<AssetKey, Duration> usualDurations(Path journal) {
        SortedMap<AssetKey, List<Duration>> durations = new TreeMap<>();
        List<Path> oldestFirst = JournalFile.files(journal);
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            Journal one = Journal.read(oldestFirst.get(i), null);
            one.run().ifPresent(run -> addDurations(run, durations));
        }
        return medians(durations);
    }

    private static void addDurations(RecordedRun run, SortedMap<AssetKey, List<Duration>> durations) {
        run.assets().stream().filter(RunHistory::built).forEach(asset -> {
            List<Duration> last = durations.computeIfAbsent(asset.key(), key -> new ArrayList<>());
            if (last.size() < USUAL) {
                last.add(asset.duration());
            }
        });
    }

    private static SortedMap<AssetKey, Duration> medians(SortedMap<AssetKey, List<Duration>> durations) {
        SortedMap<AssetKey, Duration> medians = new TreeMap<>();
        durations.forEach((key, last) -> medians.put(key, last.stream().sorted().toList().get(last.size() / 2)));
        return Collections.unmodifiableSortedMap(medians);
    }

    /**
     * Returns whether the asset was materialized in this run, rather than found to be done before, which takes no time.
     */
    private static boolean built(RecordedAsset asset) {
        return materialized(asset) && !asset.doneBefore();
    }

    private static boolean materialized(RecordedAsset asset) {
        return asset.status().filter(OutcomeStatus.MATERIALIZED::equals).isPresent();
    }
}
