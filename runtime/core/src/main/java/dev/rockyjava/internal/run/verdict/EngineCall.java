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
import dev.rockyjava.internal.sql.UnparsedModels;
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
 * One request for one asset with its result: a reply or an exception. Provides the facts that the rules of
 * {@link Verdicts} test. Safe for use by several threads.
 */
public final class EngineCall {

    /**
     * The failure kinds after which the engine itself doesn't repeat a call that adds rows: the warehouse may have
     * committed them (ENGINE.md §3.4).
     */
    private static final Set<String> MAY_BE_COMMITTED = Set.of("transient", "connection-failed");

    /** The key of the error of the model at which the engine stopped (ENGINE.md §3.4). */
    private static final List<String> STOPPED = List.of("<runtime>");

    private final AssetSpec spec;
    private final RunRequest request;
    private final @Nullable EngineReply reply;
    private final @Nullable Throwable thrown;
    private final boolean planning;
    /** Null until first used; two threads that use it at once compute the same. */
    private volatile @Nullable Verdict verdict;

    /**
     * Creates a call.
     *
     * @param planning whether the call ended while the engine was making a plan
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

    /** Returns a copy for a call that only made a plan. */
    public EngineCall whilePlanning() {
        return new EngineCall(spec, request, reply, thrown, true);
    }

    /** Returns the same answer for another asset that the request serves. */
    public EngineCall forAsset(AssetSpec other) {
        return forAsset(other, request);
    }

    /** Returns the same answer for another asset, as if it answered another request. */
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

    /** Returns the verdict, which is computed once. */
    public Verdict verdict() {
        Verdict known = verdict;
        if (known == null) {
            known = Verdicts.of(this);
            verdict = known;
        }
        return known;
    }

    /** Returns what is known about the work that the call has done. */
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
            return CallOutcome.NOTHING; // a replication keeps the watermarks of what it copied (§7.2)
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

