package dev.rockyjava.stress;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.SkipCause;
import dev.rockyjava.stress.ModelEngine.Fate;
import dev.rockyjava.stress.ModelProject.Node;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges the calls of a run and its result by what the engine really did: invariants 5, 6, 9 and 11 of the design, said
 * once more without the product's code.
 */
final class ScheduleOracle {

    /** What a request has done so far. */
    private static final class Unit {
        @Nullable Fate last;
        int segment;
        int attempts;
        boolean inFlight;
        boolean inParts;
        boolean builtByHistory;
        /** How often its rows were added. */
        int added;
    }

    /** A call in progress. */
    final class Call {
        private final Node node;
        private final RunRequest request;
        private final String submission;
        private final List<Node> members;

        private Call(Node node, RunRequest request, String submission, List<Node> members) {
            this.node = node;
            this.request = request;
            this.submission = submission;
            this.members = members;
        }

        Node node() {
            return node;
        }

        RunRequest request() {
            return request;
        }

        String submission() {
            return submission;
        }

        /** Returns the models of the pipeline that it is for, upstream first; empty if it is for one node. */
        List<Node> members() {
            return members;
        }

        void ends(Fate fate, boolean added) {
            inFlight.remove(this);
            units(this).forEach(unit -> {
                unit.last = fate;
                unit.inFlight = false;
                unit.inParts = false;
                unit.added += added ? 1 : 0;
            });
            endsRun |= fate.endsRun();
        }

        /** Is told what the engine's history says of the call. */
        void inHistory(boolean built) {
            units(this).forEach(unit -> unit.builtByHistory = built && node.effect() == RowEffect.ADDS);
        }

        void endsInParts(Map<AssetKey, Fate> fates) {
            ends(Fate.UNDECIDED, false);
            members.forEach(member -> {
                Unit unit = units.get(member.requests(moment).get(0));
                unit.last = fates.get(member.key());
                unit.inParts = true;
            });
        }
    }

    private final ModelProject project;
    private final Set<NodeKind> executed;
    private final RetryPolicy retries;
    private final boolean failFast;
    private final boolean fused;
    private final int parallelism;
    private final Map<RunRequest, Unit> units = new HashMap<>();
    private final List<Call> inFlight = new ArrayList<>();
    private final Set<Node> begunHere = new HashSet<>();
    final Set<AssetKey> recorded = new HashSet<>();
    final List<String> broken = new ArrayList<>();
    /** How many assets had failed when the step of the current thread was started. */
    IntSupplier failedBefore = () -> 0;
    Instant moment = Instant.EPOCH;
    boolean cancelled;
    boolean repeatUnknown;
    private boolean endsRun;
    private int segment;
    private int retried;
    int calls;

    ScheduleOracle(ModelProject project, Set<NodeKind> executed, RetryPolicy retries, boolean failFast, boolean fused, int parallelism) {
        this.project = project;
        this.executed = executed;
        this.retries = retries;
        this.failFast = failFast;
        this.fused = fused;
        this.parallelism = parallelism;
    }

    /** Begins the part of the run that a resume is. */
    void resumes() {
        segment++;
        retried = 0;
        endsRun = false;
        cancelled = false;
        failedBefore = () -> 0;
        begunHere.clear();
        // Of work that adds rows, a resume asks the engine's history what became of it.
        units.values().stream().filter(unit -> unit.builtByHistory).forEach(unit -> unit.last = Fate.BUILT);
    }

    List<Call> inFlight() {
        return List.copyOf(inFlight);
    }

    private List<Unit> units(Call call) {
        return call.members.isEmpty()
                ? List.of(units.get(call.request))
                : call.members.stream().map(member -> units.get(member.requests(moment).get(0))).toList();
    }

    private void fail(Node node, String what) {
        broken.add(node.key() + " " + what);
    }

