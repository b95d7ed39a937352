package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An engine that starts something in a session of its own. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class DaemonTest {

    private static final RunRequest RUN = new RunRequest.Load("files");
    private static final String DOCUMENT = "echo '" + FakeRocky.RUN_DOCUMENT + "'";
    private static final String STARTED = "echo $$ > self; while ! [ -s daemon ]; do sleep 0.05; done";

    @TempDir
    Path folder;

    private FakeRocky fake;

    @BeforeEach
    void makeAProject() {
        fake = new FakeRocky(folder);
    }

    @Test
    void isEndedWithTheCallIfItHoldsThePipes() throws Exception {
        CliEngine engine = fake.answering("setsid sh -c 'echo $$ > daemon; exec sleep 1000' &", STARTED, DOCUMENT).build();
        assertThat(engine.run(RUN).exitCode()).isZero();
        assertGone();
    }

    /** The JVM closes its side of a pipe when the process ends, and a reader that isn't at it then finds its end there. */
    @Test
    void isEndedAlsoIfTheReadersSeeTheEndOfThePipesThatItHolds() throws Exception {
        CliEngine engine = fake.answering(
                        "setsid sh -c 'echo $$ > daemon; exec sleep 1000' > /dev/null < /dev/null &", // holds stderr
                        STARTED,
                        "echo 'read this' >&2; while ! [ -e read ]; do sleep 0.05; done",
                        DOCUMENT)
                .build();
        CallOptions options = CallOptions.defaults().withLog(line -> {
            try {
                long self = Processes.pidIn(fake.file("self"));
                fake.write("read", line);
                Processes.await(() -> ProcessHandle.of(self).isEmpty());
                Thread.sleep(200);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(engine.run(RUN, options).exitCode()).isZero();
        assertGone();
    }

    @Test
    void isEndedWithTheCallIfItHoldsNothing() throws Exception {
        CliEngine engine = fake.answering(
                        "setsid sh -c 'echo $$ > daemon; exec sleep 1000' > /dev/null 2>&1 < /dev/null &", STARTED, DOCUMENT)
                .build();
        assertThat(engine.run(RUN).exitCode()).isZero();
        assertGone();
    }

    @Test
    void isKilledIfItIgnoresTheRequest() throws Exception {
        CliEngine engine = fake.answering(
                        "setsid sh -c \"trap '' TERM; echo \\$\\$ > daemon; while :; do sleep 0.1; done\" &", STARTED, DOCUMENT)
                .gracePeriod(Duration.ofMillis(200))
                .build();
        assertThat(engine.run(RUN).exitCode()).isZero();
        assertGone();
    }

    @Test
    void isEndedWithACallThatTakesTooLongAlsoIfItHoldsNothing() throws Exception {
        CliEngine engine = fake.answering(
                        // Its parent ends at once, so it is nobody's descendant either.
                        "sh -c \"setsid sh -c 'echo \\$\\$ > daemon; exec sleep 1000' > /dev/null 2>&1 < /dev/null &\"",
                        STARTED,
                        "sleep 1000")
                .build();
        CallOptions options = CallOptions.defaults().withTimeout(Duration.ofSeconds(2));
        assertThatThrownBy(() -> engine.run(RUN, options)).isInstanceOf(EngineTimeoutException.class);
        assertGone();
    }

    @Test
    void whatOthersStartedStays() throws Exception {
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            CliEngine engine =
                    fake.answering("setsid sh -c 'echo $$ > daemon; exec sleep 1000' &", STARTED, DOCUMENT).build();
            assertThat(engine.run(RUN).exitCode()).isZero();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    private void assertGone() throws Exception {
        assertThat(Processes.runs(Processes.pidIn(fake.file("daemon")))).isFalse();
        String call = "-" + Processes.pidIn(fake.file("self"));
        Processes.await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("rocky-") && thread.getName().endsWith(call)));
    }
}
