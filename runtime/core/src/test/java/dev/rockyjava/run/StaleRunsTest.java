package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.run.SimulatedWarehouse.Accident;
import dev.rockyjava.run.SimulatedWarehouse.Kind;
import dev.rockyjava.run.SimulatedWarehouse.Node;
import dev.rockyjava.run.history.CurrentCode;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.Staleness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happened before, a run of what is stale leaves the tables that a run of everything would, and builds nothing
 * whose inputs and code are as they were.
 */
class StaleRunsTest {

    /** The kinds that a run may execute on request. */
    private static final List<Set<NodeKind>> REQUESTS =
            List.of(Set.of(), Set.of(NodeKind.SEED), Set.of(NodeKind.QUALITY), Set.of(NodeKind.SEED, NodeKind.QUALITY));
    // A thousand and more before a release: they take a minute and a half.
    private static final int CASES = Integer.getInteger("rocky.stale.cases", 250);

    @TempDir
    Path root;

    @Test
    void aRunOfWhatIsStaleLeavesWhatARunOfEverythingWouldAndBuildsNothingElse() throws IOException {
        for (int seed = Integer.getInteger("rocky.stale.first", 0); seed < CASES; seed++) {
            Case one = new Case(seed, root.resolve("runs"));
            try {
                one.run();
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + ": " + String.join("\n  ", one.story), e);
            }
            delete(root.resolve("runs"));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    /** One random project, and what happens to it. */
    private static final class Case {

        private final Random random;
        private final Path folder;
        private final SimulatedWarehouse warehouse = new SimulatedWarehouse();
        private final boolean pruned;
        final List<String> story = new ArrayList<>();
        private int renamings;

        Case(int seed, Path folder) {
            this.random = new Random(seed);
            this.folder = folder;
            this.pruned = random.nextInt(6) == 0;
            int size = 2 + random.nextInt(7);
            for (int i = 0; i < size; i++) {
                Kind any = Kind.values()[new int[] {0, 0, 0, 0, 1, 1, 2, 3, 4, 4, 5, 5}[random.nextInt(12)]];
                // Of partitions, only those of the runs that are left are known.
                Kind kind = pruned && any == Kind.DAILY ? Kind.MODEL : any;
                List<Node> upstream = new ArrayList<>();
                for (Node node : warehouse.nodes) {
                    if (kind != Kind.LOAD && kind != Kind.SEED && random.nextInt(3) == 0) {
                        upstream.add(node);
                    }
                }
                boolean fresh = (kind == Kind.MODEL || kind == Kind.LOAD) && random.nextInt(5) == 0;
                warehouse.nodes.add(new Node(kind, "n" + i, upstream, fresh ? Optional.of(Duration.ofHours(5)) : Optional.empty()));
            }
            warehouse.nodes.forEach(node -> story.add(node.kind + " " + node.name + " reads "
                    + node.upstream.stream().map(upstream -> upstream.name).toList()));
        }

        void run() throws IOException {
            Files.createDirectories(folder);
            int events = 2 + random.nextInt(7);
            for (int i = 0; i < events; i++) {
                event();
                judge();
            }
            Set<NodeKind> requested = requested();
            Map<String, String> expected = warehouse.afterAFullRun(requested);
            Set<AssetKey> due = warehouse.due(requested);
            Set<AssetKey> placeholders = keys(node -> due.contains(node.key()) && !node.runs(requested));
            Map<AssetKey, Set<String>> partitions = new HashMap<>();
            warehouse.nodes.forEach(node -> partitions.put(node.key(), warehouse.dueKeys(node, requested)));
            story.add("all that is stale: " + due + " " + partitions);
            execute(false, requested, materializer -> materializer.select("stale"));
            assertThat(warehouse.contents()).isEqualTo(expected);
            assertThat(warehouse.asked.stream().map(Node::key).collect(Collectors.toSet()))
                    .as("what was built").isEqualTo(keys(node -> due.contains(node.key()) && node.runs(requested)));
            for (Node node : warehouse.nodes) {
                assertThat(node.asked).as("what was built of " + node.key()).isEqualTo(partitions.get(node.key()));
            }
            assertThat(staleness(RunHistory.read(folder), requested).stale().keySet()).as("after a run of what is stale").isEqualTo(placeholders);
        }

        private Set<AssetKey> keys(Predicate<Node> which) {
            return warehouse.nodes.stream().filter(which).map(Node::key).collect(Collectors.toSet());
        }

        private void judge() {
            RunHistory history = RunHistory.read(folder);
            for (Set<NodeKind> requested : REQUESTS) {
                Staleness staleness = staleness(history, requested);
                assertThat(staleness.stale().keySet())
                        .as("what is stale with " + requested + ": " + staleness.stale())
                        .containsExactlyElementsOf(warehouse.due(requested));
            }
        }

        private Staleness staleness(RunHistory history, Set<NodeKind> requested) {
            return Staleness.of(warehouse.definitions(), history, CurrentCode.ofSnapshot(), warehouse.now, requested);
        }

        private Set<NodeKind> requested() {
            return REQUESTS.get(random.nextInt(REQUESTS.size()));
        }

        private void event() throws IOException {
            Node node = warehouse.nodes.get(random.nextInt(warehouse.nodes.size()));
            boolean disturbed = random.nextInt(3) == 0;
            switch (random.nextInt(12)) {
                case 0, 1 -> execute(disturbed, UnaryOperator.identity());
                case 2, 3 -> {
                    List<AssetKey> some = warehouse.nodes.stream().filter(one -> random.nextInt(3) == 0).map(Node::key).toList();
                    execute(disturbed, materializer ->
                            some.isEmpty() ? materializer : materializer.select(AssetSelection.ofKeys(some)));
                }
                case 4, 5 -> execute(disturbed, materializer -> materializer.select("stale"));
                case 6 -> resume(disturbed);
                case 7 -> {
                    if (node.model()) {
                        node.text = random.nextInt(3);
                        story.add("text " + node.text + " of " + node.name);
                    }
                }
                case 8 -> {
                    if (node.kind == Kind.MODEL) {
                        node.strategy = node.strategy.equals("view") ? "full_refresh" : "view";
                        story.add("strategy " + node.strategy + " of " + node.name);
                    }
                }
                case 9 -> {
                    warehouse.now = warehouse.now.plus(Duration.ofHours(random.nextBoolean() ? random.nextInt(30) : random.nextInt(400) - 200));
                    story.add("it is " + warehouse.now);
                }
                case 10 -> {
                    if (node.kind == Kind.LOAD || node.kind == Kind.SEED) {
                        node.arrived++;
                        execute(disturbed, Set.of(NodeKind.SEED), materializer -> materializer.select(AssetSelection.ofKeys(List.of(node.key()))));
                    } else if (node.model() && random.nextBoolean()) {
                        node.rename(node.name.replaceAll("x.*", "") + "x" + ++renamings);
                        story.add("renamed " + node.name);
                    }
                }
                default -> {
                    if (node.kind == Kind.DAILY) {
                        LocalDate last = LocalDate.parse(warehouse.latest()).minusDays(random.nextInt(4));
                        execute(disturbed, materializer -> materializer
                                .select(AssetSelection.ofKeys(List.of(node.key())))
                                .backfill(PartitionedAsset.daily(node.name), last.minusDays(random.nextInt(3)), last, 1 + random.nextInt(2)));
                    }
                }
            }
        }

        private void execute(boolean disturbed, UnaryOperator<Materializer> choice) throws IOException {
            execute(disturbed, requested(), choice);
        }

        private void execute(boolean disturbed, Set<NodeKind> requested, UnaryOperator<Materializer> choice)
                throws IOException {
            CancelToken token = new CancelToken();
            Materializer chosen = choice.apply(materializer(token)).execute(requested.toArray(NodeKind[]::new));
            Materializer last = random.nextInt(3) == 0 ? chosen.fused() : chosen;
            guarded(disturbed, token, last::run);
        }

        private void resume(boolean disturbed) throws IOException {
            List<RecordedRun> left = RunHistory.read(folder).runs().stream().filter(RecordedRun::resumable).toList();
            if (!left.isEmpty()) {
                CancelToken token = new CancelToken();
                String run = left.get(random.nextInt(left.size())).runId();
                try {
                    Set<NodeKind> requested = requested();
                    guarded(disturbed, token, () -> materializer(token).execute(requested.toArray(NodeKind[]::new)).resume(run));
                } catch (JournalException e) {
                    story.add("not resumed: " + e.getMessage());
                }
            }
        }

        /** Executes a run, in which a call may go wrong. */
        private void guarded(boolean disturbed, CancelToken token, Supplier<RunResult> run) throws IOException {
            warehouse.calm();
            Map<Path, byte[]> onDisk = new HashMap<>();
            if (disturbed) {
                Accident how = Accident.values()[random.nextInt(4)];
                warehouse.disturb(random.nextInt(4), how, () -> {
                    token.cancel();
                    JournalFile.files(folder).forEach(file -> onDisk.put(file, bytes(file)));
                });
            }
            RunResult result = run.get();
            warehouse.planned(result);
            story.add("run " + result.runId() + " at " + warehouse.now + ": " + result.outcomes().values().stream()
                    .map(outcome -> outcome.key() + " " + outcome.status().word()).toList() + (warehouse.dead ? ", killed at " + warehouse.killed.stream().map(Node::key).toList() : ""));
            Map<AssetKey, AssetOutcome> outcomes = new HashMap<>(result.outcomes());
            if (warehouse.dead) {
                Path own = JournalFile.path(folder, result.runId());
                byte[] left = onDisk.get(own);
                for (Map.Entry<Path, byte[]> file : onDisk.entrySet()) {
                    Files.write(file.getKey(), file.getValue()); // a killed run deletes no old ones
                }
                String text = new String(left, StandardCharsets.UTF_8);
                String part = text.substring(Math.max(0, text.lastIndexOf("{\"type\":\"resumed\"")));
                Files.writeString(own, "{\"type\":\"ended\",\"ti", StandardOpenOption.APPEND);
                outcomes.keySet().removeIf(key -> !part.contains("{\"type\":\"ended\"") || part.lines().noneMatch(
                        line -> line.startsWith("{\"type\":\"ended\"") && line.contains("\"key\":\"" + key + "\"")));
                warehouse.ended(result.runId(), outcomes);
                warehouse.nodes.stream()
                        .filter(node -> warehouse.killed.contains(node) || warehouse.asked.contains(node) && !outcomes.containsKey(node.key()))
                        .filter(node -> part.contains("\"key\":\"" + node.key() + "\""))
                        .forEach(node -> warehouse.failed(node, result.runId()));
            } else {
                warehouse.ended(result.runId(), outcomes);
            }
        }

        private Materializer materializer(CancelToken token) {
            return Materializer.of(warehouse.definitions(), warehouse)
                    .journal(folder)
                    .keepRuns(pruned ? 2 : 100)
                    .retry(RetryPolicy.none())
                    .cancelWith(token)
                    .clock(Clock.fixed(warehouse.now, ZoneOffset.UTC))
                    .pace(duration -> {}, random)
                    .warnings(warning -> {})
                    .force(file -> {});
        }

        private static byte[] bytes(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