    Call begins(Node node, RunRequest request, String submission) {
        calls++;
        List<Node> members = request instanceof RunRequest.Transformation whole ? members(node, whole) : List.of();
        Call call = new Call(node, request, submission, members);
        if (members.isEmpty() && !node.requests(moment).contains(request)) {
            fail(node, "asks for " + request + ", but the run began at " + moment);
        }
        if (!project.selected.contains(node.key()) || !active(node)) {
            fail(node, "isn't to be executed");
        }
        if (cancelled) {
            fail(node, "begins after the cancel");
        }
        if (failFast && failedBefore.getAsInt() > 0) {
            fail(node, "begins after a failure");
        }
        if (inFlight.size() >= parallelism) {
            fail(node, "is one too many");
        }
        for (Node one : members.isEmpty() ? List.of(node) : members) {
            if (recorded.contains(one.key())) {
                fail(one, "is done again");
            }
            checkOrder(one, members);
        }
        if (members.isEmpty()) {
            begins(node, request, false);
        } else {
            members.forEach(member -> begins(member, member.requests(moment).get(0), true));
        }
        inFlight.add(call);
        return call;
    }

    private List<Node> members(Node leader, RunRequest.Transformation whole) {
        List<Node> members = project.nodes.values().stream()
                .filter(node -> node.model() && node.pipeline().equals(whole.pipeline()))
                .toList();
        PartitionChoice latest = members.stream().anyMatch(Node::daily)
                ? new PartitionChoice.One(moment.atZone(ZoneOffset.UTC).toLocalDate().toString())
                : PartitionChoice.DEFAULT;
        if (!fused || !members.contains(leader) || !whole.partitions().equals(latest)
                || !members.stream().allMatch(member -> member.effect() == RowEffect.REPLACES && project.selected.contains(member.key()))) {
            fail(leader, "asks for " + whole);
        }
        return members;
    }

    private boolean active(Node node) {
        return node.kind() != NodeKind.SEED && node.kind() != NodeKind.QUALITY || executed.contains(node.kind());
    }

    private void checkOrder(Node node, List<Node> together) {
        for (Node above : project.upstream.get(node)) {
            if (project.selected.contains(above.key()) && !together.contains(above) && !good(above)) {
                fail(node, "begins though " + above.key() + " isn't good");
            }
        }
        for (Node other : begunHere) {
            if (node.feeder() && !other.readsKnown() && !begunHere.contains(node)) {
                fail(node, "begins after " + other.key() + ", which may read it");
            }
        }
        if (!node.readsKnown()) {
            inFlight.stream().map(Call::node).filter(Node::feeder).forEach(feeder -> fail(node, "begins while it may read " + feeder.key()));
        }
        begunHere.add(node);
    }

    /**
     * Returns whether the last call for one of its requests failed. What a pipeline's call did doesn't count where it left
     * the node undecided, or where something upstream isn't good: the node is skipped then.
     */
    boolean failed(Node node) {
        return active(node)
                && project.upstream.get(node).stream().filter(above -> project.selected.contains(above.key())).allMatch(this::good)
                && node.requests(moment).stream().map(units::get).anyMatch(unit -> unit != null
                        && !unit.inFlight && unit.last != null && !unit.last.good() && unit.last != Fate.CLAIMED && !leftByWhole(unit));
    }

    boolean good(Node node) {
        return !active(node) || node.requests(moment).stream().allMatch(request -> {
            Unit unit = units.get(request);
            return unit != null && !unit.inFlight && unit.last != null && unit.last.good();
        });
    }

    private void begins(Node node, RunRequest request, boolean whole) {
        Unit unit = units.computeIfAbsent(request, r -> new Unit());
        if (unit.inFlight) {
            fail(node, "is already being built");
        }
        if (node.effect() == RowEffect.ADDS && unit.added > 0) {
            if (!repeatUnknown) {
                fail(node, "adds its rows again after " + unit.last);
            }
            // Whoever agrees agrees to what was added before: if this call adds nothing, the next one needs no new consent.
            unit.added = 0;
        }
        if (unit.segment != segment) {
            unit.attempts = 0;
        }
        if (unit.last != null && unit.segment == segment && !leftByWhole(unit)) {
            retried += whole ? 0 : 1;
            if (!mayRetry(unit, node) || unit.attempts >= retries.attempts() || retried > retries.budget()) {
                fail(node, "is repeated after " + unit.last + ", attempt " + (unit.attempts + 1) + ", retry " + retried);
            }
        }
        unit.segment = segment;
        // What the pipeline's call left undecided is asked for alone from the first attempt on.
        unit.attempts = !whole && unit.last != null && leftByWhole(unit) ? 1 : unit.attempts + 1;
        unit.inFlight = true;
        unit.last = null;
    }

