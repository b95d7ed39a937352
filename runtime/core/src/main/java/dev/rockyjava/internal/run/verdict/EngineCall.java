package dev.rockyjava.internal.run.verdict;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.CallOutcome;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.LoadOutput.LoadedFile;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.RunOutput.Contained;
import dev.rockyjava.engine.document.RunOutput.ExcludedTable;
import dev.rockyjava.engine.document.RunOutput.MaterializedTable;
import dev.rockyjava.engine.document.RunOutput.PartitionSummary;
import dev.rockyjava.engine.document.RunOutput.RunError;
import dev.rockyjava.engine.document.SeedOutput;
import dev.rockyjava.engine.document.SeedOutput.SeededTable;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.run.plan.PartitionKeys;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.OutcomeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request for one asset, and what came of it: a reply or an exception. Has the facts that the rules of
 * {@link Verdicts} are made of. Safe for several threads.
 */
public final class EngineCall {

    /** After these the engine itself doesn't repeat what adds rows: the warehouse may have committed them (§3.4). */
    private static final Set<String> MAY_BE_COMMITTED = Set.of("transient", "connection-failed");

    private final AssetSpec spec;
    private final RunRequest request;
    private final @Nullable EngineReply reply;
    private final @Nullable Throwable thrown;
    private final boolean planning;
    /** Null until it is asked for; two threads that ask at once find the same. */
    private volatile @Nullable Verdict verdict;

    /**
     * @param planning whether it ended while the engine wrote down what it would do
     */
    private EngineCall(
            AssetSpec spec,
            RunRequest request,
            @Nullable EngineReply reply,
            @Nullable Throwable thrown,
            boolean planning) {
        this.spec = spec;
        this.request = request;
        this.reply = reply;
        this.thrown = thrown;
        this.planning = planning;
    }

    public static EngineCall answered(AssetSpec spec, RunRequest request, EngineReply reply) {
        return new EngineCall(spec, request, reply, null, false);
    }

    public static EngineCall threw(AssetSpec spec, RunRequest request, Throwable thrown) {
        return new EngineCall(spec, request, null, thrown, false);
    }

    /** The same, but only what would be done was asked for. */
    public EngineCall whilePlanning() {
        return new EngineCall(spec, request, reply, thrown, true);
    }

    /** The same answer as seen by another asset that the request serves. */
    public EngineCall forAsset(AssetSpec other) {
        return forAsset(other, request);
    }

    /** The same answer as seen by another asset, as if something else had been asked for it. */
    public EngineCall forAsset(AssetSpec other, RunRequest otherRequest) {
        return new EngineCall(other, otherRequest, reply, thrown, planning);
    }

    public AssetSpec spec() {
        return spec;
    }

    public RunRequest request() {
        return request;
    }

    public @Nullable EngineReply reply() {
        return reply;
    }

    public @Nullable Throwable thrown() {
        return thrown;
    }

    /** Judged once, however often it is asked for. */
    public Verdict verdict() {
        Verdict known = verdict;
        if (known == null) {
            known = Verdicts.of(this);
            verdict = known;
        }
        return known;
    }

    /** What is known of the work. */
    public CallOutcome outcome() {
        if (planning
                || thrown instanceof ProjectException
                || thrown instanceof NotRepeatedException
                || thrown instanceof EngineException e && !e.mayHaveWorked()) {
            return CallOutcome.NOTHING;
        }
        if (thrown != null || endedBySignal() && !(request instanceof RunRequest.Replication)) {
            return CallOutcome.UNKNOWN;
        }
        if (request instanceof RunRequest.Transformation) {
            return exitCode() == 0 ? CallOutcome.DONE : CallOutcome.PARTLY; // each of its models has a verdict of its own
        }
        if (verdict().status() == OutcomeStatus.MATERIALIZED) {
            return CallOutcome.DONE;
        }
        if (answeredWith(LoadOutput.class)) {
            return load().filesLoaded() == 0 ? CallOutcome.NOTHING : CallOutcome.PARTLY;
        }
        if (!answeredWith(RunOutput.class)) {
            return answeredWith(SeedOutput.class) ? CallOutcome.NOTHING : CallOutcome.UNKNOWN;
        }
        if (!(request instanceof RunRequest.Model)) {
            return CallOutcome.NOTHING; // of a replication the watermarks of what was copied are kept (§7.2)
        }
        if (!built().isEmpty()) {
            return CallOutcome.PARTLY;
        }
        return ownErrors().stream().anyMatch(error -> MAY_BE_COMMITTED.contains(error.failureKind()))
                ? CallOutcome.UNKNOWN
                : CallOutcome.NOTHING;
    }

