package dev.rockyjava.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog that is down, slow or refuses events costs events and one warning, and no run. */
class CatalogAwayTest {

    @TempDir
    Path folder;

    private Example example;

    @BeforeEach
    void project() {
        example = Example.in(folder);
    }

    private RunResult seeds(Map<String, String> environment) {
        return example.run(
                environment, builder -> builder.endWithin(Duration.ofMillis(300)), CatalogAwayTest::select, Materializer::run);
    }

    private static Materializer select(Materializer materializer) {
        return Example.everything(materializer).select("kind:seed");
    }

    @Test
    void aCatalogThatIsDownCostsNoRun() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        RunResult result = example.run(
                Map.of("OPENLINEAGE_URL", "http://127.0.0.1:" + closed), builder -> builder, CatalogAwayTest::select, Materializer::run);
        assertThat(result.succeeded()).isTrue();
        assertThat(example.warnings).singleElement().asString().matches(
                "6 of 6 OpenLineage events didn't reach the catalog, the run itself isn't affected: .*onnection refused.*");
    }

    @Test
    void aCatalogThatRefusesEventsCostsNoRun() {
        String page = "<html>" + "x".repeat(10_000);
        try (Receiver catalog = Receiver.refusing(500, "no disk space; url https://robot:hunter2hunter2@db/\n" + page)) {
            RunResult result = example.run(
                    catalog.environment(), builder -> builder, CatalogAwayTest::select, Materializer::run);
            assertThat(result.succeeded()).isTrue();
            assertThat(catalog.events()).hasSize(6);
        }
        assertThat(example.warnings).singleElement().asString()
                .startsWith("6 of 6 OpenLineage events")
                .contains("500", "no disk space")
                .doesNotContain("hunter2")
                .hasSizeLessThan(400);
    }

    @Test
    void aCatalogThatHangsCostsNoRun() {
        try (Receiver catalog = Receiver.hanging()) {
            RunResult result = seeds(catalog.environment()); // returns although the catalog hasn't answered, and won't
            assertThat(result.succeeded()).isTrue();
            assertThat(example.warnings).singleElement().asString()
                    .isEqualTo("6 of 6 OpenLineage events didn't reach the catalog, the run itself isn't affected: "
                            + "the catalog didn't answer in time");
        }
    }

    @Test
    void aCatalogThatIsThereHasAllEventsAtTheEnd() {
        try (Receiver catalog = Receiver.start()) {
            example.run(catalog.environment(), CatalogAwayTest::select);
            assertThat(catalog.events()).hasSize(6);
            assertThat(example.warnings).isEmpty();
        }
    }

    @Test
    void withoutACatalogThereIsNoListener() {
        assertThat(catchThrowable(() -> seeds(Map.of())))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("no lineage catalog is configured")
                .hasMessageContaining("OPENLINEAGE_URL");
        assertThat(List.copyOf(example.warnings)).isEmpty();
    }
}
