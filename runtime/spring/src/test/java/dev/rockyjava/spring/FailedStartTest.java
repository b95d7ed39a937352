package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that can't start says why in sentences, without a stack trace. */
class FailedStartTest {

    private final BakeryProject project;

    FailedStartTest(@TempDir Path folder) {
        project = new BakeryProject(folder);
    }

    @Test
    void withoutTheFileThatSaysWhereTheProjectIs() throws Exception {
        Files.delete(project.file("defs.yaml"));
        assertThat(failure("rocky.definitions="))
                .contains("There is no " + project.file("defs.yaml") + ", which says where the Rocky project is.")
                .contains("Set rocky.project to the folder that has defs.yaml");
    }

    @Test
    void withTheGeneratedClassAndWithoutTheFile() throws Exception {
        Files.delete(project.file("defs.yaml"));
        assertThat(failure()).contains("there is no defs.yaml of com.acme.bakery.Bakery. Looked:");
    }

    @Test
    void withoutASnapshot() throws Exception {
        Files.delete(project.file("rocky/snapshot.json"));
        assertThat(failure("rocky.definitions="))
                .contains("There is no snapshot " + project.file("rocky/snapshot.json"))
                .contains("Write it with 'rocky-java refresh'");
    }

    @Test
    void withAClassThatIsNotThere() {
        assertThat(failure("rocky.definitions=com.acme.bakery.BakeryDefinition"))
                .contains("There is no class com.acme.bakery.BakeryDefinition, which rocky.definitions names.")
                .contains("that is com.acme.WarehouseDefinitions");
    }

    @Test
    void withAnotherClass() {
        assertThat(failure("rocky.definitions=com.acme.bakery.Bakery"))
                .contains("rocky.definitions names com.acme.bakery.Bakery, which isn't generated from an annotated type");
    }

    @Test
    void withARunOfAnAssetThatIsNotThere() {
        assertThat(failure("rocky.runs[0].select=revenues", "rocky.runs[0].cron=0 0 2 * * *"))
                .contains("rocky.runs[0] can't run 'revenues'")
                .contains("bakery/sales/revenue");
    }

    @Test
    void withAScheduleThatIsNone() {
        assertThat(failure("rocky.runs[0].cron=0 2 * * *")).contains("rocky.runs[0]").contains("Cron expression must consist of 6 fields");
        assertThat(failure("rocky.runs[0].select=stale")).contains("a run needs 'cron'");
    }

    @Test
    void withRefreshesThatTheEngineCanNotAnswer() {
        assertThat(failure("rocky.engine=embedded", "rocky.refresh.every=1h"))
                .contains("rocky.refresh.every is set, but the embedded engine can't answer");
    }

    /** Returns what the application logged when it failed to start. */
    private String failure(String... properties) {
        Path log = project.file("application.log");
        String[] all = Stream.concat(
                        Stream.of("logging.file.name=" + log, "spring.main.web-application-type=none"), Stream.of(properties))
                .toArray(String[]::new);
        assertThatThrownBy(() -> project.start(all).close()).isInstanceOf(RuntimeException.class);
        String text = project.read("application.log");
        assertThat(text).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
        return text;
    }
}
