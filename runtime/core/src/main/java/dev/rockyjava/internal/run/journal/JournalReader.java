package dev.rockyjava.internal.run.journal;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.CallOutcome;
import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.json.JsonFailure;
import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.internal.run.text.Elapsed;
import dev.rockyjava.internal.run.text.InstantText;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedCheck;
import dev.rockyjava.run.history.RecordedChecks;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunPart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the journal of one run. */
public final class JournalReader {

    /** The reason in journals that were written before there were causes. Must not be changed. */
    private static final String DONE_BEFORE = "the engine did it before this run was resumed";

    private final Path file;
    private final Map<String, JsonNode> plan = new LinkedHashMap<>();
    private final Map<String, JsonNode> ended = new LinkedHashMap<>();
    private final PartRanges deletedParts = new PartRanges();
    private final BuildTracker builds = new BuildTracker();
    private final Set<String> doneUnits = new HashSet<>();
    private final Set<String> withDoneUnits = new HashSet<>();
    /** The time that an asset took in earlier parts of the run, whose work a later part doesn't repeat. */
    private final Map<String, Duration> tookBefore = new HashMap<>();
    /** The ends, from before the run was resumed, of assets of which a part was done. */
    private final Map<String, JsonNode> endedInPart = new HashMap<>();
    /** The calls by their submission ids, in the order in which they began. */
    private final Map<String, RecordedCall> calls = new LinkedHashMap<>();
    /** The processes of calls whose end wasn't recorded, by submission id. */
    private final Map<String, EngineProcess> processes = new LinkedHashMap<>();
    /** The assets for which the engine was asked, or was about to be. */
    private final Set<String> started = new HashSet<>();
    private final Set<NodeKind> executedLater = EnumSet.noneOf(NodeKind.class);
    private @Nullable JsonNode head;
    private @Nullable JsonNode finished;
    private @Nullable JsonNode latest;
    private Duration worked = Duration.ZERO;
    /** The parts so far, the current one last. */
    private final List<RunPart> parts = new ArrayList<>();

    private JournalReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a journal.
     *
     * @throws JournalException if it doesn't exist or can't be read
     */
    public static JournalReader read(Path file) {
        JournalReader reader = new JournalReader(file);
        byte[] bytes = bytes(file);
        int number = 0;
        int from = 0;
        for (int end = 0; end < bytes.length; end++) {
            // What follows the last line end is what a crash left of a line, and may end within a character.
            if (bytes[end] == '\n') {
                number++;
                reader.add(bytes, from, end - from, number);
                from = end + 1;
            }
        }
        if (reader.head == null) {
            throw JournalException.ofEmpty("the run journal " + file + " doesn't begin with a run; the program ended before"
                    + " it could write the plan, so nothing was executed", "delete the file");
        }
        return reader;
    }

    private static byte[] bytes(Path file) {
        try {
            return RegularFile.bytes(file);
        } catch (IOException e) {
            throw JournalFile.failed("read", file, e);
        }
    }

