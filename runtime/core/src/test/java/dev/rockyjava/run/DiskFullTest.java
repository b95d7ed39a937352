package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.history.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a second JVM that sees a small disk, where the system lets anybody have one for a program of its own. */
@Timeout(120)
class DiskFullTest {

    private static final int MODELS = 800;

    /** A program whose journal doesn't fit on its disk. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            Project project = new Project();
            for (int i = 0; i < MODELS; i++) {
                project.model("m" + i);
            }
            Definitions definitions = project.build();
            ScriptedEngine engine = new ScriptedEngine();
            try {
                Materializer.of(definitions, engine).journal(Path.of(arguments[0])).run();
            } catch (JournalException e) {
                System.out.println(e.getMessage());
            }
            System.out.println("asked " + engine.requests.size());
        }
    }

    @Test
    void endsTheRunAndSaysWhy(@TempDir Path folder) throws Exception {
        assumeTrue(onSmallDisk(folder, "true") == 0, "no program can be given a small disk here");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        int status = onSmallDisk(folder, "exec " + java + " -cp '" + System.getProperty("java.class.path") + "' '"
                + Program.class.getName() + "' disk");
        String output = Files.readString(folder.resolve("log"));
        assertThat(status).as(output).isZero();
        assertThat(output).contains("the run journal ").contains("can't be written").contains("No space left on device");
        int asked = Integer.parseInt(output.substring(output.indexOf("asked ") + 6).strip());
        assertThat(asked).isBetween(1, MODELS - 1);
    }

    private static int onSmallDisk(Path folder, String command) throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "sh", "-c",
                            "mkdir -p disk && mount -t tmpfs -o size=256k tmpfs disk && " + command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return 1; // no such program
        }
    }
}