    private static boolean leftByWhole(Unit unit) {
        return unit.inParts && unit.last == Fate.UNDECIDED || unit.last == Fate.UNSUPPORTED;
    }

    private boolean mayRetry(Unit unit, Node node) {
        boolean adds = node.effect() == RowEffect.ADDS;
        return switch (unit.last) {
            case BUSY, QUOTA -> true;
            case TRANSIENT -> !adds || !node.model();
            case TIMEOUT -> retries.timeouts() && !adds;
            case TIMEOUT_BEFORE -> retries.timeouts();
            default -> false;
        };
    }

    /** Judges the result of a part of the run that wasn't killed. */
    void ended(RunResult result) {
        if (!inFlight.isEmpty()) {
            broken.add("still in flight: " + inFlight.get(0).node.key());
        }
        Set<AssetKey> planned = new HashSet<>();
        result.plan().steps().forEach(step -> planned.add(step.key()));
        if (!planned.equals(result.outcomes().keySet())) {
            broken.add("planned " + planned + ", outcomes of " + result.outcomes().keySet());
        }
        boolean failed = result.outcomes().values().stream().anyMatch(one -> one.status() == OutcomeStatus.FAILED);
        for (AssetOutcome outcome : result.outcomes().values()) {
            Node node = project.nodes.get(outcome.key());
            String problem = problem(node, outcome, result, failed);
            if (problem != null) {
                fail(node, problem + "; outcome " + outcome.status() + " " + outcome.reason());
            }
            if (outcome.status() == OutcomeStatus.MATERIALIZED) {
                recorded.add(node.key());
            }
        }
    }

    private @Nullable String problem(Node node, AssetOutcome outcome, RunResult result, boolean failed) {
        List<Unit> asked = node.requests(moment).stream().map(units::get).filter(unit -> unit != null && unit.last != null).toList();
        List<Unit> here = asked.stream().filter(unit -> unit.segment == segment).toList();
        boolean allGood = good(node);
        boolean aboveFailed = project.upstream.get(node).stream()
                .map(above -> result.outcomes().get(above.key()))
                .anyMatch(above -> above != null && !isGood(above));
        switch (outcome.status()) {
            case MATERIALIZED -> {
                return allGood && active(node) ? null : "isn't built";
            }
            case GRAPH_ONLY -> {
                return !active(node) && !aboveFailed ? null : "isn't only a node of the graph";
            }
            case FAILED -> {
                boolean notRepeated = segment > 0 && outcome.reason().orElse("").contains("not repeated")
                        && node.effect() == RowEffect.ADDS && !repeatUnknown;
                boolean bad = here.stream().anyMatch(unit -> !unit.last.good());
                return notRepeated || bad || cancelled && here.size() < node.requests(moment).size() ? null : "hasn't failed";
            }
            default -> {
                SkipCause cause = outcome.skipCause().orElseThrow();
                // A replication's calls may have been made at the turn of its source.
                if (allGood && active(node) && !here.isEmpty() && node.filters().isEmpty() && cause != SkipCause.NOTHING_TO_DO) {
                    return "is built, but skipped";
                }
                boolean right = switch (cause) {
                    case UPSTREAM_FAILED -> aboveFailed;
                    case CLAIMED_BY_OTHER_RUN -> here.stream().anyMatch(unit -> unit.last == Fate.CLAIMED);
                    case NOTHING_TO_DO -> here.stream().anyMatch(unit -> unit.last == Fate.NOTHING_TO_DO);
                    case INTERRUPTED -> cancelled || endsRun;
                    case FAILED_FAST -> failFast && failed;
                    default -> false;
                };
                return right ? null : "is skipped for no reason";
            }
        }
    }

    private static boolean isGood(AssetOutcome outcome) {
        return outcome.status() == OutcomeStatus.MATERIALIZED
                || outcome.status() == OutcomeStatus.GRAPH_ONLY
                || outcome.skipCause().filter(SkipCause.NOTHING_TO_DO::equals).isPresent();
    }
}