    private void add(byte[] bytes, int from, int length, int number) {
        try {
            JsonNode line = Mappers.json().readTree(bytes, from, length);
            String key = line.path("key").asString("");
            String submission = line.path("submission").asString("");
            if (!key.isEmpty()) {
                AssetKey.parse(key); // a line without a valid key is refused here, where its number is known
            }
            String type = line.path("type").asString("");
            if (head == null && !type.equals("run")) {
                throw new IllegalArgumentException("it doesn't begin with the run");
            }
            switch (type) {
                case "run" -> {
                    head = supported(line);
                    begin(line);
                }
                case "plan" -> {
                    plan.put(key, version() < 3 && line instanceof ObjectNode old ? JournalPlan.ofVersion2(old) : line);
                    builds.planned(key, JournalPlan.definition(line), JournalPlan.attempts(line));
                }
                case "started" -> {
                    started.add(key);
                    if (withoutCalls()) {
                        builds.calling(key, "", Collections.emptySortedMap());
                    }
                }
                case "with" -> builds.calling(key, line.path("unit").asString(""), code(line));
                case "calling" -> {
                    String unit = line.path("unit").asString("");
                    builds.calling(key, unit, code(line));
                    calls.put(submission, new RecordedCall(
                            time(line),
                            AssetKey.parse(key),
                            unit,
                            submission,
                            withWord(RowEffect.values(), RowEffect::word, line.path("effect")).orElse(RowEffect.ADDS)));
                }
                case "process" -> processes.put(submission, new EngineProcess(
                        line.path("pid").asLong(-1),
                        InstantText.parse(line.path("process_started").asString("")),
                        submission));
                case "called" -> {
                    processes.remove(submission);
                    RecordedCall call = calls.computeIfPresent(submission, (id, open) -> open.ended(
                            CallOutcome.ofWord(line.path("outcome").asString("")),
                            line.path("answered").asBoolean(false)));
                    if (call != null && addedAll(call)) {
                        builds.done(call.key().toString(), call.unit(), List.of(), time(line));
                    }
                }
                case "done" -> {
                    doneUnits.add(line.path("unit").asString(""));
                    withDoneUnits.add(key);
                    builds.done(key, line.path("unit").asString(""), texts(line, "partitions"), latestTime());
                }
                case "ended" -> {
                    JsonNode before = endedInPart.remove(key);
                    if (before != null) {
                        tookBefore.merge(key, took(before), Duration::plus);
                    }
                    ended.put(key, line);
                    builds.ended(key, ending(line), doneBefore(line), texts(line, "partitions"), time(line));
                }
                case "resumed" -> {
                    endedInPart.clear();
                    endedInPart.putAll(ended);
                    endedInPart.keySet().retainAll(withDoneUnits);
                    worked = worked();
                    begin(line);
                    line.path("executed").forEach(word -> executedLater.add(NodeKind.ofWord(word.asString(""))));
                    finished = null;
                }
                case "finished" -> {
                    time(line); // without one it is refused here, where its number is known
                    finished = line;
                }
                case "deleting" -> line.path("parts").forEach(range ->
                        deletedParts.add(range.path(0).asLong(0), range.path(1).asLong(0)));
                default -> {
                    // written by a newer version, or not needed here
                }
            }
            if (line.has("time")) {
                time(line); // an invalid one is refused here, where its number is known
                latest = line;
            }
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new JournalException("line " + number + " of the run journal " + file + " can't be read: "
                    + (e instanceof JacksonException json ? JsonFailure.text(json) : e.getMessage())
                    + "; it may have been edited", "delete the file if the run isn't needed", e);
        }
    }

    private void begin(JsonNode line) {
        RunPart part = new RunPart(line.path("part").asLong(0), time(line));
        parts.add(part);
        builds.begin(part);
    }

    private Instant latestTime() {
        return latest == null ? Instant.EPOCH : time(latest);
    }

    private static SortedMap<String, String> code(JsonNode line) {
        SortedMap<String, String> code = new TreeMap<>();
        line.path("code").forEachEntry((file, digest) -> code.put(file, digest.asString("")));
        return code;
    }

    private static BuildTracker.Ending ending(JsonNode line) {
        Optional<OutcomeStatus> status = withWord(OutcomeStatus.values(), OutcomeStatus::word, line.path("status"));
        boolean good = line.path("good").asBoolean(false);
        return status.map(word -> switch (word) {
                    case MATERIALIZED -> good ? BuildTracker.Ending.BUILT : BuildTracker.Ending.BUILT_BADLY;
                    case SKIPPED -> good ? BuildTracker.Ending.NOTHING_TO_DO : BuildTracker.Ending.SKIPPED;
                    case GRAPH_ONLY -> BuildTracker.Ending.PLACEHOLDER;
                    case FAILED -> BuildTracker.Ending.FAILED;
                })
                .orElse(BuildTracker.Ending.FAILED);
    }

    private static Duration took(JsonNode end) {
        return Duration.ofMillis(end.path("duration_ms").asLong(0));
    }

    private JsonNode supported(JsonNode line) {
        int version = line.path("version").asInt(0);
        if (version > JournalFile.VERSION) {
            throw new JournalException("the run journal " + file + " has version " + version
                    + ", and this program knows versions up to " + JournalFile.VERSION, "use a newer one", null);
        }
        return line;
    }

    public JsonNode head() {
        return Objects.requireNonNull(head);
    }

    /** Returns the kinds that a resume has chosen to execute besides those of the run. */
    public Set<NodeKind> executedLater() {
        return Set.copyOf(executedLater);
    }

