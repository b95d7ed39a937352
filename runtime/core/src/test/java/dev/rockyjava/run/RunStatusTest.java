package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunStatusTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void saysWhatRunsWhatIsReadyAndWhatWaitsForWhat() throws Exception {
        Definitions definitions = new Project()
                .model("a").model("b", "a").model("hidden", "a", "z").model("c", "b", "hidden").model("z").build();
        engine.before(request -> hold("a", request));
        RunHandle run = Materializer.of(definitions, engine).select(AssetSelection.parse("not hidden")).start();
        begun.await();
        RunStatus status = run.status();
        assertThat(status.running()).isEqualTo(keys("a"));
        assertThat(status.ready()).isEqualTo(keys("z"));
        assertThat(status.waiting())
                .isEqualTo(Map.of(AssetKey.of("b"), keys("a"), AssetKey.of("c"), keys("a", "b", "z")));
        assertThat(status).hasToString("running: a\nready: z\nb waits for a\nc waits for a, b, z");
        mayEnd.countDown();
        run.join();
        assertThat(run.status()).isEqualTo(new RunStatus(keys(), keys(), new TreeMap<>()));
    }

    @Test
    void whatHasEndedIsNoLongerWaitedFor() throws Exception {
        Definitions definitions = new Project().model("a").model("b", "a").model("c", "a", "b").build();
        engine.before(request -> hold("b", request));
        RunHandle run = Materializer.of(definitions, engine).start();
        begun.await();
        assertThat(run.status()).hasToString("running: b\nc waits for b");
        mayEnd.countDown();
        run.join();
    }

    @Test
    void whatWaitsForTheEnginesFilesIsReadyAndNotRunning(@TempDir Path folder) throws Exception {
        Set<Path> file = Set.of(folder.resolve("wh.duckdb"));
        CountDownLatch came = new CountDownLatch(1);
        engine.before(request -> {
            if (((RunRequest.Model) request).model().equals("b")) {
                came.countDown();
                await(begun); // a has the file
            }
            EngineLocks.Held held = EngineLocks.acquire(file);
            hold("a", request);
            held.close();
        });
        Definitions definitions = new Project().model("a").model("a2", "a").model("b").build();
        RunHandle run = Materializer.of(definitions, engine).parallelism(2).start();
        came.await();
        while (!run.status().ready().contains(AssetKey.of("b"))) {
            Thread.sleep(1); // until it waits for the file
        }
        assertThat(run.status()).hasToString("running: a\nready: b\na2 waits for a");
        mayEnd.countDown();
        assertThat(run.join().succeeded()).isTrue();
    }

    @Test
    void ofAPipelineThatOneCallBuildsTheFirstModelRuns() throws Exception {
        Definitions definitions = new Project().model("a").model("b").build();
        engine.before(request -> {
            begun.countDown();
            await(mayEnd);
        });
        engine.on("run --pipeline marts", 0, Json.run(Json.materializations(Json.built("a"), Json.built("b"))));
        RunHandle run = Materializer.of(definitions, engine).fused().parallelism(4).start();
        begun.await();
        assertThat(run.status()).hasToString("running: a\nb waits for a");
        mayEnd.countDown();
        run.join();
    }

    /** Each asset of the chain waits until one of the others runs beside it, and the other way round. */
    @Test
    void aLongChainGoesFirstAndStarvesNobody() {
        int length = 20;
        Project project = new Project();
        for (int i = 0; i < length; i++) {
            String name = String.format("chain%02d", i);
            project = i == 0 ? project.model(name) : project.model(name, String.format("chain%02d", i - 1));
            project.model(String.format("a_leaf%02d", i)); // by name it would come before the chain
        }
        CyclicBarrier pair = new CyclicBarrier(2);
        engine.before(request -> {
            try {
                pair.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
        RunResult result = Materializer.of(project.build(), engine).parallelism(2).run();
        assertThat(result.succeeded()).as(result.summary()).isTrue();
        List<String> leaves = engine.requests.stream()
                .map(request -> ((RunRequest.Model) request).model())
                .filter(name -> name.startsWith("a_leaf"))
                .toList();
        assertThat(leaves).isSorted();
    }

    private void hold(String model, RunRequest request) {
        if (((RunRequest.Model) request).model().equals(model)) {
            begun.countDown();
            await(mayEnd);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TreeSet<AssetKey> keys(String... names) {
        return Set.of(names).stream().map(AssetKey::of).collect(Collectors.toCollection(TreeSet::new));
    }
}
