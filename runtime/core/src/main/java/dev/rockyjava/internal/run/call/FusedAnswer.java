package dev.rockyjava.internal.run.call;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.RunOutput.MaterializedTable;
import dev.rockyjava.engine.document.RunOutput.RunError;
import dev.rockyjava.internal.run.plan.FusedPipelines;
import dev.rockyjava.internal.run.verdict.CheckResults;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.OutcomeStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Splits the answer to a call for a whole pipeline into one per model, as if each model had been requested alone, so
 * that one table of rules judges both. A model that the answer doesn't mention has no part: the engine stops at the
 * first failure, and skips what it can't prove to be independent of one (ENGINE.md §3.4, §3.5).
 */
public final class FusedAnswer {

    /** How the text of an error without a model's key names its model (ENGINE.md §3.4). */
    private static final Pattern NAMED_IN_TEXT = Pattern.compile("model '([^']*)' failed");
    /**
     * The key of the error that stopped the engine. The engine lists a model only once it is done with it, so this
     * error is about none of those listed.
     */
    private static final String STOPPED = "<runtime>";

    private final Definitions definitions;
    private final EngineCall whole;
    private final FusedPipelines.Group group;
    private final Map<List<String>, AssetKey> models = new HashMap<>();
    private final Map<AssetKey, List<MaterializedTable>> built = new HashMap<>();
    private final Map<AssetKey, List<RunError>> errors = new HashMap<>();
    private final Map<AssetKey, List<RunOutput.AssetChecks>> checks = new HashMap<>();
    private Map<String, List<RunOutput.Anomaly>> anomalies = Map.of();
    private Map<String, List<RunOutput.PartitionSummary>> summaries = Map.of();
    private Map<String, List<RunOutput.ModelDecision>> decisions = Map.of();
    /** The models whose checks made the engine fail the run. */
    private final Set<AssetKey> gated = new HashSet<>();
    private final Map<AssetKey, EngineCall> parts = new LinkedHashMap<>();
    /** The models that are correctly built according to the answer. */
    private final Set<AssetKey> sound = new HashSet<>();

    /**
     * Reads an answer.
     *
     * @param whole the call for the pipeline
     */
    FusedAnswer(Definitions definitions, EngineCall whole, FusedPipelines.Group group) {
        this.definitions = definitions;
        this.whole = whole;
        this.group = group;
        if (isAboutModels()) {
            for (AssetKey key : group.members()) {
                EngineCall.modelKeys(definitions.get(key)).forEach(engineKey -> models.putIfAbsent(engineKey, key));
            }
            order(whole.run());
            findSound();
        }
        for (AssetKey key : group.members()) {
            readPart(definitions.get(key)).ifPresent(part -> parts.put(key, part));
        }
    }

    private boolean isAboutModels() {
        return whole.reply() != null
                && whole.answeredWith(RunOutput.class)
                && !whole.run().interrupted()
                && !whole.endedBySignal()
                && !whole.run().status().startsWith("Skipped");
    }

    /**
     * Returns what a call for one model alone would have returned.
     *
     * @return empty if the answer doesn't say, so that the model has to be requested alone
     */
    Optional<EngineCall> partOf(AssetSpec spec) {
        return Optional.ofNullable(parts.get(spec.key()));
    }

    private Optional<EngineCall> readPart(AssetSpec spec) {
        RunRequest alone = FusedPipelines.alone(spec, group.request());
        if (whole.threw(UnsupportedByEngineException.class)) {
            return Optional.empty();
        }
        if (!isAboutModels()) {
            return Optional.of(whole.forAsset(spec, alone));
        }
        List<RunError> own = errorsOf(spec.key());
        if (!own.isEmpty()) {
            return Optional.of(EngineCall.answered(spec, alone, part(spec, own, 1, "Failure", own.size(), isGated(spec))));
        }
        if (!sound.contains(spec.key())) {
            return Optional.empty();
        }
        // A failure that no error explains may be that of any model.
        RunOutput run = whole.run();
        boolean gatedByOthers = run.checkGateFailed() && !isGated(spec) && whole.failedCount() == 0;
        return Optional.of(EngineCall.answered(spec, alone, run.errors().isEmpty() && !gatedByOthers
                ? part(spec, own, whole.exitCode(), run.status(), run.tablesFailed(), isGated(spec))
                : part(spec, own, 0, "Success", 0, isGated(spec))));
    }

    /** Returns whether a model's checks failed the run, or it is unknown whose checks did. */
    private boolean isGated(AssetSpec spec) {
        return whole.run().checkGateFailed() && (gated.isEmpty() || gated.contains(spec.key()));
    }

    /**
     * Returns the models that are correctly built according to the answer, each with the request that would have built
     * it alone.
     */
    Map<AssetKey, RunRequest> done() {
        Map<AssetKey, RunRequest> done = new LinkedHashMap<>();
        parts.forEach((key, part) -> {
            if (part.verdict().status() == OutcomeStatus.MATERIALIZED) {
                done.put(key, part.request());
            }
        });
        return done;
    }

    /**
     * Returns whether the answer says that a model was built, or needn't be, and after everything that it depends on.
     */
    boolean built(AssetKey key) {
        return sound.contains(key);
    }

    /** Returns whether the answer says that a model was built, whatever its input. */
    boolean listed(AssetKey key) {
        return built.containsKey(key);
    }

