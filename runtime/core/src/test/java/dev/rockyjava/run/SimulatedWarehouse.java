package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.plan.PartitionKeys;
import dev.rockyjava.internal.run.text.PartitionText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A project and its tables, whose contents are a function of the code and of the contents of what is read; with what an
 * observer of all calls knows, from which it says what has to be built.
 */
final class SimulatedWarehouse implements RockyEngine {

    /**
     * What a node of the project is. A gate and an unknown kind have no table: they are read through. Seeds and gates are
     * executed only in runs that ask for them.
     */
    enum Kind { MODEL, DAILY, LOAD, SEED, GATE, ODD }

    /** A successful build as the observer saw it. */
    record Build(long tick, int text, String strategy, Instant time) {}

    /** A node with its table, and what is known of its builds. */
    static final class Node {
        final Kind kind;
        final List<Node> upstream;
        final Optional<Duration> freshness;
        String name;
        int text = 1;
        String strategy = "full_refresh";
        int arrived;
        String table = "none";
        final SortedMap<String, String> partitions = new TreeMap<>();
        Optional<Build> build = Optional.empty();
        final SortedMap<String, Build> built = new TreeMap<>();
        /** What one call for all models built: it counts once the run says so of this one. */
        Runnable perhaps = () -> {};
        boolean failed;
        /** When it failed last: its table may have changed. */
        long failedAt;
        boolean executed;
        /** The partitions that failed and weren't built since. */
        final SortedSet<String> failedKeys = new TreeSet<>();
        /** What each run was to build, and what it is known to have built. */
        final Map<String, SortedSet<String>> planned = new HashMap<>();
        final Map<String, SortedSet<String>> builtBy = new HashMap<>();
        /** What was asked for in this part of a run, and what is known to be built of it. */
        final SortedSet<String> asked = new TreeSet<>();
        final SortedSet<String> builtNow = new TreeSet<>();

        Node(Kind kind, String name, List<Node> upstream, Optional<Duration> freshness) {
            this.kind = kind;
            this.name = name;
            this.upstream = upstream;
            this.freshness = freshness;
        }

        AssetKey key() {
            return switch (kind) {
                case MODEL, DAILY -> AssetKey.of(name);
                case LOAD -> AssetKey.of(name, "load");
                case SEED -> AssetKey.of("seed", name);
                case GATE -> AssetKey.of("quality", name);
                case ODD -> AssetKey.of("odd", name);
            };
        }

        boolean model() {
            return kind == Kind.MODEL || kind == Kind.DAILY;
        }

        /** Returns whether a run builds it that executes these kinds on request. */
        boolean runs(Set<NodeKind> requested) {
            return switch (kind) {
                case MODEL, DAILY, LOAD -> true;
                case SEED -> requested.contains(NodeKind.SEED);
                case GATE -> requested.contains(NodeKind.QUALITY);
                case ODD -> false;
            };
        }

        boolean judged(Set<NodeKind> requested) {
            return runs(requested) || executed && kind != Kind.ODD;
        }

        /** Returns whether a run changes what is read through it by building what is upstream of it. */
        boolean passes(Set<NodeKind> requested) {
            return !judged(requested) || kind == Kind.GATE && !runs(requested);
        }

        String read() {
            return switch (kind) {
                case MODEL, LOAD, SEED -> table;
                case DAILY -> partitions.toString();
                case GATE, ODD -> String.join("", upstream.stream().map(Node::read).toList());
            };
        }

        String content(String partition) {
            return Integer.toHexString((name + "|" + text + "|" + strategy + "|" + arrived + "|" + partition + "|"
                    + upstream.stream().map(Node::read).toList()).hashCode());
        }

        /** Forgets everything but the definition: another asset. */
        void rename(String other) {
            name = other;
            table = "none";
            partitions.clear();
            build = Optional.empty();
            built.clear();
            failed = false;
            failedKeys.clear();
            builtBy.clear();
            planned.clear();
        }
    }

    /** What goes wrong with one call of a run. */
    enum Accident { FAILS_BEFORE, FAILS_AFTER, KILLED_BEFORE, KILLED_AFTER }

