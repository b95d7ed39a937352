package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run is told to end while it waits, really, before it tries again. */
@Timeout(120)
class WaitsTest {

    private static final Duration LONG = Duration.ofHours(1);

    /** A program whose engine is never free. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            Path journal = Path.of(arguments[0]);
            Materializer.of(definitions(), busy(new ScriptedEngine()))
                    .retry(patient())
                    .journal(journal)
                    .cancelOnShutdown()
                    .listener(event -> {
                        if (event instanceof RunEvent.AssetRetried) {
                            write(journal.resolveSibling("waiting"));
                        }
                    })
                    .run();
        }

        private static void write(Path file) {
            try {
                Files.writeString(file, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aCancelEndsTheWait() throws Exception {
        ScriptedEngine engine = busy(new ScriptedEngine());
        CountDownLatch retried = new CountDownLatch(1);
        RunHandle run = Materializer.of(definitions(), engine)
                .retry(patient())
                .listener(event -> {
                    if (event instanceof RunEvent.AssetRetried) {
                        retried.countDown();
                    }
                })
                .start();
        retried.await();
        run.cancel();
        assertThat(run.join().exitStatus()).isEqualTo(RunResult.EXIT_INTERRUPTED);
        assertThat(run.join().outcome(AssetKey.of("b")).skipCause()).contains(SkipCause.INTERRUPTED);
        assertThat(engine.requests).hasSize(1);
    }

    @Test
    void aSignalEndsTheWaitAndTheRunInGoodOrder(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("journal");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path"), Program.class.getName(), journal.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            while (!Files.exists(folder.resolve("waiting"))) {
                assertThat(program.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            program.destroy(); // SIGTERM
            assertThat(program.waitFor()).isEqualTo(143);
        } finally {
            program.destroyForcibly();
        }
        RecordedRun run = RunHistory.read(journal).runs().get(0);
        assertThat(run.exitStatus()).contains(RunResult.EXIT_INTERRUPTED);
        ScriptedEngine free = new ScriptedEngine();
        assertThat(Materializer.of(definitions(), free).journal(journal).resume(run.runId()).succeeded()).isTrue();
        assertThat(free.requests).hasSize(2);
    }

    private static Definitions definitions() {
        return new Project().model("a").model("b").build();
    }

    private static RetryPolicy patient() {
        return RetryPolicy.standard().withDelays(LONG, LONG);
    }

    private static ScriptedEngine busy(ScriptedEngine engine) {
        return engine.onThrow("run --model a --pipeline marts", new EngineBusyException("held"));
    }
}
