package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.store.LocalStateStore;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program is killed by SIGKILL while three of its threads write a snapshot file, versions in a snapshot store, and the journal
 * of a run, each again and again.
 */
class KilledWritingTest {

    private static final int MODELS = 24;

    private int unfinished;
    private int asked;

    /** A program that writes until it is killed. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            ChildJvm.endOnFailure();
            for (int run = 1; ; run++) {
                System.out.println("run " + run(folder, new FileEngine(folder)).run().runId());
                if (run == 1) { // not earlier, or there are thousands of versions before the first run is done
                    new Thread(() -> write("snapshot", snapshotFile(folder))).start();
                    new Thread(() -> write("version", store(folder))).start();
                }
            }
        }

        private static void write(String what, StateStore store) {
            for (int version = 1; ; version++) {
                store.write(content(version));
                System.out.println(what + " " + version);
            }
        }
    }

    private static StateStore snapshotFile(Path folder) {
        return LocalStateStore.at(folder.resolve("snapshot.json"));
    }

    private static StateStore store(Path folder) {
        return StateStores.open(folder.resolve("store").toUri().toString(), "demo");
    }

    private static Materializer run(Path folder, FileEngine engine) {
        return Materializer.of(Models.of(MODELS), engine)
                .retry(RetryPolicy.none())
                .warnings(Models.IGNORED)
                .parallelism(2)
                .keepRuns(5)
                .journal(folder.resolve("journal"));
    }

    /** Content by which its version is known; most of it is small, some larger than any buffer. */
    private static byte[] content(int version) {
        int size = version % 7 == 0 ? 1_000_000 : version * 31 % 3000;
        return ("{\"version\":" + version + ",\"fill\":\"" + "x".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatAKilledProgramWritesIsTheOldOrTheNewAndAResumeDoesTheRest(@TempDir Path folder) {
        Campaign campaign = new Campaign("killed-writing", 3, 700);
        campaign.run((round, random) -> {
            String outcome = attack(Files.createDirectory(folder.resolve("r" + round)), random);
            campaign.figure("assets left over by killed runs", unfinished);
            campaign.figure("assets that their resumes asked for", asked);
            return outcome;
        });
    }

    private String attack(Path folder, Random random) throws Exception {
        List<String> printed;
        try (ChildJvm child = ChildJvm.start(Program.class, folder.toString())) {
            Set<String> toBegin = new HashSet<>(Set.of("snapshot", "version", "run"));
            child.await(line -> toBegin.remove(line.split(" ", 2)[0]) && toBegin.isEmpty());
            TimeUnit.MICROSECONDS.sleep(random.nextInt(500_000));
            printed = child.kill();
        }
        assertOldOrNew(snapshotFile(folder), last(printed, "snapshot"));
        assertOldOrNew(store(folder), last(printed, "version"));
        String resumed = resume(folder, values(printed, "run").toList());
        Leftovers.delete(folder);
        return resumed;
    }

    private static int last(List<String> printed, String what) {
        return values(printed, what).mapToInt(Integer::parseInt).max().orElseThrow();
    }

    private static Stream<String> values(List<String> printed, String what) {
        return printed.stream().filter(line -> line.startsWith(what + " ")).map(line -> line.substring(what.length() + 1));
    }

    /** The version that was written last, or the one after it. Whatever the killed program left, another can write. */
    private static void assertOldOrNew(StateStore store, int version) {
        byte[] now = store.latest().orElseThrow().bytes();
        assertThat(now).satisfiesAnyOf(
                bytes -> assertThat(bytes).isEqualTo(content(version)), bytes -> assertThat(bytes).isEqualTo(content(version + 1)));
        store.versions().forEach(each -> store.read(each.id()));
        store.write(content(0));
        assertThat(store.latest().orElseThrow().bytes()).isEqualTo(content(0));
        store.close();
    }

    private String resume(Path folder, List<String> finished) {
        Path journal = folder.resolve("journal");
        FileEngine engine = new FileEngine(folder);
        List<RecordedRun> runs = RunHistory.read(journal).runs();
        assertThat(runs).filteredOn(run -> finished.contains(run.runId())).hasSizeBetween(1, 5)
                .allSatisfy(run -> assertThat(run.resumable()).as(run.runId()).isFalse());
        RecordedRun before = runs.stream().filter(run -> !finished.contains(run.runId())).findFirst().orElse(null);
        if (before == null || before.assets().size() < MODELS) {
            long built = engine.lines("rows").size() + engine.lines("tables").size();
            assertThat(built).as("nothing is done before the plan is on disk").isEqualTo((long) MODELS * finished.size());
            assertThat(run(folder, engine).run().succeeded()).isTrue();
            return "killed before the plan was written";
        }
        String killed = before.runId();
        if (!before.resumable()) {
            assertThat(run(folder, engine).run().succeeded()).isTrue();
            return "killed after the last asset";
        }
        List<RecordedAsset> left = before.assets().stream().filter(asset -> !asset.good()).toList();
        Set<String> leftOver = left.stream().map(Models::name).collect(Collectors.toCollection(TreeSet::new));
        unfinished += left.size();
        RunResult result = run(folder, engine).resume(killed);
        asked += engine.asked.size();
        assertThat(leftOver).containsAll(engine.asked);
        assertThat(engine.asked).doesNotHaveDuplicates();
        assertRowsOnce(engine, killed, result);
        String outcome = "killed in a run, resumed";
        if (!result.succeeded()) {
            RunResult consented = run(folder, engine).repeatUnknown().resume(killed);
            assertThat(consented.succeeded()).as(consented.summary()).isTrue();
            outcome = "killed in a run, resumed with consent";
        }
        RecordedRun after = RunHistory.read(journal).run(killed).orElseThrow();
        assertThat(after.assets()).hasSize(MODELS).allSatisfy(asset -> assertThat(asset.good()).isTrue());
        for (RecordedAsset asset : after.assets()) {
            assertThat(engine.lines(Models.addsRows(Models.name(asset)) ? "rows" : "tables"))
                    .as("built").contains(Models.name(asset) + " " + killed);
        }
        return outcome;
    }

    private static void assertRowsOnce(FileEngine engine, String run, RunResult result) {
        List<String> rows = engine.lines("rows").stream().filter(line -> line.endsWith(" " + run)).toList();
        assertThat(rows).doesNotHaveDuplicates();
        result.outcomes().forEach((key, outcome) -> {
            if (Models.addsRows(key.toString()) && outcome.good()) {
                assertThat(rows).contains(key + " " + run);
            }
        });
    }
}
