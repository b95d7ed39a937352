package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.bakery.BakeryApplication;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An application without OpenTelemetry on its class path, in a JVM of its own: these tests have it on theirs. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class WithoutOpenTelemetryTest {

    @Test
    void itStartsAndRuns(@TempDir Path folder) throws Exception {
        BakeryProject project = new BakeryProject(folder).withEngine("[ -n \"$model\" ] && touch \"../built-$model\"");
        String classPath = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("opentelemetry-"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, BakeryApplication.class.getName()));
        command.addAll(project.arguments("spring.main.web-application-type=none", "rocky.runs[0].cron=* * * * * *"));
        Process application = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(project.file("application.log").toFile())
                .start();
        try {
            BakeryProject.await(() -> Stream.of(application)
                    .filter(process -> !process.isAlive() || !project.runs().isEmpty())
                    .findFirst());
            assertThat(application.isAlive()).as(project.read("application.log")).isTrue();
        } finally {
            application.destroy();
            application.waitFor();
        }
        assertThat(project.read("application.log")).contains("Started BakeryApplication").doesNotContain("NoClassDefFoundError");
    }
}
