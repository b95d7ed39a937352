package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One JVM refreshes and runs a project again and again: heap, threads, handles and files stay as they are. */
@EnabledOnOs(OS.LINUX)
class SoakTest {

    private static final int MODELS = 20;

    /** What one JVM uses, after a collection of garbage. */
    private record Usage(long heapKilobytes, int threads, int handles, long files) {

        static Usage now(Path folder) throws IOException, InterruptedException {
            for (int look = 0; look < 100 && !Leftovers.threads().isEmpty(); look++) {
                Thread.sleep(50);
            }
            System.gc();
            try (Stream<Path> files = Files.walk(folder)) {
                return new Usage(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                        Thread.activeCount(),
                        Leftovers.handles().size(),
                        files.filter(Files::isRegularFile).count());
            }
        }

        @Override
        public String toString() {
            return heapKilobytes + " kB, " + threads + " threads, " + handles + " handles, " + files + " files";
        }
    }

    /** Answers in this JVM; each refresh finds another graph. */
    private static final class Answers implements RockyEngine {

        private int version;

        @Override
        public EngineReply run(RunRequest request, CallOptions options) {
            return new EngineReply(0, EngineDocuments.parse(Models.built(Models.name(request))), List.of());
        }

        @Override
        public String query(QueryRequest request, CallOptions options) {
            if (!(request instanceof QueryRequest.Dag)) {
                return "{\"sources\":[]}";
            }
            int seed = version++;
            return IntStream.range(0, 100)
                    .mapToObj(i -> "{\"id\":\"seed:v%d\",\"kind\":\"seed\",\"label\":\"v%d\"}".formatted(seed + i, seed + i))
                    .collect(Collectors.joining(",", "{\"command\":\"dag\",\"schema_version\":\"1\",\"edges\":[],\"nodes\":[", "]}"));
        }

        @Override
        public EngineInfo info() {
            return new EngineInfo("soak", "1.71.0");
        }

        @Override
        public void close() {
            // Nothing is open between calls.
        }
    }

    private static boolean real(int round) {
        return round % 50 == 0;
    }

    @Test
    void nothingGrows(@TempDir Path folder) throws Exception {
        ScriptedRocky rocky = ScriptedRocky.in(folder, ScriptedRocky.BUILDS_MODELS);
        RockyComponent component = ProjectWorker.component(folder);
        Answers answers = new Answers();
        List<Usage> quarters = new ArrayList<>();
        // A round is a refresh and a run; every fiftieth run is of a few assets, each by a process.
        Campaign campaign = new Campaign("soak", 24, 1050);
        int quarter = Math.max(1, campaign.rounds() / 4);
        campaign.run((round, random) -> {
            assertThat(component.refresh(answers).changed()).isTrue();
            try (CliEngine engine = rocky.engine().build()) {
                boolean real = real(round);
                int models = real ? 4 : MODELS;
                RunResult result = Materializer.of(Models.of(models), real ? engine : answers)
                        .journal(folder.resolve("journal"))
                        .keepRuns(5)
                        .parallelism(1 + round % 3)
                        .run();
                assertThat(result.succeeded()).as(result.summary()).isTrue();
            }
            if ((round + 1) % quarter == 0) {
                quarters.add(Usage.now(folder));
                campaign.figure("after quarter " + quarters.size(), quarters.get(quarters.size() - 1));
            }
            return real(round) ? "refreshed, and ran 4 assets by processes" : "refreshed, and ran " + MODELS + " assets";
        });
        Usage first = quarters.get(0);
        Usage last = quarters.get(quarters.size() - 1);
        assertThat(last.heapKilobytes()).as("heap: %s", quarters).isLessThan(first.heapKilobytes() + 10_000);
        assertThat(last.threads()).as("threads: %s", quarters).isLessThanOrEqualTo(first.threads());
        assertThat(last.handles()).as("handles: %s", quarters).isLessThanOrEqualTo(first.handles());
        assertThat(last.files()).as("files: %s", quarters).isLessThanOrEqualTo(first.files());
    }
}