    public boolean threw(Class<? extends Throwable> type) {
        return type.isInstance(thrown);
    }

    public EngineReply answer() {
        return Objects.requireNonNull(reply);
    }

    public EngineDocument document() {
        return answer().document();
    }

    public int exitCode() {
        return answer().exitCode();
    }

    /** Whether the engine says by its exit code that it was interrupted. */
    public boolean endedBySignal() {
        return exitCode() == SharedVerdictRules.INTERRUPTED_EXIT;
    }

    public boolean answeredWith(Class<? extends EngineDocument> type) {
        return type.isInstance(document());
    }

    public RunOutput run() {
        return (RunOutput) document();
    }

    LoadOutput load() {
        return (LoadOutput) document();
    }

    SeedOutput seed() {
        return (SeedOutput) document();
    }

    /**
     * What the engine built for this asset. A model's answer may list others, and one of a source has all of its tables;
     * a pipeline's all belong to it.
     */
    public List<MaterializedTable> built() {
        return run().materializations().stream()
                .filter(built -> isThis(built.assetKey()))
                .toList();
    }

    private boolean isThis(List<String> engineKey) {
        if (request instanceof RunRequest.Model) {
            return isThisModel(engineKey);
        }
        return !spec.isTable() || spec.isReportedAs(engineKey);
    }

    private boolean isThisModel(List<String> engineKey) {
        return isModel(spec, engineKey);
    }

    /** Whether the engine's key is a model's. */
    public static boolean isModel(AssetSpec spec, List<String> engineKey) {
        return modelKeys(spec).contains(engineKey);
    }

    /** The engine's keys of a model: its name, its asset key, its target (ENGINE.md §3.4, §3.8). */
    public static List<List<String>> modelKeys(AssetSpec spec) {
        List<List<String>> keys = new ArrayList<>(List.of(List.of(spec.label()), spec.key().path()));
        spec.target().ifPresent(target -> keys.add(List.of(target.catalog(), target.schema(), target.table())));
        return keys;
    }

    /**
     * The errors that are about this model, or about nothing that can be told. An error that names another model is not
     * among them: the engine compiles all models of the root, and another one's mistake doesn't fail this run
     * (ENGINE.md §2.7). Keys such as {@code <runtime>} name nobody (§3.4).
     */
    public List<RunError> ownErrors() {
        return run().errors().stream()
                .filter(error -> error.assetKey().isEmpty()
                        || error.assetKey().get(0).startsWith("<")
                        || isThisModel(error.assetKey()))
                .toList();
    }

    /** How many the engine counts as failed. It counts twice: not all failures are among those of the execution. */
    public long failedCount() {
        return run().tablesFailed() != 0 ? run().tablesFailed() : run().execution().tablesFailed();
    }

    /** What the engine says about a failure besides its text, under the Python peer's names. */
    SortedMap<String, Object> failure() {
        SortedMap<String, Object> facts = new TreeMap<>();
        if (spec.kind() == NodeKind.TRANSFORMATION) {
            facts.put(MetadataKeys.MODEL_NAME, spec.label());
        }
        if (reply != null && answeredWith(RunOutput.class)) {
            errors().stream()
                    .map(RunError::failureKind)
                    .filter(kind -> !kind.isEmpty())
                    .findFirst()
                    .ifPresent(kind -> facts.put(MetadataKeys.FAILURE_KIND, kind));
        }
        return facts;
    }

    private List<RunError> errors() {
        return request instanceof RunRequest.Model ? ownErrors() : pipelineErrors();
    }

    /** Of an asset that is one table of a source: the errors that name it. */
    private List<RunError> tableErrors() {
        return spec.isTable()
                ? run().errors().stream().filter(error -> isThis(error.assetKey())).toList()
                : List.of();
    }

    /** What went wrong with a pipeline, as far as it can be about this asset. */
    List<RunError> pipelineErrors() {
        return tableErrors().isEmpty() ? run().errors() : tableErrors();
    }

    /**
     * Whether this is one table of a source whose answer speaks of failures, and they are those of other tables: the
     * engine says what became of this one, and it names no table that failed (ENGINE.md §3.2, §3.4).
     */
    boolean othersFailed() {
        boolean partial = exitCode() == 2 && run().status().equals("PartialFailure");
        boolean all = exitCode() == 1 && run().status().equals("Failure") && run().materializations().isEmpty();
        return spec.isTable()
                && (partial || all)
                && (failedCount() != 0 || !run().errors().isEmpty() || gatedByOthers())
                && tableErrors().isEmpty()
                && !isGated()
                && (!built().isEmpty() || !excluded().isEmpty());
    }

