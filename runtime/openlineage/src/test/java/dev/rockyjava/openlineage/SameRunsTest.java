package dev.rockyjava.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.run.CancelToken;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Which runs the events are of, and what started them. */
class SameRunsTest {

    private static final String PARENT = "01890000-0000-7000-8000-000000000001";
    private static final String ROOT = "01890000-0000-7000-8000-000000000002";

    @TempDir
    Path folder;

    private static Map<String, Set<String>> idsByJob(List<JsonNode> events) {
        return events.stream().collect(Collectors.groupingBy(
                event -> event.at("/job/name").asString(),
                Collectors.mapping(event -> event.at("/run/runId").asString(), Collectors.toSet())));
    }

    private static List<String> types(List<JsonNode> events, String job) {
        return events.stream()
                .filter(event -> event.at("/job/name").asString().equals(job))
                .map(event -> event.path("eventType").asString())
                .toList();
    }

    @Test
    void aResumedRunContinuesTheRunsOfTheFirst() {
        Example example = Example.in(folder);
        try (Receiver first = Receiver.start();
                Receiver second = Receiver.start();
                Receiver other = Receiver.start()) {
            example.edit("models/marts/fct_orders.sql", sql -> sql.replace("SELECT", "SELECT no_such_column,"));
            RunResult failed = example.run(
                    first.environment(), materializer -> Example.everything(materializer).journal(folder.resolve("runs")));
            assertThat(failed.succeeded()).isFalse();
            example.edit("models/marts/fct_orders.sql", sql -> sql.replace("SELECT no_such_column,", "SELECT"));
            RunResult resumed = example.run(
                    second.environment(),
                    builder -> builder,
                    materializer -> materializer.journal(folder.resolve("runs")),
                    materializer -> materializer.resume(failed.runId()));
            assertThat(resumed.succeeded()).as(resumed.toString()).isTrue();

            Map<String, Set<String>> before = idsByJob(first.events());
            Map<String, Set<String>> after = idsByJob(second.events());
            String orders = "larkspur.warehouse.marts.fct_orders";
            assertThat(before.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
            assertThat(after.get("larkspur")).isEqualTo(before.get("larkspur"));
            assertThat(after.get(orders)).isEqualTo(before.get(orders));
            assertThat(types(first.events(), orders)).containsExactly("START", "FAIL");
            assertThat(types(second.events(), orders)).containsExactly("START", "COMPLETE");
            assertThat(types(first.events(), "larkspur")).containsExactly("START", "FAIL");
            assertThat(types(second.events(), "larkspur")).containsExactly("START", "COMPLETE");
            // What depends on it had no turn in the first run, and what was built has none in the second.
            assertThat(before).doesNotContainKey("larkspur.warehouse.marts.daily_revenue");
            assertThat(after).containsKey("larkspur.warehouse.marts.daily_revenue").doesNotContainKey("larkspur.seed.countries");

            example.run(other.environment(), materializer -> Example.everything(materializer).select("kind:seed"));
            Set<String> known = new HashSet<>();
            before.values().forEach(known::addAll);
            assertThat(idsByJob(other.events()).values()).allSatisfy(ids -> assertThat(known).doesNotContainAnyElementsOf(ids));
        }
    }

    @Test
    void assetsHaveTheRunAsParentAndItHasTheProgramThatStartedIt() {
        Example example = Example.in(folder);
        try (Receiver catalog = Receiver.start()) {
            Map<String, String> environment = new HashMap<>(catalog.environment());
            environment.put("OPENLINEAGE_PARENT_ID", "http://airflow/prod/night.build/" + PARENT);
            environment.put("OPENLINEAGE_ROOT_PARENT_ID", "airflow/night/" + ROOT);
            environment.put("OPENLINEAGE_NAMESPACE", "prod");
            environment.put("OPENLINEAGE_API_KEY", "key-of-the-catalog");
            example.run(environment, materializer -> Example.everything(materializer).select("countries"));

            JsonNode run = catalog.events().get(0);
            JsonNode asset = catalog.events().get(1);
            assertThat(run.at("/job").toString()).contains("\"namespace\":\"prod\",\"name\":\"larkspur\"");
            JsonNode above = run.at("/run/facets/parent");
            assertThat(above.at("/run/runId").asString()).isEqualTo(PARENT);
            assertThat(above.at("/job/namespace").asString()).isEqualTo("http://airflow/prod");
            assertThat(above.at("/job/name").asString()).isEqualTo("night.build");
            assertThat(asset.at("/run/facets/parent/run/runId")).isEqualTo(run.at("/run/runId"));
            for (JsonNode event : List.of(run, asset)) {
                assertThat(event.at("/run/facets/parent/root/run/runId").asString()).isEqualTo(ROOT);
                assertThat(event.at("/run/facets/parent/root/job/name").asString()).isEqualTo("night");
            }
            assertThat(catalog.authorizations()).containsOnly("Bearer key-of-the-catalog");
            assertThat(example.warnings).isEmpty();
        }
    }

    @Test
    void anInvalidParentIsAWarning() {
        Example example = Example.in(folder);
        try (Receiver catalog = Receiver.start()) {
            Map<String, String> environment = new HashMap<>(catalog.environment());
            environment.put("OPENLINEAGE_PARENT_ID", "night/" + PARENT);
            example.run(environment, materializer -> Example.everything(materializer).select("countries"));
            assertThat(example.warnings).singleElement().asString().startsWith("OPENLINEAGE_PARENT_ID is ignored");
            JsonNode events = catalog.events().get(0);
            assertThat(events.at("/run/facets").has("parent")).isFalse();
            assertThat(catalog.events().get(1).at("/run/facets/parent/root/run/runId")).isEqualTo(events.at("/run/runId"));
        }
    }

    @Test
    void aCancelledRunIsAborted() {
        Example example = Example.in(folder);
        try (Receiver catalog = Receiver.start()) {
            CancelToken cancel = new CancelToken();
            example.run(catalog.environment(), builder -> builder, materializer -> Example.everything(materializer)
                    .cancelWith(cancel)
                    .listener(event -> {
                        if (event instanceof RunEvent.AssetMaterialized) {
                            cancel.cancel();
                        }
                    }), Materializer::run);
            assertThat(types(catalog.events(), "larkspur")).containsExactly("START", "ABORT");
        }
    }
}
