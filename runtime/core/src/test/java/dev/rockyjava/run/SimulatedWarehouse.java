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

    /** What a node of the project is. A gate and an unknown kind have no table: they are read through. */
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
        boolean executed;

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

        boolean judged() {
            return model() || kind == Kind.LOAD || kind == Kind.GATE && executed;
        }

        String read() {
            return switch (kind) {
                case MODEL, LOAD -> table;
                case DAILY -> partitions.toString();
                case SEED -> "seed";
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
        nodes.forEach(node -> node.perhaps = () -> {});
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
                || request instanceof RunRequest.Quality gate && node.kind == Kind.GATE && node.name.equals(gate.pipeline());
    }

    private List<String> build(Node node, RunRequest request, boolean seen) {
        Build build = new Build(++tick, node.text, node.strategy, now);
        List<String> entries = new ArrayList<>();
        List<String> keys = node.kind == Kind.DAILY ? keys(request) : List.of();
        if (node.kind == Kind.DAILY) {
            keys.forEach(key -> node.partitions.put(key, node.content(key)));
            keys.forEach(key -> entries.add(Json.partition(node.name, key)));
        } else {
            node.table = node.content("");
            entries.add(Json.built(node.name));
        }
        node.perhaps = () -> {
            keys.forEach(key -> node.built.put(key, build));
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
        if (!node.built.isEmpty()) {
            String last = latest();
            for (String key = node.built.firstKey(); key.compareTo(last) < 0; key = Grain.DAY.key(Grain.DAY.parse(key).plus(1, Grain.DAY.unit()))) {
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

    private static long newest(Node node) {
        long own = Stream.concat(node.build.stream(), node.built.values().stream()).mapToLong(Build::tick).max().orElse(0);
        return node.judged() ? own : Math.max(own, node.upstream.stream().mapToLong(SimulatedWarehouse::newest).max().orElse(0));
    }

    /** Returns what has to be built, according to the observer. */
    Set<AssetKey> due() {
        Map<Node, Boolean> known = new HashMap<>();
        Set<AssetKey> due = new TreeSet<>();
        for (Node node : nodes) { // upstream first
            boolean from = node.upstream.stream().anyMatch(known::get);
            boolean own = node.judged() && (node.failed || judgedBy(node).isEmpty() || isOld(node, judgedBy(node).get()) || !gaps(node).isEmpty());
            known.put(node, from || own);
            if (node.judged() && (from || own)) {
                due.add(node.key());
            }
        }
        return due;
    }

    private boolean isOld(Node node, Build build) {
        return node.model() && (build.text() != node.text || !build.strategy().equals(node.strategy))
                || node.freshness.filter(lag -> Duration.between(build.time(), now).compareTo(lag) > 0).isPresent()
                || node.upstream.stream().anyMatch(upstream -> newest(upstream) > build.tick());
    }

    /** Returns the contents of all tables as a run of everything would leave them that also fills the gaps. */
    Map<String, String> afterAFullRun() {
        Map<Node, String> tables = new HashMap<>();
        Map<Node, SortedMap<String, String>> partitions = new HashMap<>();
        nodes.forEach(node -> {
            tables.put(node, node.table);
            partitions.put(node, new TreeMap<>(node.partitions));
        });
        for (Node node : nodes) {
            if (node.kind == Kind.DAILY) {
                SortedSet<String> keys = gaps(node);
                keys.add(latest());
                // All from what is upstream at the end: a run has built that before.
                Map<String, String> contents = new TreeMap<>();
                keys.forEach(key -> contents.put(key, node.content(key)));
                node.partitions.putAll(contents);
            } else {
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
        nodes.stream().filter(node -> node.model() || node.kind == Kind.LOAD).forEach(node -> contents.put(node.name, node.read()));
        return contents;
    }

    /** Receives the outcomes of a run that wasn't killed, or of those assets whose end was recorded before. */
    void ended(Map<AssetKey, AssetOutcome> outcomes) {
        for (Node node : nodes) {
            AssetOutcome outcome = outcomes.get(node.key());
            if (outcome != null) {
                switch (outcome.status()) {
                    case MATERIALIZED -> {
                        node.perhaps.run();
                        node.failed = false;
                        node.executed = true;
                    }
                    case FAILED -> {
                        node.failed = true;
                        node.executed = true;
                    }
                    case GRAPH_ONLY -> node.executed = false;
                    case SKIPPED -> {}
                }
            }
        }
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
