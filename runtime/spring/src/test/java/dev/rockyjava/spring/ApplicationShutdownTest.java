package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.bakery.BakeryApplication;
import com.acme.bakery.BakeryAssets.Bakery.Sales;
import com.acme.bakery.BakeryDefinitions;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedRun;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application in a JVM of its own that is asked to end while a scheduled run's engine works. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ApplicationShutdownTest {

    /** What Spring logs when it doesn't wait any longer. */
    private static final String LATE = "still running after timeout";

    private static final String SKIPPED = "the scheduled run of 'stale' is skipped, as the one before is still going";

    /** Builds orders; of revenue there is no end, until there is a file "go". */
    private static final String ENGINE = """
            [ "$model" = revenue ] && [ ! -e ../go ] && {
              %s
              echo $$ > ../engine.tmp && mv ../engine.tmp ../engine.pid
              while :; do sleep 0.1; done
            }
            """;

    /** What only some applications have. */
    private static final Pattern OPTIONAL = Pattern.compile("actuator|micrometer|spring-boot-health|/embedded/|rocky-embedded");

    /** The second engine doesn't end by itself, and is killed in time; its application has no actuator. */
    @ParameterizedTest
    @CsvSource({"TERM, true", "'', false"})
    void endsTheEngineWithinBootsLimitAndTheRunCanBeResumed(String endsAt, boolean actuator, @TempDir Path folder)
            throws Exception {
        BakeryProject project = new BakeryProject(folder).withEngine(ENGINE.formatted(endsAt.isEmpty() ? "trap '' TERM" : ""));
        Process application = inItsOwnJvm(project, actuator);
        try {
            long engine = Long.parseLong(BakeryProject.await(() -> Files.exists(project.file("engine.pid"))
                    ? Optional.of(project.read("engine.pid").strip())
                    : ended(application, project)));
            BakeryProject.await(() -> Optional.of(SKIPPED).filter(project.read("application.log")::contains));
            application.destroy();

            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(application.exitValue()).isEqualTo(143);
            assertThat(ProcessHandle.of(engine).map(ProcessHandle::isAlive).orElse(false)).isFalse();
            assertThat(project.read("application.log")).doesNotContain(LATE).contains("run interrupted");
        } finally {
            application.destroyForcibly();
        }
        RecordedRun recorded = project.runs().get(0);
        assertThat(recorded.exitStatus()).contains(RunResult.EXIT_INTERRUPTED);
        assertThat(recorded.resumable()).isTrue();

        project.write("go", "");
        RockyComponent component = BakeryDefinitions.component(folder);
        try (RockyEngine engine = component.engine()) {
            RunResult resumed = component.materializer(BakeryDefinitions.get(), engine)
                    .journal(project.journal())
                    .resume(recorded.runId());
            assertThat(resumed.succeeded()).as(resumed.summary()).isTrue();
            assertThat(resumed.outcomes()).containsOnlyKeys(Sales.REVENUE.key());
        }
    }

    private static Process inItsOwnJvm(BakeryProject project, boolean actuator) throws Exception {
        String classPath = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> actuator || !OPTIONAL.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-cp", classPath,
                BakeryApplication.class.getName()));
        command.addAll(project.arguments(
                "spring.main.web-application-type=none", "rocky.runs[0].cron=* * * * * *", "spring.lifecycle.timeout-per-shutdown-phase=5s"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(project.file("application.log").toFile())
                .start();
    }

    private static Optional<String> ended(Process application, BakeryProject project) {
        assertThat(application.isAlive()).as(project.read("application.log")).isTrue();
        return Optional.empty();
    }
}
