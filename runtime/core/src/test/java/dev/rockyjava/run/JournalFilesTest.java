package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.internal.run.journal.RunIds;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.settings.Sleeper;
import dev.rockyjava.internal.run.settings.SubmissionIds;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which files a journal is made of, and what is on the disk when. */
@Timeout(60)
class JournalFilesTest {

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions chain = new Project().model("a").model("b", "a").model("c", "b").build();

    @Test
    void filesOfSomebodyElseStay() throws IOException {
        List<String> others = List.of(
                "orders-0.jsonl", "orders-1.jsonl", "orders-2.jsonl", "20200101.jsonl", "20200101-000000-aaaaaa.jsonl.bak",
                "20200101-000000-AAAAAA.jsonl", ".jsonl");
        for (String other : others) {
            Files.writeString(folder.resolve(other), "{}\n");
        }
        for (int i = 0; i < 4; i++) {
            materializer().keepRuns(2).run();
        }
        assertThat(folder.toFile().list()).containsAll(others);
        assertThat(JournalFile.files(folder)).hasSize(2);
        assertThatThrownBy(() -> materializer().resume("orders-0"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("there is no run orders-0");
    }

    @Test
    void whatAKilledRunWasWritingIsDeletedByTheNext() throws IOException {
        String unique = ".0b6f1a52-3c1d-4f0e-9d53-6f1f2f3c4d5e.tmp";
        List<String> left = List.of(".20200101-000000000-aaaaaa.jsonl" + unique, ".run.owner" + unique);
        List<String> others = List.of(".snapshot.json" + unique, ".20200101-000000000-aaaaaa.jsonl.tmp", ".orders.jsonl" + unique);
        for (String name : Stream.concat(left.stream(), others.stream()).toList()) {
            Files.writeString(folder.resolve(name), "{}\n");
        }
        materializer().run();
        assertThat(folder.toFile().list()).containsAll(others).doesNotContainAnyElementsOf(left);
    }

    /** Neither a run that begins nor an old journal that is deleted meanwhile counts as one that can't be read. */
    @Test
    void aHistoryCanBeReadWhileRunsBeginAndOldOnesAreDeleted() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                RunHistory history = RunHistory.read(folder);
                assertThat(history.leftOut()).isEmpty();
                assertThat(history.runs()).allSatisfy(run -> assertThat(run.assets()).hasSize(3));
            }
        });
        for (int i = 0; i < 100 && !reader.isDone(); i++) {
            materializer().keepRuns(3).run();
        }
        over.set(true);
        reader.get();
    }

    @Test
    void namesSortByTimeToTheMillisecond() {
        Instant start = Instant.parse("2026-04-08T01:30:00Z");
        Random random = new Random(7);
        List<String> names = new ArrayList<>(List.of("20260408-013000-zzzzzz")); // as earlier versions named them
        for (int millis = 0; millis < 1001; millis++) {
            names.add(RunIds.at(start.plusMillis(millis), random));
        }
        assertThat(names).isSorted().allMatch(RunIds::valid);
    }

    @Test
    void twoRunsNeverShareAName() {
        Clock still = Clock.fixed(Instant.parse("2026-04-08T01:30:00Z"), ZoneOffset.UTC);
        String first = materializer().clock(still).pace(Sleeper.SYSTEM, new Random(1)).run().runId();
        String second = materializer().clock(still).pace(Sleeper.SYSTEM, new Random(1)).run().runId();
        assertThat(second).isNotEqualTo(first);
        assertThat(RunHistory.read(folder).runs()).hasSize(2);
        RunPlan plan = materializer().plan();
        assertThatThrownBy(() -> JournalFile.create(
                                folder, new SubmissionIds(first, 0), chain, RunSettings.DEFAULTS, RunContext.SYSTEM.force(), plan)
                        .close())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(first);
    }

    @Test
    void aRunWhoseJournalIsDeletedEnds() {
        engine.before(request -> {
            if (RequestText.of(request).contains("--model b ")) {
                JournalFile.files(folder).forEach(JournalFilesTest::delete);
            }
        });
        assertThatThrownBy(() -> materializer().run())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("was deleted or replaced while the run went on")
                .hasMessageContaining(folder.toString());
        assertThat(engine.requests).hasSize(2);
    }

    @Test
    void aRunWhoseJournalIsReplacedEnds() throws IOException {
        Object key = Files.getAttribute(folder, "basic:fileKey");
        assumeTrue(key != null, "this system can't tell a file from another of its name");
        engine.before(request -> {
            if (RequestText.of(request).contains("--model c ")) {
                Path file = JournalFile.files(folder).get(0);
                try {
                    Files.move(Files.copy(file, folder.resolve("copy")), file,
                            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        assertThatThrownBy(() -> materializer().run()).isInstanceOf(JournalException.class);
    }

    @Test
    void whatIsReliedOnIsForcedToTheDiskBefore() {
        List<String> onDisk = new ArrayList<>(List.of(""));
        List<String> relied = new ArrayList<>();
        engine.before(request -> relied.add(onDisk.get(onDisk.size() - 1)));
        materializer().force(file -> {
                    file.sync();
                    onDisk.add(text());
                })
                .run();
        assertThat(relied).hasSize(3);
        assertThat(relied.get(0)).contains("\"key\":\"c\"").doesNotContain("\"ended\"");
        assertThat(relied.get(1)).contains("\"ended\"").contains("\"key\":\"a\",\"status\":\"materialized\"");
        assertThat(relied.get(2)).contains("\"key\":\"b\",\"status\":\"materialized\"");
        assertThat(onDisk.get(onDisk.size() - 1)).contains("\"finished\"");
    }

    @Test
    void eachRequestOfSeveralIsForcedToTheDisk() {
        Definitions replication = new Project().replication("ingest", "id=a", "id=b").build();
        List<String> onDisk = new ArrayList<>(List.of(""));
        engine.before(request -> {
            if (RequestText.of(request).contains("id=b")) {
                assertThat(onDisk.get(onDisk.size() - 1)).contains("\"done\"").contains("id=a");
            }
        });
        RunResult result = Materializer.of(replication, engine).journal(folder).force(file -> {
            file.sync();
            onDisk.add(text());
        }).run();
        assertThat(result.succeeded()).as(result.summary()).isTrue();
    }

    private String text() {
        try {
            return Files.readString(JournalFile.files(folder).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a program that asks again and again, with many journals that stay as they are. */
    @Test
    void onlyWhatHasChangedIsReadAgain() throws IOException {
        String first = materializer().run().runId();
        engine.on("run --model b --pipeline marts", 1, Json.run());
        String second = materializer().run().runId();
        RunHistory before = RunHistory.read(folder);

        RunHistory same = before.again();
        assertThat(same.runs()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(same.runs().get(i)).isSameAs(before.runs().get(i));
        }

        engine.on("run --model b --pipeline marts", 0, Json.run(Json.materializations(Json.built("b"))));
        materializer().resume(second);
        String third = materializer().run().runId();
        RunHistory after = same.again();
        assertThat(after.runs()).extracting(RecordedRun::runId).containsExactly(third, second, first);
        assertThat(after.run(second).orElseThrow().exitStatus()).hasValue(0);
        assertThat(after.run(first).orElseThrow()).isSameAs(before.run(first).orElseThrow());

        Files.delete(JournalFile.path(folder, first));
        assertThat(after.again().runs()).extracting(RecordedRun::runId).containsExactly(third, second);
        assertThat(after.runs()).hasSize(3);
        assertThat(RunHistory.read(folder, 1).again().runs()).extracting(RecordedRun::runId).containsExactly(third);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Materializer materializer() {
        return Materializer.of(chain, engine).retry(RetryPolicy.none()).journal(folder);
    }
}
