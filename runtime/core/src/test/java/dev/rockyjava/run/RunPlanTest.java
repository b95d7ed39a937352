package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.EmptySelectionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunPlanTest {

    private final ScriptedEngine engine = new ScriptedEngine();

    @Test
    void ordersByLayerThenKey() {
        Definitions definitions = new Project()
                .model("a", "z").model("b").model("m", "a", "b").model("z").build();
        assertThat(keys(plan(definitions, AssetSelection.all()))).containsExactly("b", "z", "a", "m");
    }

    @Test
    void keepsOrderThroughAssetsThatAreNotSelected() {
        Definitions definitions = new Project()
                .model("b_last", "x2").model("x2", "x1").model("x1", "z_first").model("z_first").build();
        RunPlan plan = plan(definitions, keys("b_last", "z_first"));
        assertThat(keys(plan)).containsExactly("z_first", "b_last");
        assertThat(plan.waitsFor(AssetKey.of("b_last"))).containsExactly(AssetKey.of("z_first"));
        assertThat(plan.waitsFor(AssetKey.of("z_first"))).isEmpty();
    }

    @Test
    void isTheSameInWhateverOrderTheSpecsCome() {
        Project project = new Project();
        List<AssetSpec> specs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String[] upstream = i < 3 ? new String[0] : new String[] {"m" + (i * 7 % i), "m" + i / 2, "m" + i / 3};
            specs.add(Project.modelSpec("m" + i, Arrays.stream(upstream).distinct().toArray(String[]::new)).build());
        }
        specs.forEach(project::add);
        String expected = plan(project.build(), AssetSelection.all()).toString();
        Collections.shuffle(specs, new Random(1));
        assertThat(plan(Definitions.of(specs, List.of()), AssetSelection.all()).toString()).isEqualTo(expected);
    }

    @Test
    void saysWhatIsAskedAndWhatItWaitsFor() {
        Definitions definitions = new Project()
                .replication("ingest", "id=b", "id=a")
                .loadPipeline("files")
                .seed("regions")
                .model("stg", "ingest/load", "seed/regions")
                .pipelineNode(NodeKind.QUALITY, "dq", "stg")
                .build();
        assertThat(Materializer.of(definitions, engine).execute(NodeKind.QUALITY).plan().toString()).isEqualTo("""
                files/load  run --pipeline files
                ingest/source  run --pipeline ingest --filter id=a; run --pipeline ingest --filter id=b
                seed/regions  graph-only
                ingest/load  run --pipeline ingest --filter id=a; run --pipeline ingest --filter id=b  (shared with \
                ingest/source)  after ingest/source
                stg  run --model stg --pipeline marts  after ingest/load, seed/regions
                    reads seed/regions, which the run doesn't load; add --execute seed (in Java .execute(NodeKind.SEED)) unless an earlier run has loaded it
                quality/dq  run --pipeline dq  after stg""");
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void saysWhyEachAssetIsIn() {
        Definitions definitions = new Project().model("a").model("b", "a").model("c", "b").build();
        RunPlan plan = plan(definitions, AssetSelection.parse("+c"));
        assertThat(plan.steps().stream().map(step -> plan.because(step.key())))
                .containsExactly("upstream of c (2 steps)", "upstream of c (1 step)", "selected by name");
        assertThatThrownBy(() -> plan.because(AssetKey.of("d"))).isInstanceOf(UnknownAssetException.class);
    }

    /** A snapshot may have told them for the one node only. */
    @Test
    void unitesTheFiltersOfSourceAndLoadWhicheverComesFirst() {
        AssetSpec source = Project.spec(NodeKind.SOURCE, "z/source", "in").pipeline("in")
                .sourceFilters(List.of(new SourceFilter("id=a"))).build();
        AssetSpec load = Project.spec(NodeKind.LOAD, "a/load", "in").pipeline("in")
                .sourceFilters(List.of(new SourceFilter("id=b"))).build();
        for (List<AssetSpec> specs : List.of(List.of(source, load), List.of(load, source))) {
            RunPlan plan = plan(Definitions.of(specs, List.of()), AssetSelection.all());
            assertThat(plan.steps()).extracting(step -> step.action().toString())
                    .containsOnly("run --pipeline in --filter id=a; run --pipeline in --filter id=b");
        }
    }

    @Test
    void looksForReasonsWhenAskedAndThenOnce() {
        Definitions definitions = new Project().model("a").model("b", "a").build();
        AtomicInteger resolved = new AtomicInteger();
        RunPlan plan = plan(definitions, all -> {
            resolved.incrementAndGet();
            return new TreeSet<>(all.keys());
        });
        assertThat(resolved).hasValue(1);
        plan.steps().forEach(step -> assertThat(plan.because(step.key())).isEqualTo("selected by the program"));
        assertThat(resolved).hasValue(2);
    }

    @Test
    void refusesACircleAmongSelectedAssetsBeforeAnythingRuns() {
        Definitions definitions =
                new Project().model("a", "c").model("b", "a").model("c", "b").model("free").build();
        assertThatThrownBy(() -> Materializer.of(definitions, engine).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in a cycle")
                .hasMessageContaining("a, b, c")
                .hasMessageContaining("refresh the snapshot");
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void passesThroughACircleThatIsNotSelected() {
        Definitions definitions = new Project()
                .model("a", "y").model("x", "y", "z").model("y", "x").model("z").model("other").build();
        assertThat(keys(plan(definitions, keys("a", "z", "other")))).containsExactly("other", "z", "a");
    }

    @Test
    void refusesAnEmptySelection() {
        Definitions definitions = new Project().model("a").build();
        assertThatThrownBy(() -> plan(definitions, AssetSelection.where(spec -> false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("matches none of the 1 assets");
        assertThatThrownBy(() -> plan(definitions, AssetSelection.all().minus(AssetSelection.group("nobody"))))
                .isInstanceOf(EmptySelectionException.class)
                .hasMessageContaining("group:nobody matches no asset");
        assertThatThrownBy(() -> Materializer.of(definitions, engine).materialize())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnAssetThatIsNotThere() {
        Definitions definitions = new Project().model("orders").build();
        assertThatThrownBy(() -> plan(definitions, keys("order")))
                .isInstanceOf(UnknownAssetException.class)
                .hasMessageContaining("did you mean orders?");
        assertThatThrownBy(() -> plan(definitions, AssetSelection.all()).step(AssetKey.of("order")))
                .isInstanceOf(UnknownAssetException.class);
    }

    @Test
    void takesASelectionOfSomebodysOwnAsItIs() {
        Definitions definitions = new Project().model("a").model("b").model("c").build();
        assertThat(keys(plan(definitions, all -> {
            SortedSet<AssetKey> backwards = new TreeSet<>(Comparator.reverseOrder());
            backwards.addAll(all.keys());
            return backwards;
        }))).containsExactlyInAnyOrder("a", "b", "c");
        assertThatThrownBy(() -> plan(definitions, all -> new TreeSet<>(Set.of(AssetKey.of("a"), AssetKey.of("x")))))
                .isInstanceOf(UnknownAssetException.class);
    }

    @Test
    void plansALongChainWithoutStackOverflow() {
        int length = 50_000;
        Project project = new Project().model("m0");
        for (int i = 1; i < length; i++) {
            project.model("m" + i, "m" + (i - 1));
        }
        RunPlan plan = plan(project.build(), keys("m0", "m" + (length - 1)));
        assertThat(keys(plan)).containsExactly("m0", "m" + (length - 1));
        assertThat(plan.steps().get(1).layer()).isEqualTo(length - 1);
        assertThat(plan.waitsFor(AssetKey.of("m" + (length - 1)))).containsExactly(AssetKey.of("m0"));
    }

    @Test
    void executesOnlyWhatMayBeChosen() {
        Materializer materializer = Materializer.of(new Project().model("a").build(), engine);
        assertThatThrownBy(() -> materializer.execute(NodeKind.SEED, NodeKind.LOAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not load nodes");
    }

    private RunPlan plan(Definitions definitions, AssetSelection selection) {
        return Materializer.of(definitions, engine).select(selection).plan();
    }

    private static AssetSelection keys(String... texts) {
        return AssetSelection.ofKeys(Arrays.stream(texts).map(AssetKey::parse).toList());
    }

    private static List<String> keys(RunPlan plan) {
        return plan.steps().stream().map(step -> step.key().toString()).toList();
    }

    @Test
    void aModelOfUnknownReadsComesAfterAllThatItMayRead() {
        AssetSpec unknown = AssetSpec.builder(AssetKey.of("a"), "transformation:a", NodeKind.TRANSFORMATION, "a", "g")
                .pipeline("marts")
                .readsKnown(false)
                .build();
        AssetSpec known = AssetSpec.builder(AssetKey.of("b"), "transformation:b", NodeKind.TRANSFORMATION, "b", "g")
                .pipeline("marts")
                .build();
        AssetSpec seed = AssetSpec.builder(AssetKey.of("z"), "seed:z", NodeKind.SEED, "z", "g").build();
        // A load that comes after a model can't come before all of them.
        AssetSpec late = AssetSpec.builder(AssetKey.of("late"), "load:late", NodeKind.LOAD, "late", "g")
                .pipeline("late")
                .dependency(AssetKey.of("a"), Dependency.Origin.DECLARED)
                .build();
        RunPlan plan = Materializer.of(Definitions.of(List.of(unknown, known, seed, late), List.of()), new ScriptedEngine())
                .plan();

        assertThat(plan.steps()).extracting(step -> step.key().toString()).containsExactly("z", "b", "a", "late");
        assertThat(plan.waitsFor(AssetKey.of("a"))).containsExactly(AssetKey.of("z"));
        assertThat(plan.waitsFor(AssetKey.of("b"))).isEmpty();
        assertThat(plan.step(AssetKey.of("a")).notes())
                .containsExactly("not all is known that this model reads, so it comes after all seeds, sources and loads");
    }
}