    private void order(RunOutput run) {
        run.materializations().forEach(entry -> add(built, models.get(entry.assetKey()), entry));
        run.checkResults().forEach(entry -> add(checks, models.get(entry.assetKey()), entry));
        CheckResults.of(run).stream()
                .filter(CheckEvaluation::failedAsError)
                .map(check -> models.get(check.engineKey()))
                .filter(Objects::nonNull)
                .forEach(gated::add);
        anomalies = run.anomalies().stream().collect(Collectors.groupingBy(RunOutput.Anomaly::table));
        summaries = run.partitionSummaries().stream()
                .collect(Collectors.groupingBy(RunOutput.PartitionSummary::model));
        decisions = run.modelDecisions().stream().collect(Collectors.groupingBy(RunOutput.ModelDecision::model));
        Map<String, AssetKey> labels = new HashMap<>();
        group.members().forEach(key -> labels.put(definitions.get(key).label(), key));
        for (RunError error : run.errors()) {
            boolean named = !error.assetKey().isEmpty() && !error.assetKey().get(0).startsWith("<");
            Matcher text = NAMED_IN_TEXT.matcher(error.error());
            if (named) {
                add(errors, models.get(error.assetKey()), error);
            } else if (text.find()) {
                add(errors, labels.get(text.group(1)), error);
            } else if (!error.assetKey().equals(List.of(STOPPED))) {
                built.keySet().forEach(key -> add(errors, key, error)); // may be about any of them
            }
        }
    }

    private static <T> void add(Map<AssetKey, List<T>> byKey, @Nullable AssetKey key, T entry) {
        if (key != null) {
            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
        }
    }

    private List<RunError> errorsOf(AssetKey key) {
        return errors.getOrDefault(key, List.of());
    }

    /**
     * Finds the models that are correctly built. The engine continues downstream of a model that doesn't compile, and
     * doesn't see every dependency, so what it built before or without something upstream isn't correct.
     */
    private void findSound() {
        Set<AssetKey> members = new HashSet<>(group.members());
        IdentityHashMap<MaterializedTable, Integer> places = new IdentityHashMap<>();
        whole.run().materializations().forEach(entry -> places.put(entry, places.size()));
        for (AssetKey key : group.members()) { // upstream comes first
            AssetSpec spec = definitions.get(key);
            List<MaterializedTable> own = built.getOrDefault(key, List.of());
            boolean afterUpstream = spec.upstreamKeys().stream()
                    .filter(members::contains)
                    .allMatch(upstream -> sound.contains(upstream)
                            && isAfter(own, built.getOrDefault(upstream, List.of()), places));
            boolean unchanged = decisions.getOrDefault(spec.label(), List.of()).stream()
                    .anyMatch(decision -> decision.decision().equals("skip"));
            if ((unchanged || !own.isEmpty()) && afterUpstream && errorsOf(key).isEmpty()) {
                sound.add(key);
            }
        }
    }

    /**
     * Returns whether a model was built after its upstream. What the engine left unchanged counts as built before
     * everything else.
     */
    private static boolean isAfter(
            List<MaterializedTable> own, List<MaterializedTable> upstream, IdentityHashMap<MaterializedTable, Integer> places) {
        return upstream.stream().allMatch(earlier -> own.stream()
                .allMatch(entry -> Objects.requireNonNull(places.get(earlier)) < Objects.requireNonNull(places.get(entry)) && !overlap(earlier, entry)));
    }

    /**
     * Returns whether the later one began before the earlier one had ended: on a warehouse that works in parallel,
     * models without a dependency that the engine knows of are listed in one order and built in another.
     */
    private static boolean overlap(MaterializedTable earlier, MaterializedTable later) {
        Optional<Instant> began = instant(earlier.startedAt());
        Optional<Instant> next = instant(later.startedAt());
        // Durations are whole milliseconds, measured from a moment before the start.
        return began.isPresent()
                && next.isPresent()
                && next.get().isBefore(began.get().plusMillis(Math.max(0, earlier.durationMs() - 1)));
    }

    private static Optional<Instant> instant(Optional<String> text) {
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private EngineReply part(
            AssetSpec spec, List<RunError> own, int exitCode, String status, long failed, boolean checkGateFailed) {
        RunOutput run = whole.run();
        List<MaterializedTable> entries = built.getOrDefault(spec.key(), List.of());
        RunOutput part = new RunOutput(
                run.version(),
                run.command(),
                status,
                run.pipelineType(),
                run.filter(),
                run.durationMs(),
                run.tablesCopied(),
                failed,
                entries,
                List.of(),
                List.of(),
                checks.getOrDefault(spec.key(), List.of()),
                own,
                entries.stream()
                        .flatMap(entry -> entry.metadata().targetTableFullName().stream())
                        .distinct()
                        .flatMap(table -> anomalies.getOrDefault(table, List.of()).stream())
                        .toList(),
                run.anomalyEvaluated().stream()
                        .filter(entry -> entries.stream().anyMatch(built -> built.metadata()
                                .targetTableFullName()
                                .filter(entry.table()::equals)
                                .isPresent()))
                        .toList(),
                new RunOutput.Drift(0, 0, List.of()), // of replications only
                summaries.getOrDefault(spec.label(), List.of()),
                decisions.getOrDefault(spec.label(), List.of()),
                new RunOutput.ExecutionSummary(1, entries.size(), 0),
                0,
                List.of(), // of quality pipelines only
                Optional.empty(), // of the whole; each of its entries has its own cost
                spec.key().equals(group.leader()) ? run.budgetBreaches() : List.of(), // of the whole, so said once
                spec.key().equals(group.leader()) ? run.schedulingWarnings() : List.of(),
                List.of(), // of replications only
                checkGateFailed,
                run.verifyAfterFailed(),
                run.resumedFrom(),
                List.of(), // of replications only
                spec.key().equals(group.leader()) ? run.volumeWarnings() : List.of(),
                false);
        return new EngineReply(exitCode, part, whole.answer().logTail());
    }
}
