package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.bakery.BakeryDefinitions;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.RunHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Scheduled runs that can't begin, by a scripted engine. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class BlockedRunsTest {

    @Test
    void aRunThatCanNotBeginIsSkippedOrAnErrorAndTheNextOneBegins(@TempDir Path folder) throws Exception {
        BakeryProject project = new BakeryProject(folder)
                .withEngine("while [ ! -e ../go ]; do touch ../working; sleep 0.1; done");
        RockyComponent component = BakeryDefinitions.component(folder);
        try (RockyEngine engine = component.engine()) {
            RunHandle other = component.materializer(BakeryDefinitions.get(), engine).journal(project.journal()).start();
            BakeryProject.await(() -> Optional.of(project.file("working")).filter(Files::exists));
            try (ConfigurableApplicationContext application =
                    project.start("spring.main.web-application-type=none", "rocky.runs[0].cron=* * * * * *")) {
                RunSchedule.Entry schedule = application.getBean(RunSchedule.class).entries().get(0);
                assertThat(BakeryProject.await(schedule::last)).startsWith("skipped: ").contains("run " + project.runs().get(0).runId());

                project.write("go", "");
                assertThat(other.join().succeeded()).isTrue();
                BakeryProject.await(() -> schedule.last().filter(last -> last.startsWith("nothing to do")));

                Files.move(project.file(".rocky-java"), project.file("journals"));
                project.write(".rocky-java", "a file where there was a folder");
                BakeryProject.await(() -> schedule.last().filter(last -> last.startsWith("failed: ")));

                Files.delete(project.file(".rocky-java"));
                Files.move(project.file("journals"), project.file(".rocky-java"));
                BakeryProject.await(() -> schedule.last().filter(last -> last.startsWith("nothing to do")));
            }
        }
    }
}
