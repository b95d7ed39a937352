package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.CurrentCode;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.Staleness;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
 * On real tables, with the models' own files and no refresh: after random edits, also while a run goes on, failures and runs
 * of parts, a run of what is stale leaves the tables that a run of everything leaves in another database.
 */
class StaleRunsOnDuckDbTest {

    private static final int MODELS = 5;
    private static final String BROKEN = "SELECT error('an accident') AS text, 0 AS value";

    @TempDir
    Path root;

    @Test
    void aRunOfWhatIsStaleLeavesWhatARunOfEverythingWould() {
        for (int seed = 0; seed < 5; seed++) {
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
        private final List<List<Integer>> upstream = new ArrayList<>();
        private final Map<Integer, Integer> texts = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private final List<String> story = new ArrayList<>();
        private int editAfter = -1;

        Case(int seed, Path folder) {
            this.random = new Random(seed);
            this.folder = folder;
            this.project = new TestProject(folder).config(TestProject.MARTS);
            for (int model = 0; model < MODELS; model++) {
                List<Integer> reads = new ArrayList<>();
                for (int other = 0; other < model; other++) {
                    if (random.nextBoolean()) {
                        reads.add(other);
                    }
                }
                upstream.add(reads);
                write(project, model, 1);
            }
        }

        /** Text 0 fails. The text counts into the value, and so do the values of what is read. */
        private void write(TestProject where, int model, int text) {
            texts.put(model, text);
            StringBuilder sql = new StringBuilder("SELECT " + text + " AS text, " + text);
            upstream.get(model).forEach(read -> sql.append(" + 3 * (SELECT value FROM marts.m").append(read).append(')'));
            String end = "  ".repeat(random.nextInt(2)) + "\n".repeat(random.nextInt(3));
            where.model("m" + model, "type = \"full_refresh\"\n", (text == 0 ? BROKEN : sql + " AS value") + end);
            story.add("text " + text + " of m" + model);
        }

        void run() {
            for (int event = 0; event < 6; event++) {
                switch (random.nextInt(4)) {
                    case 0 -> execute(materializer -> materializer);
                    case 1 -> {
                        Set<AssetKey> some = new TreeSet<>(List.of(key(random.nextInt(MODELS)), key(random.nextInt(MODELS))));
                        execute(materializer -> materializer.select(AssetSelection.ofKeys(some)));
                    }
                    case 2 -> execute(materializer -> materializer.select("stale"));
                    default -> write(project, random.nextInt(MODELS), random.nextInt(4));
                }
            }
            editAfter = -1;
            for (int model = 0; model < MODELS; model++) {
                if (texts.get(model) == 0) {
                    write(project, model, 2);
                }
            }
            Set<AssetKey> due = staleness().stale().keySet();
            asked.clear();
            RunResult result = Materializer.of(definitions(), watched(project))
                    .journal(folder.resolve("journal")).code(code()).select("stale").run();
            assertThat(result.succeeded()).isTrue();
            assertThat(asked.stream().map(AssetKey::of).toList()).containsExactlyInAnyOrderElementsOf(due);
            assertThat(staleness().stale()).isEmpty();
            TestProject other = new TestProject(folder.resolveSibling(folder.getFileName() + "-full")).config(TestProject.MARTS);
            for (int model = 0; model < MODELS; model++) {
                write(other, model, texts.get(model));
            }
            assertThat(Materializer.of(definitions(), watched(other)).run().succeeded()).isTrue();
            for (int model = 0; model < MODELS; model++) {
                String query = "SELECT text, value FROM marts.m" + model;
                assertThat(project.rows(query)).as("m" + model).isEqualTo(other.rows(query));
            }
        }

        private void execute(UnaryOperator<Materializer> choice) {
            editAfter = random.nextInt(6);
            Set<AssetKey> due = new TreeSet<>(staleness().stale().keySet());
            asked.clear();
            RunResult result = choice.apply(Materializer.of(definitions(), watched(project))
                            .journal(folder.resolve("journal")).code(code()))
                    .run();
            story.add("due " + due + ", run: " + result.outcomes().values().stream()
                    .map(outcome -> outcome.key() + " " + outcome.status().word()).toList());
        }

        private Staleness staleness() {
            return Staleness.of(definitions(), RunHistory.read(folder.resolve("journal")), code(), Instant.now());
        }

        private CurrentCode code() {
            return CurrentCode.ofProject(folder.resolve("rocky.toml"), Optional.empty());
        }

        private static AssetKey key(int model) {
            return AssetKey.of("m" + model);
        }

        private Definitions definitions() {
            List<AssetSpec> specs = new ArrayList<>();
            for (int model = 0; model < MODELS; model++) {
                String name = "m" + model;
                AssetSpec.Builder spec = AssetSpec.builder(key(model), "transformation:" + name, NodeKind.TRANSFORMATION, name, "marts")
                        .pipeline("marts")
                        .strategy("full_refresh")
                        .target(new Target("wh", "marts", name))
                        .stated(new Stated(new TreeMap<>(), new TreeMap<>(),
                                new TreeMap<>(Map.of("models/" + name + ".sql", "of a snapshot that nobody refreshed")), 0));
                upstream.get(model).forEach(read -> spec.dependency(key(read), Dependency.Origin.DECLARED));
                specs.add(spec.build());
            }
            return Definitions.of(specs, List.of());
        }

        /** Lets a model be edited after one of the calls. */
        private RockyEngine watched(TestProject where) {
            return new RockyEngine() {
                @Override
                public EngineReply run(RunRequest request, CallOptions options) {
                    asked.add(((RunRequest.Model) request).model());
                    try (EmbeddedEngine engine = where.engine()) {
                        return engine.run(request, options);
                    } finally {
                        if (editAfter-- == 0) {
                            write(where, random.nextInt(MODELS), 1 + random.nextInt(3));
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
