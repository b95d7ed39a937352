package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A snapshot that can't be used: one error that tells what, where and what to do, and nothing that follows from it. */
class BrokenSnapshotTest {

    /** Uses what would be generated, by import and by qualified name. */
    private static final String USE = """
            package app;

            import acme.WarehouseAssets;
            import acme.WarehouseDefinitions;

            final class Use {
                private Use() {}
                static final Object ORDERS = WarehouseAssets.Wh.Marts.ORDERS;
                static final Object ALSO = acme.WarehouseAssets.Wh.Marts.ORDERS;
                static final Object ALL = WarehouseDefinitions.get();
            }
            """;

    @TempDir
    Path folder;

    private Diagnostic<? extends JavaFileObject> onlyError(Object snapshot) {
        return located(TestProject.warehouse(folder, snapshot).source("app/Use.java", USE).compile());
    }

    /** The only error, which is at the annotation. */
    private static Diagnostic<? extends JavaFileObject> located(TestProject.Result result) {
        Diagnostic<? extends JavaFileObject> error = result.onlyError();
        assertThat(error.getSource().getName()).endsWith("Warehouse.java");
        assertThat(error.getLineNumber()).isEqualTo(5);
        assertThat(error.getMessage(null)).doesNotContain("\tat ", "Exception");
        return error;
    }

    private static String good() {
        return new SnapshotJson().model("wh", "marts", "orders").model("wh", "marts", "refunds").pretty();
    }

    private static Arguments json(String what, String json, String... message) {
        return argumentSet(what, json, List.of(message));
    }

    private static Arguments bent(String what, Consumer<SnapshotJson> how, String... message) {
        SnapshotJson json = new SnapshotJson().model("wh", "marts", "orders").model("wh", "marts", "refunds");
        how.accept(json);
        return argumentSet(what, json.pretty(), List.of(message));
    }

