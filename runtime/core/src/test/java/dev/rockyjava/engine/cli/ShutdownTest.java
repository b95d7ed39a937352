package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.Materializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that ends takes its engine with it. */
@Timeout(60)
class ShutdownTest {

    @TempDir
    Path folder;

    /** A program that runs an engine which doesn't end by itself, by a call or by a run. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws Exception {
            if (arguments[2].equals("late")) {
                startLate(Path.of(arguments[0]).getParent(), Duration.parse(arguments[3]));
            }
            CliEngine engine = CliEngine.forProject(Path.of(arguments[0]))
                    .binary(Path.of(arguments[1]))
                    .gracePeriod(Duration.parse(arguments[3]))
                    .build();
            if (!arguments[2].equals("run")) {
                engine.run(new RunRequest.Load("l"));
            } else {
                Materializer.of(Definitions.of(List.of(LoggedRun.model("a")), List.of()), engine).cancelOnShutdown().run();
            }
        }
    }

    /** Starts an engine that is registered only when the other one has been asked to end. */
    private static void startLate(Path folder, Duration grace) throws IOException {
        Process late = new ProcessBuilder(
                        "sh", "-c", "trap 'sleep 1; echo done > late-drained; exit' TERM; echo $$ > late; while :; do sleep 0.1; done")
                .directory(folder.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (!Files.exists(folder.resolve("asked"))) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> RunningChildren.add(new ProcessTree(late.toHandle(), true, false, "LATE=1"), grace))
                    .isInstanceOf(EngineInterruptedException.class);
        }));
    }

    @Test
    void anEngineThatHasJustStartedHasItsGracePeriodToo() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        assertThat(fake.answering(
                                "trap 'echo asked > asked; sleep 3; exit 130' TERM",
                                "echo $$ > self",
                                "while :; do sleep 0.1; done")
                        .build())
                .isNotNull();
        Process program = program(fake, "late", Duration.ofSeconds(40));
        try {
            long late = Processes.pidIn(fake.file("late"));
            Processes.pidIn(fake.file("self"));
            program.destroy();
            assertThat(program.waitFor()).isEqualTo(143);
            assertThat(fake.file("late-drained")).exists();
            assertThat(Processes.runs(late)).isFalse();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void anEngineDoesNotOutliveTheProgram() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine unused = fake.answering(
                        "trap '' TERM; sh -c 'sleep 1000 & echo $! > orphan'; echo $$ > self; while :; do sleep 0.1; done")
                .build();
        assertThat(unused).isNotNull();
        Process program = program(fake, "call", Duration.ofMillis(300));
        try {
            long self = Processes.pidIn(fake.file("self"));
            long orphan = Processes.pidIn(fake.file("orphan"));
            assertThat(Processes.runs(self)).isTrue();
            program.destroy();
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Processes.runs(self)).isFalse();
            assertThat(Processes.runs(orphan)).isFalse();
        } finally {
            program.destroyForcibly();
        }
    }

    /** Two seconds were once all that an engine got here. */
    @ParameterizedTest
    @CsvSource({"call, 1", "run, 1", "run, 2"})
    void anEngineHasItsGracePeriodToFinishWhatItDoes(String how, int signals) throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        assertThat(fake.answering(
                                "trap 'echo asked >> asked; i=0; while [ $i -lt 30 ]; do sleep 0.1; i=$((i+1)); done;"
                                        + " echo done > drained; exit 130' TERM",
                                "echo $$ > self",
                                "while :; do sleep 0.1; done")
                        .build())
                .isNotNull();
        Process program = program(fake, how, Duration.ofSeconds(40));
        try {
            Processes.pidIn(fake.file("self"));
            program.destroy();
            Processes.await(() -> Files.exists(fake.file("asked")));
            if (signals == 2) {
                program.destroy();
            }
            assertThat(program.waitFor()).isEqualTo(143);
            assertThat(fake.file("drained")).exists();
            assertThat(fake.lines("asked")).hasSize(1);
        } finally {
            program.destroyForcibly();
        }
    }

    private static Process program(FakeRocky fake, String how, Duration grace) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        fake.file("rocky.toml").toString(),
                        fake.file("fake-rocky").toString(),
                        how,
                        grace.toString())
                .redirectErrorStream(true)
                .redirectOutput(fake.file("output").toFile())
                .start();
    }
}
