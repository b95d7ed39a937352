package dev.rockyjava.internal.run.journal;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.file.AtomicFile;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.internal.run.settings.DiskForce;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.settings.SubmissionIds;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEffect;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunPlan;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.JournalException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The journal of one run: an append-only file of JSON lines. An entry that later steps or a resume rely on is forced to
 * disk before anything relies on it.
 */
public final class JournalFile implements Journal, AutoCloseable {

    /**
     * The format's version. Version 2 added the calls of the engine, without which a resume can't know which calls may
     * have added rows. Version 3 has words for actions that ask nothing of the engine, in place of their reasons. Version 4
     * numbers the parts of runs, and has digests of the models' files as of each call.
     */
    static final int VERSION = 4;

    /**
     * The maximum amount of work that a resume may have to repeat after a power failure, provided nothing was built on
     * it. A force takes a millisecond; a model takes longer than this limit, so each has its own force, and thousands
     * of tiny steps share one.
     */
    static final Duration LATEST = Duration.ofMillis(20);

    private static final String SUFFIX = ".jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

    private final Path file;
    // Not a FileChannel, which is closed when a thread that writes to it is interrupted.
    private final FileOutputStream out;
    private final SubmissionIds submissions;
    private final Object key;
    private final DiskForce disk;
    /** See {@link dev.rockyjava.run.history.RunPart#number()}. */
    private final long part;
    /** The lowest layer number with an end that isn't forced to disk yet. */
    private int unforcedLayer = Integer.MAX_VALUE;
    private long forcedAt = System.nanoTime();

    private JournalFile(Path file, SubmissionIds submissions, DiskForce disk, long part) throws IOException {
        this.file = file;
        this.part = part;
        this.disk = disk;
        this.submissions = submissions;
        this.out = new FileOutputStream(file.toFile(), true);
        this.key = key(file).orElse(file);
    }

    public static Path path(Path folder, String runId) {
        return folder.resolve(runId + SUFFIX);
    }

    /** Returns the id of the run whose journal a file would be; empty if its name isn't that of a journal. */
    public static String runId(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
    }

