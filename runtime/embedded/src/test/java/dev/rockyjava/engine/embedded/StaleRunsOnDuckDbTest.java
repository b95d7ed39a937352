package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.CurrentCode;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.Staleness;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On real tables, with the project's own files and no refresh: after random edits, also while a run goes on, failures, runs of
 * parts, backfills and days that pass, a run of what is stale leaves the tables that a run of everything leaves in another
 * database. There are a seed, models, and one in daily partitions.
 */
class StaleRunsOnDuckDbTest {

    private static final String SEED = "s";
    private static final String DAILY = "d";
    private static final List<String> NODES = List.of(SEED, "m0", "m1", DAILY, "m2", "m3", "m4");
    private static final String BROKEN = "SELECT error('an accident') AS text, 0 AS value";
    private static final int CASES = Integer.getInteger("rocky.stale.duckdb.cases", 5);

    @TempDir
    Path root;

    @Test
    void aRunOfWhatIsStaleLeavesWhatARunOfEverythingWould() {
        for (int seed = 0; seed < CASES; seed++) {
            Case one = new Case(seed, root.resolve("case" + seed));
            try {
                one.run();
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + ": " + String.join("\n  ", one.story), e);
            }
        }
    }

    private static final class Case {

        private final Random random;
        private final Path folder;
        private final TestProject project;
        private final Map<String, List<String>> upstream = new LinkedHashMap<>();
        private final Map<String, Integer> texts = new HashMap<>();
        private final List<AssetKey> asked = new ArrayList<>();
        private final List<String> story = new ArrayList<>();
        private Instant now = Instant.parse("2026-04-08T08:00:00Z");
        private int editAfter = -1;

        Case(int seed, Path folder) {
            this.random = new Random(seed);
            this.folder = folder;
            this.project = project(folder);
            for (String node : NODES) {
                upstream.put(node, upstream.keySet().stream().filter(other -> !node.equals(SEED) && random.nextBoolean()).toList());
                write(project, node, 1);
            }
        }

        private static TestProject project(Path folder) {
            return new TestProject(folder).config(TestProject.MARTS).sql("CREATE SCHEMA marts");
        }

        /** Text 0 fails, but that of a seed. The text counts into the value, and so do the values of what is read. */
        private void write(TestProject where, String node, int text) {
            texts.put(node, text);
            story.add("text " + text + " of " + node);
            if (node.equals(SEED)) {
                where.file("seeds/s.csv", "text,value\n" + text + "," + text + "\n" + "\n".repeat(random.nextInt(3)))
                        .file("seeds/s.toml", "[target]\ncatalog = \"wh\"\nschema = \"marts\"\n");
                return;
            }
            StringBuilder sql = new StringBuilder(text == 0 ? BROKEN : "SELECT " + text + " AS text, " + text);
            if (text != 0) {
                upstream.getOrDefault(node, List.of()).forEach(read -> sql.append(" + 3 * (").append(newest(read)).append(')'));
                sql.append(" AS value");
            }
            String end = "  ".repeat(random.nextInt(2)) + "\n".repeat(random.nextInt(3));
            if (node.equals(DAILY)) {
                where.model(node, "type = \"time_interval\"\ntime_column = \"ts\"\ngranularity = \"day\"\n",
                        sql + ", CAST(@start_date AS TIMESTAMP) AS ts WHERE CAST(@start_date AS TIMESTAMP) < @end_date" + end);
            } else {
                where.model(node, "type = \"full_refresh\"\n", sql + end);
            }
        }

        private static String newest(String node) {
            return "SELECT value FROM marts." + node + (node.equals(DAILY) ? " WHERE ts = (SELECT max(ts) FROM marts.d)" : "");
        }

        void run() {
            for (int event = 0; event < 8; event++) {
                switch (random.nextInt(6)) {
                    case 0 -> execute(materializer -> materializer);
                    case 1 -> {
                        Set<AssetKey> some = new TreeSet<>(List.of(AssetKey.of(any()), AssetKey.of(any())));
                        execute(materializer -> materializer.select(AssetSelection.ofKeys(some)));
                    }
                    case 2 -> execute(materializer -> materializer.select("stale"));
                    case 3 -> {
                        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(random.nextInt(4));
                        execute(materializer -> materializer
                                .select(AssetSelection.ofKeys(List.of(AssetKey.of(DAILY))))
                                .backfill(PartitionedAsset.daily(DAILY), last.minusDays(random.nextInt(2)), last, 1));
                    }
                    case 4 -> {
                        now = now.plus(Duration.ofHours(random.nextInt(60)));
                        story.add("it is " + now);
                    }
                    default -> write(project, any(), random.nextInt(4));
                }
            }
            editAfter = -1;
            NODES.stream().filter(node -> texts.get(node) == 0).forEach(node -> write(project, node, 2));
            Set<AssetKey> due = staleness(Set.of(NodeKind.SEED)).stale().keySet();
            asked.clear();
            RunResult result = materializer(project).execute(NodeKind.SEED).select("stale").run();
            assertThat(result.succeeded()).as(result.summary()).isTrue();
            assertThat(asked.stream().filter(key -> !key.equals(AssetKey.of(DAILY)))).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(asked)).isEqualTo(due);
            assertThat(staleness(Set.of(NodeKind.SEED)).stale()).isEmpty();

            TestProject other = project(folder.resolveSibling(folder.getFileName() + "-full"));
            NODES.forEach(node -> write(other, node, texts.get(node)));
            RunResult full = Materializer.of(definitions(), watched(other)).clock(clock()).execute(NodeKind.SEED).run();
            assertThat(full.succeeded()).as(full.summary()).isTrue();
            for (String node : NODES) {
                assertThat(project.rows(newest(node))).as(node).isEqualTo(other.rows(newest(node)));
            }
            // Of all days since the first one that was built or failed, one row each.
            assertThat(project.rows("SELECT count(*) = count(DISTINCT ts)"
                    + " AND count(*) = date_diff('day', min(ts), max(ts)) + 1 FROM marts.d")).containsExactly("true");
        }

        private String any() {
            return NODES.get(random.nextInt(NODES.size()));
        }

        private void execute(UnaryOperator<Materializer> choice) {
            editAfter = random.nextInt(6);
            NodeKind[] requested = random.nextBoolean() ? new NodeKind[] {NodeKind.SEED} : new NodeKind[0];
            Set<AssetKey> due = new TreeSet<>(staleness(Set.of(requested)).stale().keySet());
            asked.clear();
            RunResult result = choice.apply(materializer(project).execute(requested)).run();
            story.add("due " + due + ", run: " + result.outcomes().values().stream()
                    .map(outcome -> outcome.key() + " " + outcome.status().word()).toList());
        }

        private Materializer materializer(TestProject where) {
            return Materializer.of(definitions(), watched(where))
                    .retry(RetryPolicy.none())
                    .journal(folder.resolve("journal"))
                    .code(code())
                    .clock(clock());
        }

        private Clock clock() {
            return Clock.fixed(now, ZoneOffset.UTC);
        }

        private Staleness staleness(Set<NodeKind> executed) {
            return Staleness.of(definitions(), RunHistory.read(folder.resolve("journal")), code(), now, executed);
        }

        private CurrentCode code() {
            return CurrentCode.ofProject(folder.resolve("rocky.toml"), Optional.empty());
        }

        private Definitions definitions() {
            return Definitions.of(NODES.stream().map(this::spec).toList(), List.of());
        }

        private AssetSpec spec(String node) {
            NodeKind kind = node.equals(SEED) ? NodeKind.SEED : NodeKind.TRANSFORMATION;
            String file = kind == NodeKind.SEED ? "seeds/s.csv" : "models/" + node + ".sql";
            AssetSpec.Builder spec = AssetSpec.builder(AssetKey.of(node), kind.word() + ":" + node, kind, node, "marts")
                    .target(new Target("wh", "marts", node))
                    .stated(new Stated(new TreeMap<>(), new TreeMap<>(),
                            new TreeMap<>(Map.of(file, "of a snapshot that nobody refreshed")), 0));
            if (kind == NodeKind.TRANSFORMATION) {
                spec.pipeline("marts").strategy(node.equals(DAILY) ? "time_interval" : "full_refresh");
            }
            if (node.equals(DAILY)) {
                spec.partitions(new PartitionsDefinition(Grain.DAY, Optional.empty()));
            }
            upstream.get(node).forEach(read -> spec.dependency(AssetKey.of(read), Dependency.Origin.DECLARED));
            return spec.build();
        }

        private static String target(RunRequest request) {
            return request instanceof RunRequest.Seed seed ? seed.name() : ((RunRequest.Model) request).model();
        }

        /** Lets a file be edited after one of the calls. */
        private RockyEngine watched(TestProject where) {
            return new RockyEngine() {
                @Override
                public EngineReply run(RunRequest request, CallOptions options) {
                    asked.add(AssetKey.of(target(request)));
                    try (EmbeddedEngine engine =
                            EmbeddedEngine.open(where.directory.resolve("rocky.toml"), clock(), name -> Optional.empty())) {
                        return engine.run(request, options);
                    } finally {
                        if (editAfter-- == 0) {
                            write(where, any(), 1 + random.nextInt(3));
                        }
                    }
                }

                @Override
                public EngineInfo info() {
                    return new EngineInfo("embedded", "1.71.0");
                }

                @Override
                public String query(QueryRequest request, CallOptions options) {
                    throw new AssertionError("asked " + request);
                }

                @Override
                public void close() {}
            };
        }
    }
}
