package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a second JVM, whose logging keeps a context as real logging does; that of the other tests doesn't. */
@Timeout(120)
class LogContextTest {

    @TempDir
    Path folder;

    @Test
    void linesOfAStepSayRunAndAsset() throws Exception {
        List<String> lines = log();
        assertThat(lines)
                .anyMatch(line -> line.matches("\\[rocky\\.asset=a, rocky\\.run=\\d{8}-\\S+\\] .*judged by the rule.*"))
                .anyMatch(line -> line.matches("\\[rocky\\.asset=b, rocky\\.run=\\d{8}-\\S+\\] .*judged by the rule.*"));
    }

    @Test
    void linesOfTheEngineSayRunAndAsset() throws Exception {
        assertThat(log()).anyMatch(line ->
                line.matches("\\[rocky\\.asset=a, rocky\\.run=\\d{8}-\\S+\\] .*rocky: building run --model a .*"));
    }

    @Test
    void whatIsLoggedOutsideAStepSaysNoAsset() throws Exception {
        assertThat(log())
                .anyMatch(line -> line.matches("\\[rocky\\.run=\\d{8}-\\S+\\] .*rocky compliance.*"))
                .anyMatch(line -> line.matches("\\[\\] .*after the run"));
    }

    @Test
    void linesOfAListenerSayRunAndAsset() throws Exception {
        assertThat(log())
                .anyMatch(line -> line.matches("\\[rocky\\.run=\\d{8}-\\S+\\] .*heard RunStarted"))
                .anyMatch(line -> line.matches("\\[rocky\\.asset=b, rocky\\.run=\\d{8}-\\S+\\] .*heard AssetMaterialized"));
    }

    @Test
    void linesAboutTheJournalSayTheRun() throws Exception {
        assertThat(log()).anyMatch(line -> line.matches("\\[rocky\\.run=\\d{8}-\\S+\\] .*can't delete the old run journal.*"));
    }

    @Test
    void whatTheCallerSaidIsSaidAgainAfterTheRun() throws Exception {
        assertThat(log())
                .anyMatch(line -> line.matches("\\[rocky\\.run=the caller's\\] .*after the other run"));
    }

    private List<String> log() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-Dslf4j.provider=" + ContextLogging.class.getName(),
                        "-cp", System.getProperty("java.class.path"), LoggedRun.class.getName(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        List<String> lines = other.waitFor() == 0 ? Files.readAllLines(folder.resolve("log")) : List.of();
        assertThat(lines).as(Files.readString(folder.resolve("log"))).isNotEmpty();
        return lines;
    }
}