    private static Arguments replaced(String what, String text, String by, String... message) {
        assertThat(good()).contains(text);
        return argumentSet(what, good().replaceFirst(Pattern.quote(text), by), List.of(message));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                json("empty file", "", "[RK102]", "empty"),
                json("blank file", " \n\n", "[RK102]", "empty"),
                json("no JSON", "<html>not found</html>", "[RK102]", "snapshot.json:1:", "not valid JSON"),
                json("pointer of a large file store", "version https://example.org/spec/v1\n", "[RK102]", ":1:"),
                json("something behind", good() + "\n{}", "[RK102]", "follows the end"),
                json("merge conflict", good() + "\n<<<<<<< HEAD", "[RK102]"),
                json("array at the top", "[]", "[RK103]", "snapshot.json:1:1:", "an object", "an array"),
                json("nested too deep", "{\"dag\":" + "[".repeat(100_000), "[RK10"),
                json("a member twice", "{\"dag\":null,\"dag\":null}", "[RK102]", ":1:", "dag"),
                json("no dag, no status", "{}", "[RK107]", "Refresh"),
                replaced("kind is a number", "\"transformation\"", "7", "[RK103]", "/dag/nodes/0/kind", ":6:16:", "a text"),
                replaced("kind is null", "\"transformation\"", "null", "[RK103]", "/dag/nodes/0/kind", "null"),
                replaced("max lag is negative", "\"pipeline\" : \"marts\"", "\"freshness\": {\"max_lag_seconds\": -1}",
                        "[RK103]", "/dag/nodes/0/freshness/max_lag_seconds", "from 0"),
                replaced("max lag is huge", "\"pipeline\" : \"marts\"", "\"freshness\": {\"max_lag_seconds\": 99999999999999999999}",
                        "[RK103]", "/dag/nodes/0/freshness/max_lag_seconds", "from 0"),
                replaced("max lag is a fraction", "\"pipeline\" : \"marts\"", "\"freshness\": {\"max_lag_seconds\": 1.5}",
                        "[RK103]", "/dag/nodes/0/freshness/max_lag_seconds", "a whole number"),
                bent("nodes is an object", j -> j.dag().putObject("nodes"), "[RK103]", ": /dag/nodes:", "an array"),
                bent("no nodes", j -> j.dag().remove("nodes"), "[RK103]", ": /dag:", "\"nodes\" is missing"),
                bent("a node is a text", j -> j.dag().putArray("nodes").add("x"), "[RK103]", "/dag/nodes/0", "an object"),
                bent("id is missing", j -> node(j).remove("id"), "[RK103]", "/dag/nodes/0", "\"id\" is missing"),
                bent("kind is missing", j -> node(j).remove("kind"), "[RK103]", "/dag/nodes/0", "\"kind\" is missing"),
                bent("label is missing", j -> node(j).remove("label"), "[RK103]", "/dag/nodes/0", "\"label\" is missing"),
                bent("target is a text", j -> node(j).put("target", "wh.marts.orders"), "[RK103]", "/dag/nodes/0/target"),
                bent("target has no table", j -> node(j).putObject("target").put("catalog", "a").put("schema", "b"),
                        "[RK103]", "/dag/nodes/0/target", "\"table\" is missing"),
                bent("depends_on is a text", j -> node(j).put("depends_on", "x"), "[RK103]", "/dag/nodes/0/depends_on"),
                bent("depends_on has a number", j -> node(j).putArray("depends_on").add(1), "[RK103]", "/dag/nodes/0/depends_on/0"),
                bent("edge without end", j -> edges(j).addObject().put("from", "x"), "[RK103]", "/dag/edges/0", "\"to\""),
                bent("lineage without column", j -> lineage(j).addObject().putObject("source").put("model", "m"),
                        "[RK103]", "/dag/column_lineage/0", "source/column"),
                bent("partitions without size", j -> node(j).putObject("partition_shape"),
                        "[RK103]", "/dag/nodes/0/partition_shape", "granularity"),
                bent("dag is a text", j -> j.root().put("dag", "x"), "[RK103]", "/dag", "an object"),
                bent("status is a number", j -> j.root().put("dag_status", 1), "[RK103]", "/dag_status", "a text"),
                bent("status failed", j -> j.root().put("dag_status", "failed").putObject("dag_error").put("message", "no such adapter: pg"),
                        "[RK104]", "snapshot.json:", "no such adapter: pg"),
                bent("status failed without a reason", j -> j.root().put("dag_status", "failed").putNull("dag_error"),
                        "[RK104]", "no reason"),
                bent("status disabled", j -> j.root().put("dag_status", "disabled"), "[RK105]", "dag_mode"),
                bent("status unknown", j -> j.root().put("dag_status", "partial"), "[RK106]", "'partial'"),
                bent("status null", j -> j.root().putNull("dag_status"), "[RK106]", "'null'"),
                bent("success without dag", j -> j.root().remove("dag"), "[RK108]"),
                bent("dag null", j -> j.root().putNull("dag"), "[RK108]"),
                bent("failed without dag", j -> j.root().put("dag_status", "failed").putNull("dag"), "[RK104]"),
                bent("two nodes of one key", j -> j.model("transformation:b", "b", "wh", "marts", "orders"),
                        "[RK109]", "wh/marts/orders", "transformation:orders", "transformation:b", "pipeline marts"),
                bent("a node id twice", j -> j.model("transformation:orders", "o2", "wh", "marts", "o2"),
                        "[RK110]", "transformation:orders", "/dag/nodes/2", "line"),
                bent("circle", j -> j.edge("transformation:orders", "transformation:refunds")
                                .edge("transformation:refunds", "transformation:orders"),
                        "[RK112]", "transformation:orders, transformation:refunds"),
                bent("circle of one", j -> j.edge("transformation:orders", "transformation:orders"), "[RK112]", "transformation:orders"));
    }

    private static ObjectNode node(SnapshotJson json) {
        return (ObjectNode) json.dag().get("nodes").get(0);
    }

    private static ArrayNode edges(SnapshotJson json) {
        return (ArrayNode) json.dag().get("edges");
    }

    private static ArrayNode lineage(SnapshotJson json) {
        return (ArrayNode) json.dag().get("column_lineage");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isOneError(String json, List<String> message) {
        assertThat(onlyError(json).getMessage(null)).contains(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 17, 30, 77, 150, 310, 333, 410, 500, 600, 625})
    void cutAnywhere(int bytes) {
        assertThat(onlyError(good().substring(0, bytes)).getMessage(null))
                .matches("(?s)\\[RK102] .*snapshot.json:\\d+:\\d+: the snapshot ends in the middle.*");
    }

    @Test
    void missingFileTellsWhereItLookedAndWhatToWrite() {
        TestProject.Result result = new TestProject(folder)
                .source("acme/Warehouse.java", TestProject.WAREHOUSE)
                .source("app/Use.java", USE)
                .compile();
        assertThat(located(result).getMessage(null))
                .startsWith("[RK101] rocky/snapshot.json: ")
                .contains(
                        "in the project: " + folder.resolve("rocky/snapshot.json"),
                        "on the class path: rocky/snapshot.json",
                        "<compilerArgs><arg>-Arocky.projectDir=${project.basedir}</arg></compilerArgs>",
                        "-Arocky.projectDir=$projectDir");
    }

    @Test
    void aFolderIsNoSnapshot() {
        TestProject.Result result = new TestProject(folder)
                .file("rocky/snapshot.json/readme.txt", "")
                .source("acme/Warehouse.java", TestProject.WAREHOUSE)
                .compile();
        assertThat(located(result).getMessage(null)).startsWith("[RK101]");
    }

    /** A graph that can be read gives the names, so even a static import of one is no second error. */
    @ParameterizedTest
    @ValueSource(strings = {"failed", "disabled", "other"})
    void staticImportsResolveWhenTheGraphIsReadable(String status) {
        SnapshotJson json = new SnapshotJson().model("wh", "marts", "orders");
        json.root().put("dag_status", status);
        staticImport(json);
    }

    @Test
    void staticImportsResolveWhenNodesContradictOneAnother() {
        staticImport(new SnapshotJson()
                .model("wh", "marts", "orders")
                .model("transformation:b", "b", "wh", "marts", "orders"));
        staticImport(new SnapshotJson()
                .model("wh", "marts", "orders")
                .model("transformation:orders", "o2", "wh", "marts", "o2"));
    }

    @Test
    void staticImportsResolveWhenTheFileEndsAfterTheNodeOrTheNodeIsOfTheWrongShape() {
        String whole = new SnapshotJson().model("wh", "marts", "orders").pretty();
        located(importing(whole.substring(0, whole.lastIndexOf("edges"))));
        located(importing(whole.replaceFirst("\"kind\" ?: ?\"transformation\"", "\"kind\" : 7")));
    }

    /** Known limit: where no name can be made out nobody can know it. Ours is still the first error. */
    @Test
    void staticImportsDoNotResolveWhenNoNameIsKnown() {
        TestProject.Result result = importing("{");
        assertThat(result.errors()).hasSizeGreaterThan(1).first().asString().startsWith("[RK102]");
    }

    private void staticImport(SnapshotJson json) {
        located(importing(json));
    }

    private TestProject.Result importing(Object json) {
        return TestProject.warehouse(folder, json)
                .source("app/Use.java", """
                        package app;

                        import static acme.WarehouseAssets.Wh.Marts.ORDERS;

                        import acme.WarehouseAssets.Wh;

                        final class Use {
                            private Use() {}
                            static final Object ALL = java.util.List.of(ORDERS, Wh.Marts.ORDERS);
                        }
                        """)
                .compile();
    }

    @Test
    void aFaultOfTheProcessorIsOneErrorToo() {
        TestProject.Result result = TestProject.warehouse(folder, good()).runsOnly(new FaultyProcessor()).compile();
        assertThat(result.onlyError().getMessage(null))
                .startsWith("[RK900]")
                .contains("please report", "IllegalStateException: fault", "FaultyProcessor")
                .doesNotContain("\tat ");
    }

    /** Ours in a compiler that fails. */
    private static final class FaultyProcessor extends AbstractProcessor {
        private final RockyProcessor processor = new RockyProcessor();

        @Override
        public void init(ProcessingEnvironment environment) {
            processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ProcessingEnvironment.class}, (self, method, arguments) -> {
                        if (method.getName().equals("getOptions")) {
                            throw new IllegalStateException("fault");
                        }
                        return method.invoke(environment, arguments);
                    }));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, round);
        }
    }

    @Test
    void everyProblemIsShownUpToTen() {
        SnapshotJson json = new SnapshotJson().model("wh", "marts", "orders");
        for (int i = 0; i < 25; i++) {
            json.model("transformation:a" + i, "a" + i, "wh", "marts", "t" + i)
                    .model("transformation:b" + i, "b" + i, "wh", "marts", "t" + i);
        }
        TestProject.Result result = TestProject.warehouse(folder, json.pretty()).source("app/Use.java", USE).compile();
        assertThat(result.errors()).hasSize(11).allMatch(error -> error.startsWith("[RK109]"));
        assertThat(result.errors().get(0)).contains("wh/marts/t0 ");
        assertThat(result.errors().get(10)).contains("and 15 more of this kind");
    }

    @Test
    void anEdgeToNowhereIsLeftOutWithAWarning() {
        SnapshotJson json = new SnapshotJson().model("wh", "marts", "orders");
        json.edge("seed:gone", "transformation:orders");
        TestProject.Result result = TestProject.warehouse(folder, json.pretty()).source("app/Use.java", USE)
                .withoutWerror()
                .compile();
        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings())
                .singleElement()
                .asString()
                .startsWith("[RK111]")
                .contains("/dag/edges/0", "seed:gone", "transformation:orders");
    }
}