    /** Returns the numbers of parts whose journals the run deleted because nothing of them was needed. */
    public PartRanges deletedParts() {
        return deletedParts;
    }

    /** Returns the lines of the plan by key, in its order. */
    public Map<String, JsonNode> plan() {
        return plan;
    }

    public Set<String> doneUnits() {
        Set<String> units = new HashSet<>(doneUnits);
        calls.values().stream().filter(JournalReader::addedAll).forEach(call -> units.add(call.unit()));
        return units;
    }

    private static boolean addedAll(RecordedCall call) {
        return call.effect() == RowEffect.ADDS && call.outcome() == CallOutcome.DONE;
    }

    /** Returns the engine's processes whose end wasn't recorded. */
    public List<EngineProcess> processes() {
        return List.copyOf(processes.values());
    }

    /** Returns whether the journal was written by a version that didn't record calls. */
    public boolean withoutCalls() {
        return version() < 2;
    }

    private int version() {
        return head == null ? 0 : head.path("version").asInt(0);
    }

    /** Returns whether the engine was asked for an asset, or was about to be. */
    public boolean wasStarted(AssetKey key) {
        return started.contains(key.toString());
    }

    /** Returns the units that the engine may have worked on, in the order in which it was asked. */
    public Set<String> calledUnits() {
        Set<String> units = new LinkedHashSet<>();
        calls.values().stream()
                .filter(call -> call.outcome() != CallOutcome.NOTHING)
                .forEach(call -> units.add(call.unit()));
        return units;
    }

    /**
     * Returns, by unit, the calls that may have added rows and must not be repeated without consent. A call that did
     * nothing leaves an earlier one in place.
     */
    public Map<String, RecordedCall> notToRepeat() {
        Map<String, RecordedCall> open = new LinkedHashMap<>();
        for (RecordedCall call : calls.values()) {
            if (call.outcome() == CallOutcome.DONE) {
                open.remove(call.unit());
            } else if (!call.effect().mayRepeatAfter(call.outcome())) {
                open.put(call.unit(), call);
            }
        }
        return open;
    }

    /** Returns the assets whose last call ended in an unknown way. */
    private Set<String> unknownOutcomes() {
        Set<String> keys = new HashSet<>();
        for (RecordedCall call : calls.values()) {
            if (call.outcome() == CallOutcome.UNKNOWN) {
                keys.add(call.key().toString());
            } else {
                keys.remove(call.key().toString());
            }
        }
        return keys;
    }

    /** Returns whether the journal contains the whole plan; if not, nothing was executed. */
    public boolean planned() {
        return plan.size() == head().path("steps").asInt(0);
    }

    public RecordedRun run() {
        String runId = head().path("run").asString("");
        Instant started = time(head());
        List<RecordedAsset> assets = new ArrayList<>();
        Set<String> unknown = unknownOutcomes();
        plan.forEach((key, line) -> assets.add(asset(runId, key, line, started, unknown.contains(key))));
        return new RecordedRun(
                runId,
                started,
                Optional.ofNullable(finished).map(JournalReader::time),
                worked(),
                Optional.ofNullable(finished).map(line -> exitStatus(line.path("exit_status").asInt(RunResult.EXIT_FAILURE))),
                parts.size() - 1,
                parts,
                checks(),
                assets);
    }

    /**
     * Returns the counts of checks. The entry for the end of a run also counts checks that were made after its assets,
     * but for a resumed run only those of its last part.
     */
    private RecordedChecks checks() {
        if (finished != null && parts.size() == 1) {
            JsonNode counts = finished.path("checks");
            int warned = counts.path("warned").asInt(0);
            return new RecordedChecks(
                    counts.path(CheckStatus.PASSED.word()).asInt(0),
                    counts.path(CheckStatus.FAILED.word()).asInt(0) - warned,
                    warned,
                    counts.path(CheckStatus.NOT_EVALUATED.word()).asInt(0));
        }
        RecordedChecks sum = RecordedChecks.NONE;
        for (JsonNode end : ended.values()) {
            for (RecordedCheck check : checks(end)) {
                sum = sum.plus(RecordedChecks.of(check.status(), check.warning()));
            }
        }
        return sum;
    }

