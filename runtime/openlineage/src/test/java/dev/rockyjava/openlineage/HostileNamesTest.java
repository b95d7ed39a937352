package dev.rockyjava.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.Materializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Names are data, whatever they contain; secrets in them are not sent. */
class HostileNamesTest {

    private static final String SECRET = "s3cr3t-of-the-warehouse";
    private static final String HOSTILE = "a.b\"c\\d/</script>'; DROP \u202e\u0000\n\ud83d\ude00 é";

    @TempDir
    Path folder;

    /**
     * An engine all of whose calls fail.
     *
     * @param how what a call throws
     */
    private record Failing(Supplier<RuntimeException> how) implements RockyEngine {

        @Override
        public EngineInfo info() {
            throw new IllegalStateException("it isn't there");
        }

        @Override
        public EngineReply run(RunRequest request, CallOptions options) {
            throw how.get();
        }

        @Override
        public String query(QueryRequest request, CallOptions options) {
            throw new EngineCommandException("no", 1, List.of());
        }

        @Override
        public void close() {}
    }

    private static Definitions definitions() {
        AssetKey one = AssetKey.of("w", HOSTILE, "one");
        AssetKey two = AssetKey.of("w", "a", "b\"c\\d/</script>'; DROP \u202e\u0000\n\ud83d\ude00 é", "one");
        return Definitions.of(
                List.of(
                        spec(one).build(),
                        spec(two).dependency(one, Dependency.Origin.SQL)
                                .columnSource(HOSTILE, new ColumnSource(one, HOSTILE, HOSTILE))
                                .columnSource("run", new ColumnSource(one, "_schemaURL", "direct"))
                                .build()),
                List.of());
    }

    private static AssetSpec.Builder spec(AssetKey key) {
        return AssetSpec.builder(key, "transformation:" + key, NodeKind.TRANSFORMATION, key.name(), "g")
                .pipeline("marts")
                .target(new Target("w", HOSTILE, key.toString()))
                .tags(Map.of(HOSTILE, HOSTILE, "token", SECRET))
                .owners(List.of(HOSTILE))
                .description(HOSTILE + SECRET);
    }

    private List<JsonNode> events(Receiver catalog) throws IOException {
        return events(catalog, () -> new EngineCommandException(
                "no access for " + SECRET + " at https://robot:hunter2hunter2@db.acme/", 1, List.of()));
    }

    private List<JsonNode> events(Receiver catalog, Supplier<RuntimeException> how) throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/one.sql"), "SELECT '" + SECRET + "' AS x, '\u202e</script>' AS y\n");
        Files.writeString(folder.resolve("rocky.toml"), """
                [adapter]
                type = "databricks"
                host = "https://robot:hunter2hunter2@dbc.acme"
                token = "${TOKEN}"
                [pipeline.marts]
                type = "transformation"
                """);
        RockyComponent component = RockyComponent.of(ComponentConfig.builder().build(), folder);
        Map<String, String> environment = new HashMap<>(catalog.environment());
        environment.put("TOKEN", SECRET);
        List<String> warnings = new ArrayList<>();
        Definitions definitions = definitions();
        Failing engine = new Failing(how);
        Materializer.of(definitions, engine)
                .listener(OpenLineageListener.of(component, definitions, engine)
                        .environment(environment).job("shop").warnings(warnings::add).build())
                .run();
        assertThat(warnings).isEmpty();
        return catalog.events();
    }

    @Test
    void namesArriveAsTheyAre() throws IOException {
        try (Receiver catalog = Receiver.start()) {
            List<JsonNode> events = events(catalog);
            JsonNode failed = events.get(2);
            assertThat(failed.path("eventType").asString()).isEqualTo("FAIL");
            assertThat(failed.at("/job/name").asString()).isEqualTo("shop.w.\"" + HOSTILE.replace("\"", "\"\"") + "\".one");
            assertThat(failed.at("/run/facets/tags/tags").toString()).contains("</script>");
            JsonNode start = events.get(1);
            assertThat(start.at("/outputs/0/name").asString()).startsWith("w." + HOSTILE);
            assertThat(start.at("/job/facets/sql/query").asString()).contains("\u202e</script>");
            assertThat(start.at("/outputs/0/namespace").asString()).isEqualTo("databricks://dbc.acme");
        }
    }

    @Test
    void noSecretIsSent() throws IOException {
        try (Receiver catalog = Receiver.start()) {
            List<JsonNode> events = events(catalog);
            assertThat(events).hasSize(4);
            assertThat(events.get(2).at("/run/facets/errorMessage/message").asString()).contains("no access for ***");
            assertThat(events.get(1).at("/job/facets/sql/query").asString()).startsWith("SELECT '***' AS x");
            assertThat(catalog.text()).doesNotContain(SECRET).doesNotContain("hunter2").doesNotContain("robot");
        }
    }

    @Test
    void theEventsAreValid() throws IOException {
        Schemas schemas = Schemas.given();
        try (Receiver catalog = Receiver.start()) {
            List<JsonNode> events = events(catalog);
            assertThat(events.stream().flatMap(event -> schemas.violations(event).stream())).isEmpty();
            JsonNode broken = events.get(1).deepCopy();
            ((ObjectNode) broken.at("/run")).put("runId", "no-uuid");
            ((ObjectNode) broken.at("/job/facets/sql")).remove("query");
            assertThat(schemas.violations(broken)).hasSize(2);
        }
    }

    @Test
    void anInterruptedRunAndItsAssetAreAborted() throws IOException {
        try (Receiver catalog = Receiver.start()) {
            List<JsonNode> events = events(catalog, () -> new EngineInterruptedException("interrupted", null));
            assertThat(events).extracting(event -> event.path("eventType").asString()).containsExactly("START", "START", "ABORT", "ABORT");
            assertThat(events.get(2).at("/run/runId")).isEqualTo(events.get(1).at("/run/runId"));
        }
    }

    @Test
    void differentAssetsHaveDifferentJobs() {
        List<AssetKey> keys = List.of(AssetKey.of("a.b", "c"), AssetKey.of("a", "b.c"), AssetKey.of("a", "b", "c"),
                AssetKey.of("\"a", "b\".c"), AssetKey.of("", "a"), AssetKey.of("a"), AssetKey.of("a", ""));
        assertThat(keys.stream().map(key -> AssetJobs.name("shop", key))).doesNotHaveDuplicates();
        assertThat(AssetJobs.name("shop", AssetKey.of("w", "marts", "orders"))).isEqualTo("shop.w.marts.orders");
    }
}
