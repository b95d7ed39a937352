package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunOutput;
import dev.rockyjava.engine.RunOutput.Materialization;
import dev.rockyjava.engine.RunOutput.RunError;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the answer to a call for a whole pipeline as if each model had been asked for alone, so that one table of rules
 * judges both. A model of which the answer says nothing has no part in it: the engine stops at the first failure, and
 * leaves out what it can't prove to be independent of one (rocky-contract §3.4, §3.5).
 */
final class FusedAnswer {

    private static final int INTERRUPTED_EXIT = 130;
    /** What an error without a model's key says about its model (rocky-contract §3.4). */
    private static final Pattern NAMED_IN_TEXT = Pattern.compile("model '([^']*)' failed");

    private final Definitions definitions;
    private final Call whole;
    private final FusedPipelines.Group group;
    private final Set<AssetKey> sound = new HashSet<>();

    /**
     * @param whole the call for the pipeline
     */
    FusedAnswer(Definitions definitions, Call whole, FusedPipelines.Group group) {
        this.definitions = definitions;
        this.whole = whole;
        this.group = group;
        if (isAboutModels()) {
            findSound();
        }
    }

    private boolean isAboutModels() {
        return whole.reply() != null
                && whole.answeredWith(RunOutput.class)
                && !whole.run().interrupted()
                && whole.exitCode() != INTERRUPTED_EXIT
                && !whole.run().status().startsWith("Skipped");
    }

    /**
     * What a call for one model alone would have brought.
     *
     * @return empty if the answer doesn't tell, so that the model has to be asked for alone
     */
    Optional<Call> partOf(AssetSpec spec) {
        RunRequest alone = alone(spec, group.pipeline());
        if (whole.threw(UnsupportedByEngineException.class)) {
            return Optional.empty();
        }
        if (!isAboutModels()) {
            return Optional.of(new Call(spec, alone, whole.reply(), whole.thrown()));
        }
        List<RunError> errors = errorsOf(spec);
        if (!errors.isEmpty()) {
            return Optional.of(Call.answered(spec, alone, part(spec, errors, 1, "Failure", errors.size())));
        }
        if (!sound.contains(spec.key())) {
            return Optional.empty();
        }
        // A failure that no error explains may be anybody's.
        RunOutput run = whole.run();
        return Optional.of(Call.answered(spec, alone, run.errors().isEmpty()
                ? part(spec, errors, whole.exitCode(), run.status(), run.tablesFailed())
                : part(spec, errors, 0, "Success", 0)));
    }

    /** Whether it says that a model was built, and after all that it depends on. */
    boolean built(AssetKey key) {
        return sound.contains(key);
    }

    /** Whether it says that a model was built, whatever from. */
    boolean listed(AssetKey key) {
        AssetSpec spec = definitions.get(key);
        return isAboutModels()
                && whole.run().materializations().stream().anyMatch(entry -> Call.isModel(spec, entry.assetKey()));
    }

    static RunRequest alone(AssetSpec spec, String pipeline) {
        return new RunRequest.Model(spec.label(), pipeline, PartitionChoice.DEFAULT);
    }

    /**
     * The engine goes on below a model that doesn't compile, and it doesn't see every dependency; so what it built before
     * or without something upstream isn't what it should be.
     */
    private void findSound() {
        List<Materialization> built = whole.run().materializations();
        Set<AssetKey> members = new HashSet<>(group.members());
        Map<AssetKey, Integer> first = new HashMap<>();
        Map<AssetKey, Integer> last = new HashMap<>();
        for (AssetKey key : group.members()) {
            AssetSpec spec = definitions.get(key);
            for (int place = 0; place < built.size(); place++) {
                if (Call.isModel(spec, built.get(place).assetKey())) {
                    first.putIfAbsent(key, place);
                    last.put(key, place);
                }
            }
        }
        for (AssetKey key : group.members()) { // upstream comes first
            AssetSpec spec = definitions.get(key);
            boolean afterUpstream = spec.upstreamKeys().stream()
                    .filter(members::contains)
                    .allMatch(upstream -> sound.contains(upstream) && last.get(upstream) < first.getOrDefault(key, -1));
            if (first.containsKey(key) && afterUpstream && errorsOf(spec).isEmpty()) {
                sound.add(key);
            }
        }
    }

    /** Those that name the model; for one that was built also those that name nobody. */
    private List<RunError> errorsOf(AssetSpec spec) {
        boolean built = listed(spec.key());
        return whole.run().errors().stream()
                .filter(error -> {
                    if (!error.assetKey().isEmpty() && !error.assetKey().get(0).startsWith("<")) {
                        return Call.isModel(spec, error.assetKey());
                    }
                    Matcher named = NAMED_IN_TEXT.matcher(error.error());
                    return named.find() ? named.group(1).equals(spec.label()) : built;
                })
                .toList();
    }

    private EngineReply part(AssetSpec spec, List<RunError> errors, int exitCode, String status, long failed) {
        RunOutput run = whole.run();
        List<Materialization> built = run.materializations().stream()
                .filter(entry -> Call.isModel(spec, entry.assetKey()))
                .toList();
        RunOutput part = new RunOutput(
                run.version(),
                run.command(),
                status,
                run.pipelineType(),
                run.filter(),
                run.durationMs(),
                run.tablesCopied(),
                failed,
                built,
                List.of(),
                List.of(),
                run.checkResults().stream()
                        .filter(entry -> Call.isModel(spec, entry.assetKey()))
                        .toList(),
                errors,
                run.anomalies().stream()
                        .filter(anomaly -> built.stream().anyMatch(entry ->
                                entry.metadata().targetTableFullName().filter(anomaly.table()::equals).isPresent()))
                        .toList(),
                new RunOutput.Drift(0, 0, List.of()), // of replications only
                run.partitionSummaries().stream()
                        .filter(summary -> summary.model().equals(spec.label()))
                        .toList(),
                run.modelDecisions().stream()
                        .filter(decision -> decision.model().equals(spec.label()))
                        .toList(),
                new RunOutput.ExecutionSummary(1, built.size(), 0),
                0,
                List.of(), // of quality pipelines only
                Optional.empty(), // of the whole; each of its entries has its own cost
                spec.key().equals(group.leader()) ? run.budgetBreaches() : List.of(), // of the whole, so said once
                spec.key().equals(group.leader()) ? run.schedulingWarnings() : List.of(),
                List.of(), // of replications only
                false);
        return new EngineReply(exitCode, part, whole.answer().logTail());
    }
}