    private static List<RecordedCheck> checks(JsonNode end) {
        List<RecordedCheck> checks = new ArrayList<>();
        for (JsonNode check : end.path("checks")) {
            boolean warning = check.path("severity").asString("").equals(CheckEvaluation.WARNING);
            withWord(CheckStatus.values(), CheckStatus::word, check.path("status"))
                    .ifPresent(status -> checks.add(new RecordedCheck(check.path("name").asString(""), status, warning)));
        }
        return checks;
    }

    /** Returns the time worked until the latest line, excluding the time between an end and the resumption. */
    private Duration worked() {
        return parts.isEmpty() || latest == null
                ? worked
                : worked.plus(Elapsed.between(parts.get(parts.size() - 1).began(), time(latest)));
    }

    private RecordedAsset asset(
            String runId, String key, JsonNode planned, Instant started, boolean outcomeUnknown) {
        Optional<JsonNode> end = Optional.ofNullable(ended.get(key));
        boolean good = end.map(line -> line.path("good").asBoolean(false)).orElse(false);
        return new RecordedAsset(
                runId,
                AssetKey.parse(key),
                NodeKind.ofWord(planned.path("kind").asString("")),
                end.flatMap(line -> withWord(OutcomeStatus.values(), OutcomeStatus::word, line.path("status"))),
                good,
                !good && outcomeUnknown,
                end.filter(JournalReader::doneBefore).isPresent(),
                end.map(JournalReader::time).orElse(started),
                end.map(JournalReader::took).orElse(Duration.ZERO).plus(tookBefore.getOrDefault(key, Duration.ZERO)),
                end.flatMap(line -> Optional.ofNullable(line.path("reason").asString(null))),
                end.flatMap(JournalReader::location),
                end.flatMap(JournalReader::notLoaded),
                builds.partitions(key),
                end.map(line -> texts(line, "submissions")).orElse(List.of()),
                builds.definition(key),
                end.isPresent() ? builds.endedIn(key) : parts.get(parts.size() - 1),
                builds.last(key),
                builds.attempts(key).last(),
                builds.attempts(key).ofMissing(),
                builds.attempts(key).failedPartitions(),
                end.map(JournalReader::checks).orElse(List.of()));
    }

    /** Returns today's number; a partly failed run was 2 until its number became that of the command line. */
    private static int exitStatus(int recorded) {
        return recorded == 2 ? RunResult.EXIT_PARTIAL : recorded;
    }

    private static Optional<SqlLocation> location(JsonNode end) {
        JsonNode line = end.path("line");
        return Optional.ofNullable(end.path("file").asString(null)).map(file -> new SqlLocation(
                file, line.isInt() ? OptionalInt.of(line.asInt()) : OptionalInt.empty()));
    }

    private static Optional<OutcomeCause.UpstreamNotLoaded> notLoaded(JsonNode end) {
        JsonNode json = end.path("not_loaded");
        return json.isObject()
                ? Optional.of(new OutcomeCause.UpstreamNotLoaded(
                        texts(json, "upstream").stream().map(AssetKey::parse).toList(),
                        texts(json, "kinds").stream().map(NodeKind::ofWord).toList(),
                        json.path("in_run").asBoolean(false)))
                : Optional.empty();
    }

    private static boolean doneBefore(JsonNode end) {
        String cause = end.path("outcome_cause").asString("");
        return cause.isEmpty()
                ? end.path("reason").asString("").equals(DONE_BEFORE)
                : cause.equals(new OutcomeCause.DoneBefore().word());
    }

    private static List<String> texts(JsonNode line, String name) {
        List<String> texts = new ArrayList<>();
        line.path(name).forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    private static <T> Optional<T> withWord(T[] all, Function<T, String> word, JsonNode node) {
        return Stream.of(all).filter(one -> word.apply(one).equals(node.asString(""))).findFirst();
    }

    private static Instant time(JsonNode line) {
        return InstantText.parse(line.path("time").asString(""));
    }

    /** Returns the engine's processes whose end no journal of a folder has recorded. */
    public static List<EngineProcess> leftProcesses(Path journal) {
        List<EngineProcess> left = new ArrayList<>();
        for (Path file : JournalFile.files(journal)) {
            try {
                left.addAll(JournalReader.read(file).processes());
            } catch (JournalException e) {
                LoggerFactory.getLogger(JournalReader.class).debug("left out: {}", e.getMessage());
            }
        }
        return left;
    }
}