    final List<Node> nodes = new ArrayList<>();
    Instant now = Instant.parse("2026-04-07T08:00:00Z");
    private long tick;
    private int callsUntil = -1;
    private Accident accident = Accident.FAILS_BEFORE;
    private Runnable kill = () -> {};
    boolean dead;
    /** The nodes of the call during which the program was killed. */
    final Set<Node> killed = new HashSet<>();
    final Set<Node> asked = new HashSet<>();

    /** Lets a call of the next run go wrong. */
    void disturb(int calls, Accident how, Runnable onKill) {
        callsUntil = calls;
        accident = how;
        kill = onKill;
    }

    void calm() {
        callsUntil = -1;
        dead = false;
        killed.clear();
        asked.clear();
        nodes.forEach(node -> {
            node.perhaps = () -> {};
            node.asked.clear();
            node.builtNow.clear();
        });
    }

    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        List<Node> targets = nodes.stream().filter(node -> builds(request, node)).toList();
        asked.addAll(targets);
        if (dead) {
            throw new EngineTimeoutException("the program is dead");
        }
        boolean now = callsUntil-- == 0;
        boolean dies = now && (accident == Accident.KILLED_BEFORE || accident == Accident.KILLED_AFTER);
        if (dies) {
            dead = true;
            killed.addAll(targets);
            kill.run();
        }
        if (now && (accident == Accident.FAILS_BEFORE || accident == Accident.KILLED_BEFORE)) {
            throw new EngineTimeoutException("an accident");
        }
        List<String> entries = new ArrayList<>();
        for (Node node : targets) {
            entries.addAll(build(node, request, !now));
        }
        if (now) {
            throw new EngineTimeoutException("an accident afterwards");
        }
        String answer = request instanceof RunRequest.Model || request instanceof RunRequest.Transformation
                ? Json.run(Json.materializations(entries.toArray(String[]::new)))
                : Json.success(request);
        return new EngineReply(0, EngineDocuments.parse(answer), List.of());
    }

    private static boolean builds(RunRequest request, Node node) {
        if (request instanceof RunRequest.Model model) {
            return node.model() && node.name.equals(model.model());
        }
        if (request instanceof RunRequest.Transformation) {
            return node.model();
        }
        return request instanceof RunRequest.Load load && node.kind == Kind.LOAD && node.name.equals(load.pipeline())
                || request instanceof RunRequest.Seed seed && node.kind == Kind.SEED && node.name.equals(seed.name())
                || request instanceof RunRequest.Quality gate && node.kind == Kind.GATE && node.name.equals(gate.pipeline());
    }

    private List<String> build(Node node, RunRequest request, boolean seen) {
        Build build = new Build(++tick, node.text, node.strategy, now);
        List<String> entries = new ArrayList<>();
        List<String> keys = node.kind == Kind.DAILY ? keys(request) : List.of();
        if (node.kind == Kind.DAILY) {
            keys.forEach(key -> node.partitions.put(key, node.content(key)));
            node.asked.addAll(keys);
            keys.forEach(key -> entries.add(Json.partition(node.name, key)));
        } else {
            node.table = node.content("");
            entries.add(Json.built(node.name));
        }
        node.perhaps = () -> {
            keys.forEach(key -> node.built.put(key, build));
            node.builtNow.addAll(keys);
            node.build = keys.isEmpty() ? Optional.of(build) : node.build;
            node.perhaps = () -> {};
        };
        if (!seen) {
            node.perhaps = () -> {};
        } else if (!(request instanceof RunRequest.Transformation)) {
            node.perhaps.run();
        }
        return entries;
    }

    private static List<String> keys(RunRequest request) {
        return PartitionKeys.of(Grain.DAY, request instanceof RunRequest.Model model
                ? model.partitions()
                : ((RunRequest.Transformation) request).partitions());
    }

    String latest() {
        return new PartitionsDefinition(Grain.DAY, Optional.empty()).latest(now);
    }

    SortedSet<String> gaps(Node node) {
        SortedSet<String> gaps = new TreeSet<>();
        // What failed was to be there, like what is built.
        Optional<String> first = Stream.concat(node.built.keySet().stream(), node.failedKeys.stream()).min(String::compareTo);
        if (first.isPresent()) {
            String last = latest();
            for (String key = first.get(); key.compareTo(last) < 0; key = Grain.DAY.key(Grain.DAY.parse(key).plus(1, Grain.DAY.unit()))) {
                if (!node.built.containsKey(key)) {
                    gaps.add(key);
                }
            }
        }
        return gaps;
    }

    private Optional<Build> judgedBy(Node node) {
        return node.kind == Kind.DAILY ? Optional.ofNullable(node.built.get(latest())) : node.build;
    }

    private static long newest(Node node, Set<NodeKind> requested) {
        long own = Stream.concat(node.build.stream(), node.built.values().stream()).mapToLong(Build::tick).max().orElse(0);
        if (node.kind == Kind.SEED && node.failed && !node.runs(requested)) {
            own = Math.max(own, node.failedAt);
        }
        return node.passes(requested)
                ? Math.max(own, node.upstream.stream().mapToLong(upstream -> newest(upstream, requested)).max().orElse(0))
                : own;
    }

    /** Returns what is stale, according to the observer, for a run that executes these kinds on request. */
    Set<AssetKey> due(Set<NodeKind> requested) {
        Map<Node, Boolean> spreads = new HashMap<>();
        Set<AssetKey> due = new TreeSet<>();
        for (Node node : nodes) { // upstream first
            boolean from = node.upstream.stream().anyMatch(spreads::get);
            boolean own = node.judged(requested) && (isDue(node, requested) || !node.failedKeys.isEmpty() || !gaps(node).isEmpty());
            spreads.put(node, node.passes(requested) ? from : node.runs(requested) && (from || own));
            if (node.judged(requested) && (from || own)) {
                due.add(node.key());
            }
        }
        return due;
    }

    private boolean isDue(Node node, Set<NodeKind> requested) {
        return node.failed || judgedBy(node).isEmpty() || isOld(node, judgedBy(node).get(), requested);
    }

    /** Returns the partitions that are to be built of a node that is due. */
    SortedSet<String> dueKeys(Node node, Set<NodeKind> requested) {
        SortedSet<String> keys = new TreeSet<>();
        if (node.kind == Kind.DAILY) {
            keys.addAll(gaps(node));
            keys.addAll(node.failedKeys);
            Set<AssetKey> due = due(requested);
            if (isDue(node, requested) || node.upstream.stream().anyMatch(upstream -> reaches(upstream, due, requested))) {
                keys.add(latest());
            }
        }
        return keys;
    }

    private static boolean reaches(Node upstream, Set<AssetKey> due, Set<NodeKind> requested) {
        return upstream.passes(requested)
                ? upstream.upstream.stream().anyMatch(next -> reaches(next, due, requested))
                : upstream.runs(requested) && due.contains(upstream.key());
    }

    private boolean isOld(Node node, Build build, Set<NodeKind> requested) {
        return node.model() && (build.text() != node.text || !build.strategy().equals(node.strategy))
                || node.freshness.filter(lag -> Duration.between(build.time(), now).compareTo(lag) > 0).isPresent()
                || node.upstream.stream().anyMatch(upstream -> newest(upstream, requested) > build.tick());
    }

    /**
     * Returns the contents of all tables as a run of everything would leave them that executes these kinds on request, fills
     * the gaps and builds again what failed.
     */
    Map<String, String> afterAFullRun(Set<NodeKind> requested) {
        Map<Node, String> tables = new HashMap<>();
        Map<Node, SortedMap<String, String>> partitions = new HashMap<>();
        nodes.forEach(node -> {
            tables.put(node, node.table);
            partitions.put(node, new TreeMap<>(node.partitions));
        });
        for (Node node : nodes) {
            if (node.kind == Kind.DAILY) {
                SortedSet<String> keys = gaps(node);
                keys.addAll(node.failedKeys);
                keys.add(latest());
                // All from what is upstream at the end: a run has built that before.
                Map<String, String> contents = new TreeMap<>();
                keys.forEach(key -> contents.put(key, node.content(key)));
                node.partitions.putAll(contents);
            } else if (node.runs(requested)) {
                node.table = node.content("");
            }
        }
        Map<String, String> after = contents();
        nodes.forEach(node -> {
            node.table = tables.get(node);
            node.partitions.clear();
            node.partitions.putAll(partitions.get(node));
        });
        return after;
    }

    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        nodes.stream().filter(node -> node.model() || node.kind == Kind.LOAD || node.kind == Kind.SEED).forEach(node -> contents.put(node.name, node.read()));
        return contents;
    }

    /** Receives the outcomes of a run that wasn't killed, or of those assets whose end was recorded before. */
    void ended(String run, Map<AssetKey, AssetOutcome> outcomes) {
        for (Node node : nodes) {
            AssetOutcome outcome = outcomes.get(node.key());
            if (outcome != null) {
                switch (outcome.status()) {
                    case MATERIALIZED -> {
                        node.perhaps.run();
                        node.failed = false;
                        node.executed = true;
                        note(node, run);
                    }
                    case FAILED -> failed(node, run);
                    case GRAPH_ONLY, SKIPPED -> {}
                }
            }
        }
    }

    /** Receives that the work on a node failed or didn't end. */
    void failed(Node node, String run) {
        node.executed = true;
        note(node, run);
        if (node.kind == Kind.DAILY) {
            SortedSet<String> left = new TreeSet<>(node.planned.getOrDefault(run, new TreeSet<>()));
            left.removeAll(node.builtBy.get(run));
            node.failedKeys.addAll(left);
        } else {
            node.failed = true;
            node.failedAt = ++tick;
        }
    }

    private static void note(Node node, String run) {
        node.builtBy.computeIfAbsent(run, id -> new TreeSet<>()).addAll(node.builtNow);
        node.failedKeys.removeAll(node.builtNow);
    }

    /** Receives what a run is to build. */
    void planned(RunResult result) {
        for (PlannedStep step : result.plan().steps()) {
            nodes.stream().filter(node -> node.key().equals(step.key())).forEach(node -> step.partitions().ifPresent(
                    partitions -> node.planned.computeIfAbsent(result.runId(), id -> keys(partitions))));
        }
    }

    private static SortedSet<String> keys(PlannedPartitions planned) {
        SortedSet<String> keys = new TreeSet<>();
        List<String> parts = planned.parts().isEmpty() ? List.of(planned.keys().split(" only", 2)[0]) : planned.parts();
        for (String part : parts) {
            String[] ends = part.split(" to ");
            keys.addAll(PartitionKeys.of(Grain.DAY, PartitionText.range(ends[0], ends[ends.length - 1])));
        }
        return keys;
    }

    Definitions definitions() {
        Project project = new Project();
        for (Node node : nodes) {
            AssetSpec.Builder spec = spec(node);
            node.upstream.forEach(upstream -> spec.dependency(upstream.key(), Dependency.Origin.DECLARED));
            node.freshness.ifPresent(lag -> spec.freshness(new FreshnessPolicy(lag, Optional.empty(), Optional.empty())));
            project.add(spec.build());
        }
        return project.build();
    }

    private static AssetSpec.Builder spec(Node node) {
        String key = node.key().toString();
        return switch (node.kind) {
            case MODEL, DAILY -> {
                AssetSpec.Builder model = Project.spec(NodeKind.TRANSFORMATION, key, node.name)
                        .pipeline("marts")
                        .target(new Target("wh", "marts", node.name))
                        .stated(new Stated(new TreeMap<>(), new TreeMap<>(),
                                new TreeMap<>(Map.of("models/" + node.name + ".sql", "text " + node.text)), 0));
                yield node.kind == Kind.MODEL
                        ? model.strategy(node.strategy)
                        : model.strategy("time_interval").partitions(new PartitionsDefinition(Grain.DAY, Optional.empty()));
            }
            case LOAD -> Project.spec(NodeKind.LOAD, key, node.name).pipeline(node.name);
            case SEED -> Project.spec(NodeKind.SEED, key, node.name);
            case GATE -> Project.spec(NodeKind.QUALITY, key, node.name).pipeline(node.name);
            case ODD -> Project.spec(NodeKind.OTHER, key, node.name);
        };
    }

    @Override
    public String query(QueryRequest request, CallOptions options) {
        return "{\"command\":\"history\",\"runs\":[]}";
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("simulated", "1.71.0");
    }

    @Override
    public void close() {
        throw new AssertionError("the materializer must not close the engine");
    }
}
