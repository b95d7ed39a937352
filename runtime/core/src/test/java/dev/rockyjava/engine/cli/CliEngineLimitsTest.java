package dev.rockyjava.engine.cli;

import static dev.rockyjava.error.Hints.hint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 7: a hang, a flood or a crash gives a typed error in bounded time and memory, and no process is left. */
@Timeout(60)
class CliEngineLimitsTest {

    private static final RunRequest RUN = new RunRequest.Load("files");
    private static final CallOptions SHORT = CallOptions.defaults().withTimeout(Duration.ofMillis(700));
    private static final String DOCUMENT = "echo '" + FakeRocky.RUN_DOCUMENT + "'";

    @TempDir
    Path folder;

    @Test
    void aHangIsEndedWithAllThatItStarted() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering(
                        "echo 'waiting for the warehouse' >&2",
                        "sleep 1000 & echo $! > child",
                        // Its parent ends at once, so it is nobody's descendant any more.
                        "sh -c 'sleep 1000 & echo $! > orphan'",
                        "echo $$ > self",
                        "wait")
                .build();
        assertThatThrownBy(() -> engine.run(RUN, SHORT))
                .isInstanceOf(EngineTimeoutException.class)
                .hasMessageContaining("took longer than 700 ms and")
                .hasMessageContaining("(its last log line: waiting for the warehouse)")
                .satisfies(hint("give the call more time, or see what it waits for"));
        assertGone(fake, "self", "child", "orphan");
    }

    @Test
    void askingToEndComesFirst() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering(
                        "trap 'echo asked > asked; exit 130' TERM",
                        "echo $$ > self",
                        "while :; do sleep 0.05; done")
                .build();
        assertThatThrownBy(() -> engine.run(RUN, SHORT)).isInstanceOf(EngineTimeoutException.class);
        assertThat(fake.lines("asked")).containsExactly("asked");
        assertGone(fake, "self");
    }

    @Test
    void whatIgnoresTheRequestIsKilledAfterTheGracePeriod() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering(
                        "trap '' TERM",
                        "echo $$ > self",
                        "sh -c 'echo $$ > child; while :; do sleep 0.1; done'")
                .gracePeriod(Duration.ofMillis(300))
                .build();
        assertThatThrownBy(() -> engine.run(RUN, SHORT)).isInstanceOf(EngineTimeoutException.class);
        assertGone(fake, "self", "child");
    }

    @Test
    void anInterruptEndsTheEngineAndStaysOnTheThread() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering("trap 'echo asked > asked; exit 1' TERM", "echo $$ > self",
                        "while :; do sleep 0.05; done").build();
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                engine.run(RUN);
                outcome.complete("an answer");
            } catch (RuntimeException e) {
                outcome.complete(e.getClass().getSimpleName() + ", interrupted " + Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        Processes.pidIn(fake.file("self"));
        caller.interrupt();
        assertThat(outcome.get())
                .isEqualTo(EngineInterruptedException.class.getSimpleName() + ", interrupted true");
        assertThat(fake.lines("asked")).containsExactly("asked");
        assertGone(fake, "self");
    }

    @Test
    void anInterruptedThreadStartsNothing() {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering("touch called").build();
        engine.info();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> engine.run(RUN)).isInstanceOf(EngineInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fake.file("called")).doesNotExist();
    }

    @Test
    void aFloodOnStdoutIsCutOff() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering("echo $$ > self", "exec yes '{\"more\": 1}'").maxStdoutBytes(1_000_000).build();
        assertThatThrownBy(() -> engine.run(RUN))
                .isInstanceOf(EngineOutputException.class)
                .hasMessageContaining("1000000")
                .hasMessageContaining("{\"more\": 1}");
        assertGone(fake, "self");
    }

    @Test
    void whatIsEndedForItsFloodCanStillEndItsWork() {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering("trap 'head -c 300000 /dev/zero; touch ended; exit 1' TERM", "yes & wait")
                .maxStdoutBytes(1_000_000)
                .gracePeriod(Duration.ofSeconds(20))
                .build();
        assertThatThrownBy(() -> engine.run(RUN)).isInstanceOf(EngineOutputException.class);
        assertThat(fake.file("ended")).exists();
    }

    @Test
    void aDocumentOfExactlyTheLimitIsRead() {
        CliEngine engine = new FakeRocky(folder).answering("printf '%s' '" + FakeRocky.RUN_DOCUMENT + "'")
                .maxStdoutBytes(FakeRocky.RUN_DOCUMENT.length())
                .build();
        assertThat(engine.run(RUN).exitCode()).isZero();
    }

    @Test
    void aGigabyteOnStderrWithoutALineEndTakesNoMemory() {
        CliEngine engine = new FakeRocky(folder).answering(
                        "head -c 1000000000 /dev/zero | tr '\\0' x >&2", "echo >&2", "echo end >&2", DOCUMENT)
                .build();
        EngineReply reply = engine.run(RUN);
        assertThat(reply.logTail()).hasSize(2).last().isEqualTo("end");
        assertThat(reply.logTail().get(0)).hasSize(StderrReader.LONGEST_LINE + 1).startsWith("xxx").endsWith("…");
    }

    @Test
    void bothPipesFullAtOnceDoNotBlock() {
        CliEngine engine = new FakeRocky(folder).answering(
                        "head -c 5000000 /dev/zero | tr '\\0' ' '",
                        "yes log | head -c 5000000 >&2",
                        DOCUMENT)
                .build();
        assertThat(engine.run(RUN).logTail()).hasSize(20).containsOnly("log");
    }

    @Test
    void aGrandchildThatHoldsThePipesDoesNotHoldTheAnswer() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering("sh -c 'sleep 1000 & echo $! > orphan'", DOCUMENT).build();
        assertThat(engine.run(RUN).exitCode()).isZero();
        assertGone(fake, "orphan");
    }

    @Test
    void aGrandchildThatIgnoresTheRequestIsKilled() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering(
                        "sh -c \"trap '' TERM; echo \\$\\$ > orphan; while :; do sleep 0.1; done\" > /dev/null 2>&1 &",
                        "while ! [ -s orphan ]; do sleep 0.05; done",
                        DOCUMENT)
                .gracePeriod(Duration.ofMillis(200))
                .build();
        assertThat(engine.run(RUN).exitCode()).isZero();
        assertGone(fake, "orphan");
    }

    @Test
    void anEngineThatClosesItsOutputMayGoOn() {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.answering(DOCUMENT, "exec >&- 2>&-", "sleep 1", "echo > finished").build();
        assertThat(engine.run(RUN).exitCode()).isZero();
        assertThat(fake.file("finished")).exists();
    }

    @Test
    void withoutASessionTheAnswerStillComes() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        // No setsid to be found: the search path has the shell's own programs from a link only.
        fake.write("bin/none");
        CliEngine engine = fake.answering("/bin/sleep 8 & echo $! > orphan", DOCUMENT)
                .environment("PATH", fake.file("bin").toString())
                .build();
        assertThat(engine.run(RUN).exitCode()).isZero();
        ProcessHandle.of(Processes.pidIn(fake.file("orphan"))).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void withoutASessionAHangIsEndedWithItsDescendants() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        fake.write("bin/none");
        CliEngine engine = fake.answering("echo $$ > self", "/bin/sleep 1000 & echo $! > child", "wait")
                .environment("PATH", fake.file("bin").toString())
                .build();
        assertThatThrownBy(() -> engine.run(RUN, SHORT)).isInstanceOf(EngineTimeoutException.class);
        assertGone(fake, "self", "child");
    }

    @Test
    void aTimeLimitCanBeAsLongAsAnybodyLikes() {
        CliEngine engine = new FakeRocky(folder).answering(DOCUMENT).build();
        assertThat(engine.run(RUN, CallOptions.defaults().withTimeout(Duration.ofSeconds(Long.MAX_VALUE))).exitCode())
                .isZero();
    }

    private static void assertGone(FakeRocky fake, String... pidFiles) throws Exception {
        for (String file : pidFiles) {
            assertThat(Processes.runs(Processes.pidIn(fake.file(file)))).as("%s still runs", file).isFalse();
        }
    }
}
