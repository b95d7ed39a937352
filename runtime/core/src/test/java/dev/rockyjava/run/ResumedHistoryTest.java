package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the history tells of a run that was done in several parts. */
class ResumedHistoryTest {

    private static final String THIRD = "run --model daily --pipeline marts --partition 2026-04-03";

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions daily =
            new Project().partitioned("daily", Grain.DAY, "2026-01-01", "time_interval").build();

    @Test
    void thePartitionsOfAllPartsCount() {
        engine.onThrow(THIRD, new EngineTimeoutException("slow"));
        String run = backfill().runId();
        engine.on(THIRD, 0, Json.run(Json.materializations(Json.partition("daily", "2026-04-03"))));
        assertThat(materializer(daily).resume(run).succeeded()).isTrue();
        assertThat(engine.commands()).hasSize(4);
        assertThat(asset("daily").partitions()).containsExactly("2026-04-01", "2026-04-02", "2026-04-03");
    }

    @Test
    void whatWasBuiltBeforeACrashCountsToo() throws IOException {
        String run = backfill().runId();
        Path file = JournalFile.path(folder, run);
        List<String> lines = Files.readAllLines(file);
        int last = lines.size() - 1;
        while (!lines.get(last).contains("\"done\"")) {
            last--;
        }
        Files.write(file, lines.subList(0, last)); // without the line about the third
        assertThat(materializer(daily).resume(run).succeeded()).isTrue();
        assertThat(asset("daily").partitions()).containsExactly("2026-04-01", "2026-04-02", "2026-04-03");
    }

    @Test
    void theTimeOfPartsThatAreNotRepeatedCounts() throws IOException {
        String run = "20260401-000000-aaaaaa";
        String head = "{'type':'run','version':1,'run':'" + run + "','time':'2026-04-01T00:00:00Z','steps':2}\n"
                + "{'type':'plan','key':'parts','kind':'transformation'}\n"
                + "{'type':'plan','key':'whole','kind':'transformation'}\n";
        String first = "{'type':'done','key':'parts','unit':'x'}\n" + ended("parts", 40) + ended("whole", 50);
        String second = "{'type':'resumed','time':'2026-04-01T01:00:00Z'}\n" + ended("parts", 7) + ended("whole", 9);
        Files.writeString(JournalFile.path(folder, run), (head + first + second).replace('\'', '"'));
        assertThat(asset("parts").duration()).isEqualTo(Duration.ofMillis(47));
        assertThat(asset("whole").duration()).isEqualTo(Duration.ofMillis(9));
    }

    @Test
    void whatWasDoneBeforeTellsNothingAboutHowLongItTakes() throws IOException {
        Definitions replication = new Project().replication("ingest", "id=a").build();
        String run = materializer(replication).run().runId();
        Path file = JournalFile.path(folder, run);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.stream()
                .filter(line -> !line.contains("\"finished\"") && !line.contains("\"ended\"")
                        || line.contains("\"ingest/source\""))
                .toList());
        AssetKey load = AssetKey.of("ingest", "load");
        assertThat(materializer(replication).resume(run).outcome(load).reason().orElseThrow()).contains("before this run");
        assertThat(RunHistory.read(folder).lastMaterialized()).containsKey(load);
        assertThat(RunHistory.read(folder).usualDurations()).containsOnlyKeys(AssetKey.of("ingest", "source"));
        assertThat(RunHistory.read(folder).durations(load)).isEmpty();
    }

    @Test
    void whatWasDoneBeforeIsKnownByAWordAndInOldJournalsByTheSentenceOfThen() throws IOException {
        String run = "20260401-000000-aaaaaa";
        Files.writeString(JournalFile.path(folder, run), ("{'type':'run','version':2,'run':'" + run
                + "','time':'2026-04-01T00:00:00Z','steps':3}\n"
                + "{'type':'plan','key':'old','kind':'transformation'}\n"
                + "{'type':'plan','key':'new','kind':'transformation'}\n"
                + "{'type':'plan','key':'built','kind':'transformation'}\n"
                + ended("old", 1).replace("}", ",'reason':'the engine did it before this run was resumed'}")
                + ended("new", 1).replace("}", ",'outcome_cause':'done_before','reason':'in other words'}")
                + ended("built", 9).replace("}", ",'reason':'unchanged'}")).replace('\'', '"'));
        assertThat(RunHistory.read(folder).runs().get(0).assets()).extracting(RecordedAsset::doneBefore)
                .containsExactly(true, true, false);
        assertThat(RunHistory.usualDurations(folder)).containsOnlyKeys(AssetKey.of("built"));
    }

    @Test
    void aResumedRunCanBeResumedWithAnotherParallelism() {
        Definitions project = new Project()
                .model("a").model("b", "a").model("c", "b").model("x").model("y", "x").model("z", "b", "y").build();
        String b = "run --model b --pipeline marts";
        engine.onThrow(b, new EngineTimeoutException("slow"));
        String run = materializer(project).run().runId();
        assertThat(materializer(project).parallelism(3).resume(run).exitStatus()).isEqualTo(RunResult.EXIT_FAILURE);
        engine.on(b, 0, Json.run(Json.materializations(Json.built("b"))));
        assertThat(materializer(project).parallelism(2).resume(run).succeeded()).isTrue();
        assertThat(engine.commands()).filteredOn(b::equals).hasSize(3);
        assertThat(engine.commands()).filteredOn(command -> !command.equals(b)).hasSize(5).doesNotHaveDuplicates();
        RecordedRun recorded = RunHistory.read(folder).runs().get(0);
        assertThat(recorded.resumed()).isEqualTo(2);
        assertThat(recorded.resumable()).isFalse();
        assertThat(recorded.assets()).hasSize(6).allMatch(RecordedAsset::good);
    }

    private static String ended(String key, int millis) {
        return "{'type':'ended','key':'" + key + "','time':'2026-04-01T01:00:00Z','status':'materialized','duration_ms':"
                + millis + "}\n";
    }

    private RunResult backfill() {
        return materializer(daily)
                .backfill(PartitionedAsset.daily("daily"), LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 3), 1)
                .run();
    }

    private RecordedAsset asset(String key) {
        return RunHistory.read(folder).runs().get(0).assets().stream()
                .filter(asset -> asset.key().equals(AssetKey.of(key)))
                .findFirst()
                .orElseThrow();
    }

    private Materializer materializer(Definitions definitions) {
        return Materializer.of(definitions, engine).retry(RetryPolicy.none()).journal(folder);
    }
}
