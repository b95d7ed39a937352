package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Refreshes of an application, by a scripted engine that knows one more model than the snapshot. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ApplicationRefreshTest {

    private static final AssetKey WASTE = AssetKey.parse("bakery/sales/waste");
    private static final JsonMapper JSON = new JsonMapper();

    private final BakeryProject project;

    ApplicationRefreshTest(@TempDir Path folder) {
        project = new BakeryProject(folder).withEngine("");
        ObjectNode snapshot = (ObjectNode) JSON.readTree(project.read("rocky/snapshot.json"));
        ArrayNode nodes = (ArrayNode) snapshot.at("/dag/nodes");
        String added = nodes.get(1).toString().replace("orders", "waste");
        assertThat(added).contains("transformation:waste");
        nodes.add(JSON.readTree(added));
        project.write("answers/compile.json", snapshot.get("compile").toString());
        project.write("answers/dag.json", snapshot.get("dag").toString());
        project.write("rocky/models/waste.sql", "select 1 as loaves");
    }

    @Test
    void theScheduleRunsNewAssetsAndTheBeansStayAsTheyWere() throws Exception {
        try (ConfigurableApplicationContext application = project.start(
                "spring.main.web-application-type=none",
                "rocky.definitions=",
                "rocky.refresh.every=1h",
                "rocky.runs[0].cron=* * * * * *")) {
            RecordedRun run = BakeryProject.await(() -> project.runs().stream()
                    .filter(one -> one.exitStatus().filter(status -> status == RunResult.EXIT_SUCCESS).isPresent())
                    .filter(one -> one.assets().stream().map(RecordedAsset::key).anyMatch(WASTE::equals))
                    .findFirst());
            assertThat(run.finished()).isPresent();
            assertThat(application.getBean(Definitions.class).keys()).doesNotContain(WASTE);
        }
    }

    @Test
    void anApplicationWithAGeneratedClassSaysThatItHasOtherAssets() throws Exception {
        try (ConfigurableApplicationContext application = project.start(
                "spring.main.web-application-type=none",
                "logging.file.name=" + project.file("application.log"),
                "rocky.refresh.every=1h")) {
            String log = BakeryProject.await(() -> Optional.of(project.read("application.log"))
                    .filter(text -> text.contains("compile it again")));
            assertThat(log).contains("bakery/sales/waste", "works with the assets that it was compiled with");
            assertThat(application.isRunning()).isTrue();
        }
    }
}
