package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.bakery.BakeryDefinitions;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunHandle;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with beans of its own. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ReplacedBeansTest {

    private static Path folder = Path.of("");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OwnBeans {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Bean
        RockyComponent component() {
            return BakeryDefinitions.component(folder);
        }

        @Bean
        Definitions definitions() {
            return BakeryDefinitions.get();
        }

        @Bean
        Materializer materializer(RockyComponent component, Definitions definitions, RockyEngine engine) {
            return component.materializer(definitions, engine).journal(folder.resolve("own-journal"));
        }

        @Bean
        RunListener listener() {
            return event -> heard.add(event.word());
        }
    }

    @Test
    void areUsedAndEndWithTheApplication(@TempDir Path folder) throws Exception {
        BakeryProject project = new BakeryProject(folder)
                .withEngine("[ \"$model\" = revenue ] && { echo $$ > ../pid.tmp; mv ../pid.tmp ../pid; while :; do sleep 0.1; done; }");
        ReplacedBeansTest.folder = folder;
        OwnBeans own;
        long engine;
        try (ConfigurableApplicationContext application = project.start(
                OwnBeans.class, "spring.main.web-application-type=none", "rocky.definitions=com.acme.NotUsed")) {
            own = application.getBean(OwnBeans.class);
            RunHandle run = application.getBean(Materializer.class).start();
            assertThat(run.done()).isFalse();
            Path pid = BakeryProject.await(() -> Optional.of(project.file("pid")).filter(Files::exists));
            engine = Long.parseLong(Files.readString(pid).strip());
            ProjectState state = application.getBean(ProjectState.class);
            RecordedRun running = RunHistory.read(folder.resolve("own-journal")).runs().get(0);
            assertThat(state.outcome(running)).isEqualTo("running");
            assertThat(state.isResumable(running)).isFalse();
        }
        assertThat(RunHistory.read(folder.resolve("own-journal")).runs().get(0).exitStatus())
                .contains(RunResult.EXIT_INTERRUPTED);
        assertThat(ProcessHandle.of(engine).map(ProcessHandle::isAlive).orElse(false)).isFalse();
        assertThat(own.heard).startsWith("run_started").contains("run_finished");
    }
}
