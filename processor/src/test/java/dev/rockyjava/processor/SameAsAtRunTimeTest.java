package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is generated equals what the runtime builds of the same file. */
class SameAsAtRunTimeTest {

    @TempDir
    Path folder;

    private Definitions bothWays(Object snapshot) {
        TestProject project = TestProject.warehouse(folder, snapshot);
        TestProject.Result result = project.compile().clean();
        Definitions atRunTime = RockyComponent.create().buildDefsFromState(project.snapshotFile());
        assertThat(result.definitions("acme.WarehouseDefinitions")).isEqualTo(atRunTime);
        assertThat(Constants.of(result, "acme.WarehouseAssets").values())
                .containsExactlyInAnyOrderElementsOf(atRunTime.keys());
        return atRunTime;
    }

    @Test
    void example() {
        assertThat(bothWays(SnapshotJson.example()).specs()).hasSizeGreaterThan(20);
    }

    @Test
    void emptyGraph() {
        assertThat(bothWays(new SnapshotJson()).specs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7, 1", "40, 2", "40, 3", "200, 4", "1000, 5"})
    void synthetic(int assets, long seed) {
        assertThat(bothWays(SnapshotJson.synthetic(assets, seed)).specs()).hasSize(assets);
    }

    @Test
    void everyRecordedGraph() throws IOException {
        String fixtures = System.getProperty("rocky.fixtures", "");
        assumeTrue(!fixtures.isBlank(), "-Drocky.fixtures names no folder of recorded documents");
        List<Path> graphs;
        try (Stream<Path> files = Files.walk(Path.of(fixtures))) {
            graphs = files.filter(file -> file.getFileName().toString().endsWith("dag.json")).toList();
        }
        assertThat(graphs).isNotEmpty();
        for (Path graph : graphs) {
            bothWays(SnapshotJson.around(SnapshotJson.read(graph)));
        }
    }

    @Test
    void oldWriterWithoutStatus() {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a");
        json.root().remove("dag_status");
        bothWays(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "schema", "granularity", "derived edge"})
    void oddButUsableIsAWarning(String what) {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a").model("wh", "s", "b");
        switch (what) {
            case "kind" -> json.node("stream:x", "stream", "x").put("pipeline", "p");
            case "schema" -> json.dag().put("schema_version", "2");
            case "granularity" -> json.node("transformation:c", "transformation", "c")
                    .putObject("partition_shape")
                    .put("granularity", "weekly");
            default -> json.edge("transformation:a", "transformation:b").column("b", "id", "a", "id");
        }
        TestProject project = TestProject.warehouse(folder, json);
        // Here a warning must not be an error.
        TestProject.Result result = project.withoutWerror().compile();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.warnings()).singleElement().asString().matches("(?s)\\[RK11\\d] .*snapshot.json:\\d+:\\d+: .*");
        assertThat(result.definitions("acme.WarehouseDefinitions"))
                .isEqualTo(RockyComponent.create().buildDefsFromState(project.snapshotFile()));
    }

    /** Only the model of assets is there, and what reads the resource: no engine, no JSON, nothing that opens a socket. */
    @Test
    void definitionsNeedNoEngine() throws Throwable {
        TestProject.Result result = TestProject.warehouse(folder, SnapshotJson.example()).compile().clean();
        List<String> asked = new ArrayList<>();
        URL[] path = Stream.concat(Stream.of(result.classes()), TestProject.runtimePath().stream())
                .map(SameAsAtRunTimeTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                asked.add(name);
                return super.findClass(name);
            }
        }) {
            // Reflection would load the types of all methods, as no call does.
            Object definitions = MethodHandles.publicLookup()
                    .findStatic(
                            loader.loadClass("acme.WarehouseDefinitions"),
                            "get",
                            MethodType.methodType(loader.loadClass("dev.rockyjava.asset.Definitions")))
                    .invokeWithArguments();
            assertThat(definitions).hasToString(result.definitions("acme.WarehouseDefinitions").toString());
            // For this every member of every spec is read, which loading alone doesn't do.
            assertThat(definitions.hashCode()).isEqualTo(definitions.hashCode());
        }
        assertThat(asked).isNotEmpty().allMatch(name -> name.startsWith("acme.")
                || name.startsWith("dev.rockyjava.asset.")
                || name.startsWith("dev.rockyjava.error.")
                || name.startsWith("dev.rockyjava.generated.")
                || name.startsWith("dev.rockyjava.internal.snapshot.resource."));
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