    /** The checks for which the engine fails a run, of this table where the asset is one, else of the whole answer. */
    List<CheckEvaluation> failedChecks() {
        return CheckResults.of(run()).stream()
                .filter(CheckEvaluation::failedAsError)
                .filter(check -> isThis(check.engineKey()))
                .toList();
    }

    /** Whether the engine failed the run because of checks that are about this asset, or that it doesn't name. */
    boolean isGated() {
        return run().checkGateFailed() && !gatedByOthers();
    }

    private boolean gatedByOthers() {
        return run().checkGateFailed()
                && failedChecks().isEmpty()
                && CheckResults.of(run()).stream().anyMatch(CheckEvaluation::failedAsError);
    }

    /** Whether columns were added to this asset's target, or to one that isn't named, and no check has confirmed it. */
    boolean isUnverified() {
        List<String> changed =
                run().drift().actionsTaken().stream().map(RunOutput.DriftAction::table).toList();
        return run().verifyAfterFailed()
                && (!spec.isTable()
                        || changed.isEmpty()
                        || built().stream()
                                .flatMap(one -> one.metadata().targetTableFullName().stream())
                                .anyMatch(changed::contains));
    }

    Optional<Contained> contained() {
        return run().contained().stream()
                .filter(entry -> entry.model().equals(spec.label()))
                .findFirst();
    }

    /** Why the engine left the model as it is; empty if it didn't, or if certain partitions were asked for. */
    Optional<String> unchanged() {
        return partitions() instanceof PartitionChoice.Default ? leftAsItIs() : Optional.empty();
    }

    /** Why the engine left the model as it is, whatever was asked for; empty if it didn't. */
    Optional<String> leftAsItIs() {
        return run().modelDecisions().stream()
                .filter(entry -> entry.model().equals(spec.label()) && entry.decision().equals("skip"))
                .filter(entry -> built().isEmpty())
                .map(entry -> entry.reason().isBlank() ? "the engine gives no reason" : entry.reason())
                .findFirst();
    }

    List<ExcludedTable> excluded() {
        return run().excludedTables().stream()
                .filter(excluded -> isThis(excluded.assetKey()))
                .toList();
    }

    /** Whether nothing was copied although tables were found, and all of them were left out for one of the reasons. */
    boolean allExcludedFor(String... reasons) {
        return built().isEmpty()
                && !excluded().isEmpty()
                && excluded().stream().allMatch(table -> List.of(reasons).contains(table.reason()));
    }

    PartitionChoice partitions() {
        return request instanceof RunRequest.Model model ? model.partitions() : PartitionChoice.DEFAULT;
    }

    /** Whether it is known without the engine which partitions are to be built. */
    boolean namesPartitions() {
        return !(partitions() instanceof PartitionChoice.Default) && !asksForMissing();
    }

    boolean asksForMissing() {
        return partitions() instanceof PartitionChoice.Missing;
    }

    /** What the engine says about the number of partitions of this model. */
    Optional<PartitionSummary> summary() {
        return run().partitionSummaries().stream()
                .filter(summary -> summary.model().equals(spec.label()))
                .findFirst();
    }

    List<String> missingPartitions() {
        return spec.partitions()
                .map(partitions -> PartitionKeys.missing(partitions.grain(), partitions(), built()))
                .orElse(List.of());
    }

    /** The partitions built that begin after the run did, which the missing ones of the run don't include. */
    List<String> laterPartitions() {
        if (!(partitions() instanceof PartitionChoice.Missing missing) || missing.last().isEmpty()) {
            return List.of();
        }
        // The text order of canonical keys is the order in time.
        return built().stream()
                .flatMap(built -> partitionKeys(built).stream())
                .filter(key -> key.compareTo(missing.last().get()) > 0)
                .toList();
    }

    /** The canonical keys of the partitions that one materialization stands for. */
    public List<String> partitionKeys(MaterializedTable built) {
        return built.partition()
                .map(info -> spec.partitions()
                        .map(partitions -> PartitionKeys.of(partitions.grain(), info))
                        .orElse(List.of(info.key())))
                .orElse(List.of());
    }

    List<LoadedFile> failedFiles() {
        return load().files().stream().filter(file -> !file.loaded()).toList();
    }

    public Optional<SeededTable> seeded() {
        return seed().tables().stream()
                .filter(table -> table.name().equals(spec.label()))
                .findFirst();
    }
}
