package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.document.EngineDocuments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Projects, failures and engines that miss a dependency, by chance: every model ends as it does alone, with the same rows
 * in its table.
 */
@Timeout(60)
class FusedSameVerdictsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyModelEndsAsWithoutFusing(int parallelism) {
        int whole = 0;
        for (long seed = 0; seed < 200; seed++) {
            Chance project = new Chance(new Random(seed * 7 + parallelism));
            Engine alone = new Engine(project);
            Map<AssetKey, String> expected = statuses(project, alone, parallelism, false);
            Engine fused = new Engine(project);
            assertThat(statuses(project, fused, parallelism, true)).as("seed " + seed).isEqualTo(expected);
            // Of the others, the engine may replace a table below one that doesn't compile. It must add to none.
            for (AssetKey key : expected.keySet()) {
                if (expected.get(key).equals("materialized") || project.adding.contains(key.name())) {
                    assertThat(fused.rows(key.name())).as("seed " + seed + ": " + key).isEqualTo(alone.rows(key.name()));
                }
            }
            whole += fused.whole;
        }
        assertThat(whole).as("calls for whole pipelines").isGreaterThan(100);
    }

    private static Map<AssetKey, String> statuses(Chance project, Engine engine, int parallelism, boolean fused) {
        Materializer materializer = Materializer.of(project.definitions, engine).parallelism(parallelism);
        RunResult result = (fused ? materializer.fused() : materializer).run();
        Map<AssetKey, String> statuses = new TreeMap<>();
        result.outcomes().forEach((key, outcome) -> statuses.put(key, outcome.status().word()));
        return statuses;
    }

    private static final class Chance {

        private final Definitions definitions;
        private final Set<String> crashing = new HashSet<>();
        private final Set<String> notCompiling = new HashSet<>();
        private final Set<String> unseen = new HashSet<>();
        private final Set<String> adding = new HashSet<>();

        Chance(Random random) {
            Project project = new Project();
            int size = 3 + random.nextInt(20);
            for (int i = 0; i < size; i++) {
                String name = "m" + i;
                Set<String> upstream = new HashSet<>();
                for (int n = random.nextInt(3); n > 0 && i > 0; n--) {
                    upstream.add("m" + random.nextInt(i));
                }
                if (random.nextInt(12) == 0) {
                    unseen.add(name);
                }
                String pipeline = i < size / 2 ? "first" : random.nextInt(8) == 0 ? "third" : "second";
                AssetSpec.Builder spec = Project.modelSpec(name, upstream.toArray(String[]::new)).pipeline(pipeline);
                if (random.nextInt(15) == 0) {
                    spec.strategy("incremental");
                    adding.add(name);
                }
                project.add(spec.build());
                switch (random.nextInt(14)) {
                    case 0 -> crashing.add(name);
                    case 1 -> notCompiling.add(name);
                    default -> {
                        // builds
                    }
                }
            }
            definitions = project.build();
        }
    }

    /** Does as engine 1.71.0 (ENGINE.md §3.4): goes on after a compile error, stops at any other failure. */
    private static final class Engine implements RockyEngine {

        private final Chance project;
        private final Map<String, List<Integer>> tables = new ConcurrentHashMap<>();
        private int whole;

        Engine(Chance project) {
            this.project = project;
        }

        List<Integer> rows(String model) {
            return tables.getOrDefault(model, List.of());
        }

        @Override
        public synchronized EngineReply run(RunRequest request, CallOptions options) {
            List<String> built = new ArrayList<>();
            List<String> errors = new ArrayList<>();
            if (request instanceof RunRequest.Model model) {
                build(model.model(), built, errors, model.model());
            } else {
                whole++;
                for (String model : order(((RunRequest.Transformation) request).pipeline())) {
                    if (!build(model, built, errors, "<runtime>")) {
                        break;
                    }
                }
            }
            String[] entries = new String[built.size()];
            for (int i = 0; i < entries.length; i++) {
                String began = String.format("00:00:00.%03dZ", 7 * i);
                entries[i] = Json.built("wh.marts." + built.get(i)).replace("00:00:00Z", began);
            }
            String status = errors.isEmpty() ? "Success" : built.isEmpty() ? "Failure" : "PartialFailure";
            return new EngineReply(errors.isEmpty() ? 0 : built.isEmpty() ? 1 : 2, EngineDocuments.parse(Json.run(
                    Json.status(status), Json.tablesFailed(errors.size()), Json.materializations(entries),
                    Json.errors(errors.toArray(String[]::new)))), List.of());
        }

        private boolean build(String model, List<String> built, List<String> errors, String keyOfCrash) {
            if (project.notCompiling.contains(model)) {
                errors.add(Json.error(model, "[E010] no"));
                return true;
            }
            if (project.crashing.contains(model)) {
                errors.add(Json.error(keyOfCrash, "model '" + model + "' failed: no"));
                return false;
            }
            built.add(model);
            List<Integer> rows = new ArrayList<>(project.adding.contains(model) ? rows(model) : List.of());
            // Tells what each upstream table held.
            rows.add(Objects.hash(model, spec(model).upstreamKeys().stream().map(up -> rows(up.name())).toList()));
            tables.put(model, rows);
            return true;
        }

        private AssetSpec spec(String model) {
            return project.definitions.get(AssetKey.of(model));
        }

        /** An order of the engine's own, in which it doesn't see all dependencies. */
        private List<String> order(String pipeline) {
            List<String> left = new ArrayList<>(project.definitions.specs().stream()
                    .filter(spec -> spec.pipeline().orElse("").equals(pipeline))
                    .map(AssetSpec::label)
                    .sorted(Collections.reverseOrder())
                    .toList());
            List<String> order = new ArrayList<>();
            while (!left.isEmpty()) {
                String next = left.stream()
                        .filter(model -> project.unseen.contains(model)
                                || spec(model).upstreamKeys().stream().noneMatch(up -> left.contains(up.name())))
                        .findFirst()
                        .orElseThrow();
                left.remove(next);
                order.add(next);
            }
            return order;
        }

        @Override
        public EngineInfo info() {
            return new EngineInfo("simulated", "1.71.0");
        }

        @Override
        public String query(QueryRequest request, CallOptions options) {
            throw new AssertionError();
        }

        @Override
        public void close() {}
    }
}
