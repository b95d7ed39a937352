package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whole generated sources, so that a change of what is generated is seen as people will see it. What the code means is
 * tested elsewhere.
 */
class GoldenFilesTest {

    private static final String REWRITE = "rocky.golden.rewrite";
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** A snapshot and the annotation that it is compiled with. */
    enum Case {
        /** All kinds of nodes and of partitions, what Javadoc can say of them, and the class of definitions. */
        KINDS(""),
        /** Columns with types, lineage and a rename. */
        COLUMNS("rename = @Rename(node = \"transformation:fct\", column = \"total\", as = \"SUM\")"),
        /** An asset whose key is the beginning of others. */
        PREFIX_IS_LEAF("translation = \"rename: {'transformation:gold': wh/gold}\""),
        /** Names that are no identifiers, or are taken. */
        ODD_NAMES(""),
        /** Tables and models without a graph. */
        DISCOVER("dagMode = false, surfaceDerivedModels = true");

        private final String members;

        Case(String members) {
            this.members = members;
        }

        Path folder() {
            return GOLDEN.resolve(name().toLowerCase(Locale.ROOT));
        }
    }

    @TempDir
    Path folder;

    private static Object snapshot(Case which) {
        return switch (which) {
            case KINDS -> kinds();
            case COLUMNS -> new SnapshotJson()
                    .model("wh", "raw", "orders")
                    .model("wh", "marts", "fct")
                    .column("orders", "amount", "fct", "total")
                    .column("orders", "tax", "fct", "total")
                    .column("orders", "id", "fct", "order id")
                    .columnType("fct", "total", "DECIMAL(18,2)")
                    .columnType("fct", "version", "INT64");
            case PREFIX_IS_LEAF -> new SnapshotJson()
                    .model("wh", "gold", "fct")
                    .model("wh", "x", "gold")
                    .column("x", "id", "fct", "id")
                    .column("x", "id", "gold", "id");
            case ODD_NAMES -> new SnapshotJson()
                    .model("wh", "string", "2024 (load)")
                    .model("record", "keys", "gr\u00f6\u00dfe")
                    .model("", "wh", "*/ \\u002a/ {@code} \u202e<b>\"");
            case DISCOVER -> """
                    {"discover": {"sources": [{"id": "shop_eu", "components": {"region": "eu"}, "source_type": "duckdb",
                       "tables": [{"name": "orders"}]}]},
                     "dag_status": "disabled",
                     "compile": {"models_detail": [{"name": "daily", "depends_on": [],
                       "target": {"catalog": "wh", "schema": "marts", "table": "daily"},
                       "strategy": {"type": "time_interval", "granularity": "day", "first_partition": "2026-01-01"}}]}}
                    """;
        };
    }

    private static SnapshotJson kinds() {
        SnapshotJson json = new SnapshotJson();
        json.node("source:shop", "source", "shop (source)").put("pipeline", "shop");
        json.node("load:shop", "load", "shop (load)").put("pipeline", "shop");
        json.node("seed:days", "seed", "days");
        json.node("quality:checks", "quality", "checks").put("pipeline", "checks");
        json.node("snapshot:history", "snapshot", "history").put("pipeline", "history");
        json.node("stream:events", "stream", "events").put("pipeline", "events");
        json.model("wh", "marts", "fct");
        ObjectNode fct = (ObjectNode) json.dag().get("nodes").get(6);
        fct.putObject("strategy").put("type", "merge");
        fct.putObject("freshness").put("max_lag_seconds", 3600).put("time_column", "loaded_at");
        for (Map.Entry<String, String> grain :
                new TreeMap<>(Map.of("hourly", "2026-01-01T00", "daily", "2026-01-01", "monthly", "2026-01", "yearly", "2026"))
                        .entrySet()) {
            json.model("wh", "marts", grain.getKey()).edge("transformation:fct", "transformation:" + grain.getKey());
            ((ObjectNode) json.dag().get("nodes").get(json.dag().get("nodes").size() - 1))
                    .putObject("partition_shape")
                    .put("granularity", grain.getKey())
                    .put("first_partition", grain.getValue());
        }
        return json.edge("source:shop", "load:shop").edge("load:shop", "transformation:fct");
    }

    @ParameterizedTest
    @EnumSource
    void isWhatIsGenerated(Case which) throws IOException {
        SortedMap<String, String> generated = new TreeMap<>(new TestProject(folder)
                .snapshot(snapshot(which))
                .options("-Arocky.severity.RK114=off", "-Xdoclint:all,-missing")
                .source("acme/Warehouse.java", """
                        package acme;

                        import dev.rockyjava.annotation.*;

                        @RockyAssets(snapshot = "rocky/snapshot.json"%s)
                        interface Warehouse {}
                        """.formatted(which.members.isEmpty() ? "" : ", " + which.members))
                .compile()
                .clean()
                .outputs());
        // One is enough of the class that is the same for every snapshot.
        generated.keySet().removeIf(path ->
                path.endsWith(".rocky") || path.endsWith("Definitions.java") && which != Case.KINDS);
        if (Boolean.getBoolean(REWRITE)) {
            rewrite(which, generated);
        }
        assertThat(golden(which))
                .as("what is generated for %s differs from %s; if it should, run this test with -D%s=true, look at the"
                        + " difference and commit it", which, which.folder(), REWRITE)
                .isEqualTo(generated);
    }

    /** As they are in the repository, without the processor. */
    @ParameterizedTest
    @EnumSource
    void compiles(Case which) throws IOException {
        TestProject project = new TestProject(folder).options("-proc:none").source("acme/Warehouse.java", """
                package acme;

                interface Warehouse {}
                """);
        golden(which).forEach((path, text) -> {
            if (path.endsWith(".java")) {
                project.source(path, text);
            }
        });
        project.compile().clean();
    }

    private static SortedMap<String, String> golden(Case which) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Path file : files(which)) {
            files.put(which.folder().relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
        return files;
    }

    private static List<Path> files(Case which) throws IOException {
        if (!Files.exists(which.folder())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(which.folder())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void rewrite(Case which, SortedMap<String, String> generated) throws IOException {
        for (Path old : files(which)) {
            Files.delete(old);
        }
        for (Map.Entry<String, String> file : generated.entrySet()) {
            Path path = which.folder().resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
