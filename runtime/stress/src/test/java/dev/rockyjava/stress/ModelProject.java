package dev.rockyjava.stress;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A small project made by chance, and what the promises say about its order, worked out without the product. */
final class ModelProject {

    /** A node, with what a run has to ask the engine for it. */
    record Node(AssetKey key, NodeKind kind, String label, String pipeline, RowEffect effect, List<Node> upstream,
            boolean readsKnown, boolean daily, List<String> filters) {

        /** Loads, sources and seeds: models of unknown reads come after them. */
        boolean feeder() {
            return kind == NodeKind.LOAD || kind == NodeKind.SOURCE || kind == NodeKind.SEED;
        }

        boolean model() {
            return kind == NodeKind.TRANSFORMATION;
        }

        /** Returns the requests of a run that began then. */
        List<RunRequest> requests(Instant moment) {
            return switch (kind) {
                case TRANSFORMATION -> List.of(new RunRequest.Model(label, pipeline, daily
                        ? new PartitionChoice.One(moment.atZone(ZoneOffset.UTC).toLocalDate().toString())
                        : PartitionChoice.DEFAULT));
                case SEED -> List.of(new RunRequest.Seed(label));
                case QUALITY -> List.of(new RunRequest.Quality(pipeline));
                default -> filters.isEmpty()
                        ? List.of(new RunRequest.Load(pipeline))
                        : filters.stream().<RunRequest>map(filter ->
                                new RunRequest.Replication(pipeline, Optional.of(filter))).toList();
            };
        }

        /** Returns everything that this node depends on, directly or not. */
        Set<Node> allUpstream() {
            Set<Node> all = new HashSet<>(upstream);
            upstream.forEach(node -> all.addAll(node.allUpstream()));
            return all;
        }
    }

    final Map<AssetKey, Node> nodes = new LinkedHashMap<>();
    final Map<Node, Set<Node>> upstream = new HashMap<>();
    final Definitions definitions;
    final Set<AssetKey> selected = new TreeSet<>();
    private final Random random;
    private final boolean plain;

    ModelProject(Random random) {
        this.random = random;
        // Models of one call must all replace their tables.
        this.plain = random.nextBoolean();
        int size = 3 + random.nextInt(10);
        for (int i = 0; nodes.size() < size; i++) {
            add(i);
        }
        boolean all = random.nextInt(4) > 0;
        nodes.keySet().stream().filter(key -> all || random.nextInt(4) > 0).forEach(selected::add);
        if (selected.isEmpty()) {
            selected.addAll(nodes.keySet());
        }
        nodes.values().forEach(node -> upstream.put(node, node.allUpstream()));
        definitions = Definitions.of(nodes.values().stream().map(this::spec).toList(), List.of());
    }

    private void add(int i) {
        String name = "n" + i;
        switch (random.nextInt(12)) {
            case 0 -> put(AssetKey.of(name, "load"), NodeKind.LOAD, name, name, anyEffect(), List.of(), List.of());
            case 1 -> {
                List<String> filters = random.nextBoolean() ? List.of("id=a") : List.of("id=a", "id=b");
                RowEffect effect = anyEffect();
                Node source = put(AssetKey.of(name, "source"), NodeKind.SOURCE, name, name, effect, List.of(), filters);
                put(AssetKey.of(name, "load"), NodeKind.LOAD, name, name, effect, List.of(source), filters);
            }
            case 2 -> put(AssetKey.of("seed", name), NodeKind.SEED, name, "", RowEffect.REPLACES, List.of(), List.of());
            case 3 -> put(AssetKey.of("quality", name), NodeKind.QUALITY, name, name, RowEffect.REPLACES, some(), List.of());
            default -> {
                RowEffect effect = plain || random.nextBoolean() ? RowEffect.REPLACES : anyEffect();
                put(AssetKey.of(name), NodeKind.TRANSFORMATION, name, random.nextInt(5) == 0 ? "p1" : "p0", effect, some(), List.of());
            }
        }
    }

    private RowEffect anyEffect() {
        return RowEffect.values()[random.nextInt(3)];
    }

    private List<Node> some() {
        List<Node> known = new ArrayList<>(nodes.values());
        Set<Node> some = new HashSet<>();
        for (int n = random.nextInt(4); n > 0 && !known.isEmpty(); n--) {
            some.add(known.get(random.nextInt(known.size())));
        }
        return List.copyOf(some);
    }

    private Node put(AssetKey key, NodeKind kind, String label, String pipeline, RowEffect effect, List<Node> upstream,
            List<String> filters) {
        boolean model = kind == NodeKind.TRANSFORMATION;
        Node node = new Node(key, kind, label, pipeline, effect, upstream, !model || random.nextInt(12) > 0,
                model && effect == RowEffect.REPLACES && random.nextInt(5) == 0, filters);
        nodes.put(key, node);
        return node;
    }

    private AssetSpec spec(Node node) {
        AssetSpec.Builder spec = AssetSpec.builder(node.key(), node.kind().word() + ":" + node.key(), node.kind(), node.label(), "g")
                .pipeline(node.pipeline().isEmpty() ? null : node.pipeline())
                .readsKnown(node.readsKnown())
                .sourceFilters(node.filters().stream().map(SourceFilter::new).toList());
        node.upstream().forEach(upstream -> spec.dependency(
                upstream.key(), Dependency.Origin.values()[random.nextInt(Dependency.Origin.values().length)]));
        if (node.model()) {
            spec.target(new Target("wh", "marts", node.label())).strategy(strategy(node));
        }
        if (node.daily()) {
            spec.partitions(new PartitionsDefinition(Grain.DAY, Optional.empty()));
        }
        return spec.build();
    }

    private String strategy(Node node) {
        return switch (node.effect()) {
            case REPLACES -> node.daily() ? "time_interval" : "full_refresh";
            case UPDATES -> "merge";
            case ADDS -> random.nextBoolean() ? "incremental" : "of_a_newer_engine";
        };
    }
}