    /**
     * Begins the journal of a new run with its plan. The time of its first line is the moment of the plan, by which a
     * resume determines the latest partitions.
     *
     * @throws JournalException if it can't be written, or already exists
     */
    public static JournalFile create(
            Path folder,
            SubmissionIds submissions,
            Definitions definitions,
            RunSettings settings,
            DiskForce disk,
            RunPlan plan) {
        Path path = path(folder, submissions.runId());
        long part = PartNumbers.next(folder);
        ObjectNode run = line("run", plan.moment())
                .put("version", VERSION)
                .put("run", submissions.runId())
                .put("part", part);
        run.put("mode", settings.mode().word());
        run.put("steps", plan.steps().size());
        settings.executed().stream().sorted().forEach(kind -> run.withArray("executed").add(kind.word()));
        StringBuilder lines = new StringBuilder(run.toString()).append('\n');
        for (PlannedStep step : plan.steps()) {
            AssetSpec spec = definitions.get(step.key());
            ObjectNode line = JournalPlan.line(spec, step.action(), settings);
            step.partitions().ifPresent(built -> line.set("builds", PartitionJson.of(built)));
            lines.append(line).append('\n');
        }
        try {
            if (Files.exists(path)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            // Whole: who reads the history now must not take this run for one that was killed as it began.
            AtomicFile.replace(path, out -> out.write(lines.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw failed("made", path, e);
        }
        return open(path, submissions, disk, part).begun("");
    }

    /**
     * Reopens the journal of a run. An incomplete line at its end, left by a crash, is cut off.
     *
     * @param executed the kinds that are executed by choice from now on
     */
    public static JournalFile reopen(
            Path folder, SubmissionIds submissions, Instant time, Set<NodeKind> executed, DiskForce disk) {
        Path path = path(folder, submissions.runId());
        try (RandomAccessFile existing = new RandomAccessFile(path.toFile(), "rw")) {
            long end = existing.length();
            while (end > 0) {
                existing.seek(end - 1);
                if (existing.read() == '\n') {
                    break;
                }
                end--;
            }
            existing.setLength(end);
        } catch (IOException e) {
            throw failed("written", path, e);
        }
        JournalFile journal = open(path, submissions, disk, PartNumbers.next(folder));
        ObjectNode resumed = line("resumed", time).put("part", journal.part);
        executed.stream().sorted().forEach(kind -> resumed.withArray("executed").add(kind.word()));
        return journal.begun(resumed + "\n");
    }

    private JournalFile begun(String lines) {
        write(lines, true);
        try {
            RunLock.began(file.resolveSibling(""), submissions.runId(), part);
        } catch (IOException e) {
            throw failed("written", file, e);
        }
        return this;
    }

    private static JournalFile open(Path path, SubmissionIds submissions, DiskForce disk, long part) {
        try {
            return new JournalFile(path, submissions, disk, part);
        } catch (IOException e) {
            throw failed("written", path, e);
        }
    }

    @Override
    public synchronized void started(Instant time, PlannedStep step) {
        // The line itself needs no force: for a resume it makes no difference whether a step that didn't end had
        // started. A step is in a higher layer than everything that it depends on.
        write(line("started", time).put("key", step.key().toString()) + "\n", step.layer() > unforcedLayer);
    }

    @Override
    public void calling(RecordedCall call, Map<AssetKey, SortedMap<String, String>> code) {
        StringBuilder lines = new StringBuilder();
        code.forEach((key, files) -> {
            if (!key.equals(call.key())) {
                ObjectNode with = Mappers.json().createObjectNode().put("type", "with").put("key", key.toString());
                lines.append(withCode(with.put("unit", call.unit()), files)).append('\n');
            }
        });
        ObjectNode calling = line("calling", call.began())
                .put("key", call.key().toString())
                .put("unit", call.unit())
                .put("submission", call.submission())
                .put("effect", call.effect().word());
        lines.append(withCode(calling, code.getOrDefault(call.key(), Collections.emptySortedMap()))).append('\n');
        write(lines.toString(), call.effect() == RowEffect.ADDS);
    }

    private static ObjectNode withCode(ObjectNode line, SortedMap<String, String> files) {
        files.forEach((file, digest) -> line.withObjectProperty("code").put(file, digest));
        return line;
    }

    @Override
    public void running(RecordedCall call, ProcessHandle process) {
        ObjectNode line = Mappers.json().createObjectNode().put("type", "process");
        process.info().startInstant().ifPresent(start -> write(
                line.put("submission", call.submission())
                        .put("pid", process.pid())
                        .put("process_started", start.toString()) + "\n",
                false));
    }

    @Override
    public void called(Instant time, RecordedCall call) {
        write(line("called", time)
                .put("submission", call.submission())
                .put("outcome", call.outcome().word())
                .put("answered", call.answered()) + "\n", false);
    }

    @Override
    public void retried(RunEvent.AssetRetried event) {
        write(line("retried", event.time())
                .put("key", event.key().toString())
                .put("attempt", event.attempt())
                .put("delay_ms", event.delay().toMillis())
                .put("reason", event.reason()) + "\n", false);
    }

    @Override
    public void done(AssetKey key, RunRequest request, List<String> partitions) {
        write(doneLine(key, request, partitions), true);
    }

    @Override
    public void done(Map<AssetKey, RunRequest> requests) {
        StringBuilder lines = new StringBuilder();
        requests.forEach((key, request) -> lines.append(doneLine(key, request, List.of())));
        write(lines.toString(), true);
    }

    private static String doneLine(AssetKey key, RunRequest request, List<String> partitions) {
        ObjectNode line = Mappers.json().createObjectNode().put("type", "done").put("key", key.toString());
        partitions.forEach(partition -> line.withArray("partitions").add(partition));
        return line.put("unit", RequestText.unit(request)) + "\n";
    }

    @Override
    public synchronized void ended(Instant time, PlannedStep step, AssetOutcome outcome) {
        ObjectNode line = line("ended", time)
                .put("key", outcome.key().toString())
                .put("status", outcome.status().word())
                .put("good", outcome.good())
                .put("duration_ms", outcome.duration().toMillis())
                .put("attempts", outcome.attempts());
        // The file format has had these words in capitals since its first version.
        outcome.skipCause().ifPresent(cause -> line.put("cause", cause.word().toUpperCase(Locale.ROOT)));
        outcome.cause().ifPresent(cause -> line.put("outcome_cause", cause.word()));
        if (outcome.cause().orElse(null) instanceof OutcomeCause.UpstreamNotLoaded notLoaded) {
            ObjectNode json = line.putObject("not_loaded").put("in_run", notLoaded.inRun());
            notLoaded.upstream().forEach(key -> json.withArray("upstream").add(key.toString()));
            notLoaded.kinds().forEach(kind -> json.withArray("kinds").add(kind.word()));
        }
        outcome.reason().ifPresent(reason -> line.put("reason", reason));
        outcome.location().ifPresent(place -> {
            line.put("file", place.file());
            place.line().ifPresent(number -> line.put("line", number));
        });
        outcome.partitions().forEach(partition -> line.withArray("partitions").add(partition));
        outcome.checks().forEach(check -> check(line.withArray("checks").addObject(), check));
        outcome.planIds().forEach(id -> line.withArray("plans").add(id));
        submissions.of(outcome.key()).forEach(id -> line.withArray("submissions").add(id));
        if (outcome.attempts() > 0) {
            unforcedLayer = Math.min(unforcedLayer, step.layer());
        }
        write(line + "\n", outcome.attempts() > 0 && System.nanoTime() - forcedAt > LATEST.toNanos());
    }

    private static void check(ObjectNode json, CheckEvaluation check) {
        json.put("name", check.name()).put("status", check.status().word());
        check.cause().ifPresent(cause -> json.put("cause", cause.word()));
        if (check.severity().equals(CheckEvaluation.WARNING)) {
            json.put("severity", check.severity());
        }
        if (check.effect() != CheckEffect.NONE) {
            json.put("effect", check.effect().word());
        }
    }

    @Override
    public void finished(Instant time, RunResult result) {
        ObjectNode line = line("finished", time)
                .put("part", part)
                .put("exit_status", result.exitStatus())
                .put("interrupted", result.interrupted());
        for (CheckStatus status : CheckStatus.values()) {
            line.withObjectProperty("checks")
                    .put(status.word(), result.checks(status).size());
        }
        line.withObjectProperty("checks")
                .put("warned", result.checks(CheckStatus.FAILED).stream().filter(check -> !check.failedAsError()).count());
        write(line + "\n", true);
    }

    /** Returns the file. */
    Path file() {
        return file;
    }

    /** Records that the journals with these parts are about to be deleted, since nothing of them is needed. */
    void deleting(PartRanges parts) {
        if (!parts.isEmpty()) {
            ObjectNode line = Mappers.json().createObjectNode().put("type", "deleting").put("part", part);
            ArrayNode ranges = line.putArray("parts");
            parts.forEach((first, last) -> ranges.addArray().add(first).add(last));
            write(line + "\n", true);
        }
    }

    private static ObjectNode line(String type, Instant time) {
        return Mappers.json().createObjectNode().put("type", type).put("time", time.toString());
    }

    private synchronized void write(String lines, boolean force) {
        try {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
            if (force) {
                disk.sync(out.getFD());
                refuseIfGone();
                unforcedLayer = Integer.MAX_VALUE;
                forcedAt = System.nanoTime();
            }
        } catch (IOException e) {
            throw failed("written", file, e);
        }
    }

    /** Throws if the file was deleted or replaced: what is written to a deleted file is lost. */
    private void refuseIfGone() throws IOException {
        if (key(file).filter(key::equals).isEmpty()) {
            throw new JournalException("the run journal " + file + " was deleted or replaced while the run went on, so"
                    + " it can't be resumed", "run the selection again, and keep the folder until a run is over", null);
        }
    }

    /**
     * Returns a key that distinguishes files that existed at the same path one after the other, if the system provides
     * one, and otherwise the path; empty if there is no file.
     */
    static Optional<Object> key(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? file : key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            LOG.warn("can't close {}", file, e); // everything that counts is already on disk
        }
    }

    /** @throws JournalException if there is something in the place of a folder of journals */
    static void refuseFile(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new JournalException(
                    folder + " is a file, and the journals of runs are kept in a folder, one file for each run",
                    "name a folder",
                    null);
        }
    }

    public static JournalException failed(String what, Path file, IOException e) {
        return new JournalException("the run journal " + file + " can't be " + what + ": " + FileFailure.text(e),
                "check the folder's rights and space", e);
    }

    /**
     * Returns the journals of a folder, oldest first by the number of their first part, and by name without one. Files whose
     * names aren't those of a run are ignored.
     *
     * @throws JournalException if it isn't a folder, or can't be read
     */
    public static List<Path> files(Path folder) {
        refuseFile(folder);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return PartNumbers.sorted(all.filter(file -> RunIds.valid(runId(file))).sorted().toList());
        } catch (IOException e) {
            throw failed("read", folder, e);
        }
    }
}
