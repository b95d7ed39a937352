package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.execute.ReadyQueue;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScheduleTest {

    private final ScriptedEngine engine = new ScriptedEngine();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsItsPromisesOnAnyGraph(int parallelism) {
        for (long seed = 0; seed < 60; seed++) {
            new RandomRun(new Random(seed * 31 + parallelism), parallelism).check();
        }
    }

    @Test
    void worksOnSeveralAssetsAtATime() {
        CyclicBarrier together = new CyclicBarrier(3);
        engine.before(request -> {
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Definitions definitions = new Project().model("a").model("b").model("c").build();
        assertThat(Materializer.of(definitions, engine).parallelism(3).run().succeeded()).isTrue();
    }

    @Test
    void beginsWithWhatTheLongestChainWaitsFor() throws Exception {
        Definitions definitions = chains();
        // Both threads are held until the first two have begun.
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch two = new CountDownLatch(2);
        engine.before(request -> {
            begun.add(((RunRequest.Model) request).model());
            two.countDown();
            try {
                two.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Materializer.of(definitions, engine).parallelism(2).run();
        assertThat(begun.subList(0, 2)).containsExactlyInAnyOrder("z1", "y1");
    }

    /** Of the queue alone: which of two threads begins first when both may is the system's affair. */
    @Test
    void takesThoseThatWeighTheSameByTheirKeys() {
        ReadyQueue queue = new ReadyQueue(
                (ExecutablePlan) Materializer.of(chains(), engine).parallelism(2).plan(), false);
        List<String> taken = new ArrayList<>();
        for (PlannedStep step = queue.poll(); step != null; step = queue.poll()) {
            taken.add(step.key().name());
        }
        assertThat(taken).containsExactly("z1", "y1", "a", "b");
    }

    private static Definitions chains() {
        return new Project()
                .model("b").model("a").model("z1").model("z2", "z1").model("z3", "z2").model("y1").model("y2", "y1")
                .build();
    }

    @Test
    void keepsToThePlanWhenOneComesAfterTheOther() {
        Definitions definitions = new Project().model("a").model("z1").model("z2", "z1").model("b").build();
        Materializer materializer = Materializer.of(definitions, engine);
        RunPlan plan = materializer.plan();
        materializer.run();
        assertThat(engine.commands()).isEqualTo(plan.steps().stream().map(step -> step.action().toString()).toList());
    }

    @Test
    void copiesASourceOnceEvenWhenTwoAskAtTheSameTime() {
        // A load that doesn't declare its source: both are ready at once.
        Definitions definitions = new Project()
                .pipelineNode(NodeKind.SOURCE, "ingest").pipelineNode(NodeKind.LOAD, "ingest").build();
        CountDownLatch asked = new CountDownLatch(1);
        engine.before(request -> {
            try {
                // Long enough for the other to come; if it came past the engine's queue, it would be asked twice.
                asked.await(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        RunResult result = Materializer.of(definitions, engine).parallelism(2).run();
        assertThat(engine.commands()).containsExactly("run --pipeline ingest");
        assertThat(result.count(OutcomeStatus.MATERIALIZED)).isEqualTo(2);
    }

    @Test
    void stopsAtTheFirstFailureIfAsked() {
        Definitions definitions = new Project().model("a").model("b", "a").model("c").model("d").build();
        engine.onThrow("run --model a --pipeline marts", new EngineTimeoutException("slow"));
        RunResult result = Materializer.of(definitions, engine).failFast().run();
        assertThat(engine.commands()).hasSize(1);
        assertThat(result.outcome(AssetKey.of("c")).skipCause()).contains(SkipCause.FAILED_FAST);
        assertThat(result.outcome(AssetKey.of("c")).reason()).contains("the run stops at the first failure, which was a");
        assertThat(result.outcome(AssetKey.of("b")).skipCause()).contains(SkipCause.UPSTREAM_FAILED);
        assertThat(result.interrupted()).isFalse();
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_FAILURE);
    }

    /** A graph, a selection of it and failures, all by chance; and the promises that hold for each. */
    private static final class RandomRun {

        private final Random random;
        private final int parallelism;
        private final ScriptedEngine engine = new ScriptedEngine();
        private final Definitions definitions;
        private final SortedSet<AssetKey> selected = new TreeSet<>();
        private final Set<String> failing = new HashSet<>();
        private final Set<String> begun = Collections.synchronizedSet(new HashSet<>());
        private final Set<String> ended = Collections.synchronizedSet(new HashSet<>());
        private final AtomicInteger atATime = new AtomicInteger();
        private final List<String> broken = Collections.synchronizedList(new ArrayList<>());

        RandomRun(Random random, int parallelism) {
            this.random = random;
            this.parallelism = parallelism;
            Project project = new Project();
            int size = 2 + random.nextInt(25);
            for (int i = 0; i < size; i++) {
                Set<String> upstream = new HashSet<>();
                for (int n = random.nextInt(3); n > 0 && i > 0; n--) {
                    upstream.add("m" + random.nextInt(i));
                }
                project.model("m" + i, upstream.toArray(String[]::new));
                if (random.nextInt(3) > 0 || i == 0) {
                    selected.add(AssetKey.of("m" + i));
                }
                if (random.nextInt(6) == 0) {
                    failing.add("m" + i);
                }
            }
            definitions = project.build();
        }

        void check() {
            engine.before(request -> {
                String name = ((RunRequest.Model) request).model();
                if (atATime.incrementAndGet() > parallelism) {
                    broken.add(name + " is one too many");
                }
                if (!begun.add(name)) {
                    broken.add(name + " ran twice");
                }
                for (AssetKey above : definitions.graph().allUpstream(Set.of(AssetKey.of(name)))) {
                    if (selected.contains(above) && !ended.contains(above.name())) {
                        broken.add(name + " ran before " + above);
                    }
                    if (selected.contains(above) && failing.contains(above.name())) {
                        broken.add(name + " ran after " + above + " failed");
                    }
                }
                if (random.nextInt(4) == 0) {
                    Thread.yield();
                }
                ended.add(name);
                atATime.decrementAndGet();
                if (failing.contains(name)) {
                    throw new EngineTimeoutException("no");
                }
            });
            List<RunEvent> events = new ArrayList<>();
            RunResult result = Materializer.of(definitions, engine)
                    .select(AssetSelection.ofKeys(selected))
                    .parallelism(parallelism)
                    .listener(events::add)
                    .run();
            assertThat(broken).isEmpty();
            assertThat(result.outcomes()).containsOnlyKeys(selected);
            for (AssetKey key : selected) {
                boolean below = definitions.graph().allUpstream(Set.of(key)).stream()
                        .anyMatch(above -> selected.contains(above) && failing.contains(above.name()));
                OutcomeStatus expected = below
                        ? OutcomeStatus.SKIPPED
                        : failing.contains(key.name()) ? OutcomeStatus.FAILED : OutcomeStatus.MATERIALIZED;
                assertThat(result.outcome(key).status()).as(key.toString()).isEqualTo(expected);
                assertThat(begun.contains(key.name())).isEqualTo(!below);
            }
            assertThat(events.get(0)).isInstanceOf(RunEvent.RunStarted.class);
            assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.RunFinished.class);
            assertThat(events.stream()
                            .filter(RunEvent.AssetFinished.class::isInstance)
                            .map(event -> ((RunEvent.AssetFinished) event).key()))
                    .containsExactlyInAnyOrderElementsOf(selected);
        }
    }
}
