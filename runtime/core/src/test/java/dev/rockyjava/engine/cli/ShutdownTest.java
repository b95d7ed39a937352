package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that ends takes its engine with it. */
@Timeout(60)
class ShutdownTest {

    @TempDir
    Path folder;

    /** A program that runs an engine which never ends. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            CliEngine.forProject(Path.of(arguments[0])).binary(Path.of(arguments[1])).build().run(new RunRequest.Load("l"));
        }
    }

    @Test
    void anEngineDoesNotOutliveTheProgram() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine unused = fake.answering(
                        "trap '' TERM; sh -c 'sleep 1000 & echo $! > orphan'; echo $$ > self; while :; do sleep 0.1; done")
                .build();
        assertThat(unused).isNotNull();
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        fake.file("rocky.toml").toString(),
                        fake.file("fake-rocky").toString())
                .redirectErrorStream(true)
                .redirectOutput(fake.file("output").toFile())
                .start();
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
}