    /** Returns whether the engine's exit code reports an interruption. */
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
     * Returns what the engine built for this asset. A model's answer may list others, and an answer for a single source
     * has all of its tables; everything in an answer for a pipeline belongs to the pipeline.
     */
    public List<MaterializedTable> built() {
        List<MaterializedTable> all = run().materializations();
        // Asked for by several rows of a table, and nearly always there is one.
        return all.size() == 1 && isThis(all.get(0).assetKey())
                ? all
                : all.stream().filter(built -> isThis(built.assetKey())).toList();
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

    /** Returns whether an engine key is one of a model's. */
    public static boolean isModel(AssetSpec spec, List<String> engineKey) {
        return engineKey.equals(spec.key().path()) || modelKeys(spec).contains(engineKey);
    }

    /** Returns the engine's keys for a model: its name, its asset key, its target (ENGINE.md §3.4, §3.8). */
    public static List<List<String>> modelKeys(AssetSpec spec) {
        List<List<String>> keys = new ArrayList<>(List.of(List.of(spec.label()), spec.key().path()));
        spec.target().ifPresent(target -> keys.add(List.of(target.catalog(), target.schema(), target.table())));
        return keys;
    }

    /**
     * Returns the errors that are about this model, or whose subject is unknown. An error that names another model is
     * not included: the engine compiles all models of the root, and another model's error doesn't fail this run
     * (ENGINE.md §2.7). Keys such as {@code <runtime>} name no model (§3.4).
     */
    public List<RunError> ownErrors() {
        List<RunError> all = run().errors();
        return all.isEmpty()
                ? all
                : all.stream()
                        .filter(error -> error.assetKey().isEmpty()
                                || error.assetKey().get(0).startsWith("<")
                                || isThisModel(error.assetKey()))
                        .toList();
    }

    /**
     * Returns how many failures the engine counts. It has two counts, as not all failures are among those of the
     * execution.
     */
    public long failedCount() {
        return run().tablesFailed() != 0 ? run().tablesFailed() : run().execution().tablesFailed();
    }

    /** Returns what the engine reports about a failure besides its text, under dagster-rocky's names. */
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

    /**
     * Returns the text of the error of this model's own SQL; empty for another asset, without such an error, and if the
     * error is about the folder of models as a whole.
     */
    public Optional<String> sqlError() {
        return spec.kind() != NodeKind.TRANSFORMATION || reply == null || !answeredWith(RunOutput.class)
                ? Optional.empty()
                : ownErrors().stream()
                        .filter(error -> isThisModel(error.assetKey()) || error.assetKey().equals(STOPPED))
                        .map(RunError::error)
                        .findFirst();
    }

    /** Returns the text of the error that lists models which the engine can't parse; empty without such an error. */
    public Optional<String> parseError() {
        return spec.kind() != NodeKind.TRANSFORMATION || reply == null || !answeredWith(RunOutput.class)
                ? Optional.empty()
                : ownErrors().stream()
                        .map(RunError::error)
                        .filter(error -> !UnparsedModels.names(error).isEmpty())
                        .findFirst();
    }

    /** Returns the errors that name this asset, if it is one table of a source. */
    private List<RunError> tableErrors() {
        return spec.isTable()
                ? run().errors().stream().filter(error -> isThis(error.assetKey())).toList()
                : List.of();
    }

    /** Returns the errors that name this asset's table, or all errors of the pipeline if none does. */
    List<RunError> pipelineErrors() {
        return tableErrors().isEmpty() ? run().errors() : tableErrors();
    }

    /**
     * Returns whether this asset is one table of a source and all failures in the answer are those of other tables: the
     * engine lists this one as built or excluded, which it does for no failed table (ENGINE.md §3.2, §3.4).
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

    /**
     * Returns the checks for which the engine fails a run: of this table if the asset is one, otherwise of the whole
     * answer.
     */
    List<CheckEvaluation> failedChecks() {
        return CheckResults.of(run()).stream()
                .filter(CheckEvaluation::failedAsError)
                .filter(check -> isThis(check.engineKey()))
                .toList();
    }

    /**
     * Returns whether the engine failed the run because of checks that are about this asset, or whose table it doesn't
     * name.
     */
    boolean isGated() {
        return run().checkGateFailed() && !gatedByOthers();
    }

    private boolean gatedByOthers() {
        return run().checkGateFailed()
                && failedChecks().isEmpty()
                && CheckResults.of(run()).stream().anyMatch(CheckEvaluation::failedAsError);
    }

    /**
     * Returns whether columns were added to this asset's target, or to one that isn't named, and no check has confirmed
     * it.
     */
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

    /**
     * Returns why the engine left the model unchanged; empty if it didn't, or if particular partitions were requested.
     */
    Optional<String> unchanged() {
        return partitions() instanceof PartitionChoice.Default ? leftAsItIs() : Optional.empty();
    }

    /** Returns why the engine left the model unchanged, whatever was requested; empty if it didn't. */
    Optional<String> leftAsItIs() {
        if (!built().isEmpty()) {
            return Optional.empty();
        }
        return run().modelDecisions().stream()
                .filter(entry -> entry.model().equals(spec.label()) && entry.decision().equals("skip"))
                .map(entry -> entry.reason().isBlank() ? "the engine gives no reason" : entry.reason())
                .findFirst();
    }

    List<ExcludedTable> excluded() {
        return run().excludedTables().stream()
                .filter(excluded -> isThis(excluded.assetKey()))
                .toList();
    }

    /**
     * Returns whether nothing was copied although tables were found, and all of them were excluded for one of the
     * reasons.
     */
    boolean allExcludedFor(String... reasons) {
        return built().isEmpty()
                && !excluded().isEmpty()
                && excluded().stream().allMatch(table -> List.of(reasons).contains(table.reason()));
    }

    PartitionChoice partitions() {
        return request instanceof RunRequest.Model model ? model.partitions() : PartitionChoice.DEFAULT;
    }

    /** Returns whether the request itself names the partitions to build. */
    boolean namesPartitions() {
        return !(partitions() instanceof PartitionChoice.Default) && !asksForMissing();
    }

    boolean asksForMissing() {
        return partitions() instanceof PartitionChoice.Missing;
    }

    /** Returns the engine's summary of this model's partitions. */
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

    /**
     * Returns the partitions that were built but begin after the run did, which the missing ones of the run don't
     * include.
     */
    List<String> laterPartitions() {
        if (!(partitions() instanceof PartitionChoice.Missing missing) || missing.last().isEmpty()) {
            return List.of();
        }
        // Canonical keys sort in time order.
        return built().stream()
                .flatMap(built -> partitionKeys(built).stream())
                .filter(key -> key.compareTo(missing.last().get()) > 0)
                .toList();
    }

    /** Returns the canonical keys of the partitions that one materialization covers. */
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
