package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineNotFoundException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.EngineVersionException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.QueryRequest.Compile;
import dev.rockyjava.engine.QueryRequest.Dag;
import dev.rockyjava.engine.QueryRequest.Discover;
import dev.rockyjava.engine.QueryRequest.Optimize;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.refresh.ModelRoots;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.refresh.WriteEvent;
import dev.rockyjava.refresh.WriteLines;
import dev.rockyjava.snapshot.SnapshotException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a refresh asks, what it makes of the answers, and what it does without one. */
class WriteStateTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Dag DAG = new Dag();
    private static final Optimize OPTIMIZE = new Optimize("models");
    private static final String GRAPH = "{'command':'dag','nodes':[{'id':'seed:a','kind':'seed','label':'a'}]}";

    @TempDir
    Path folder = Path.of("");

    private Path snapshot = Path.of("");

    @BeforeEach
    void nameTheSnapshot() {
        snapshot = folder.resolve("snapshot.json");
    }

    @Test
    void asksOncePerPipelineAndPerRootAndMergesTheAnswers() throws IOException {
        RockyProject project = project("""
                [pipeline.shop]
                type = "replication"
                [pipeline.bill]
                [pipeline.drop]
                type = "load"
                [pipeline.a]
                type = "transformation"
                models = "models/a/**"
                depends_on = ["shop", "bill"]
                [pipeline.b]
                type = "transformation"
                models = "models/b/*.sql"
                [pipeline.b2]
                type = "transformation"
                models = "models/b/x_*"
                """);
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Discover("shop"), "{'version':'1.71.0','command':'discover','sources':[{'id':'x'},{'id':'y'}],"
                        + "'checks':{'freshness':{'threshold_seconds':60},'configured_checks':{'t':[{'name':'n'}]}},"
                        + "'schemas_cached':2}")
                .on(new Discover("bill"), "{'version':'1.71.1','command':'discover','sources':[{'id':'z'},{'id':'x'}],"
                        + "'checks':{'freshness':{'threshold_seconds':90},'configured_checks':{'u':[]}},"
                        + "'schemas_cached':3,'failed_sources':[{'id':'f'}]}")
                .on(compile("models/a"), "{'models':2,'execution_layers':1,'diagnostics':[{'code':'W1'}],'has_errors':false,"
                        + "'compile_timings':{'total_ms':3},'models_detail':[{'name':'m1','cost_hint':2.28e-5},{'name':'m2'}]}")
                .on(compile("models/b"), "{'models':1,'execution_layers':2,'diagnostics':[{'code':'E1'}],'has_errors':true,"
                        + "'compile_timings':{'total_ms':4},'models_detail':[{'name':'m3'}]}")
                .on(OPTIMIZE, "{'command':'optimize','recommendations':[]}")
                .on(DAG, GRAPH);

        RockyComponent.create().writeStateToPath(engine, project, snapshot);

        assertThat(engine.asked)
                .containsExactly(
                        new Discover("shop"), new Discover("bill"), compile("models/a"), compile("models/b"), OPTIMIZE, DAG);
        JsonNode written = written();
        assertThat(written.propertyNames())
                .containsExactly("discover", "compile", "optimize", "dag", "dag_status", "rocky_java");
        assertThat(written.get("discover")).isEqualTo(json("{'version':'1.71.0','command':'discover',"
                + "'sources':[{'id':'x'},{'id':'y'},{'id':'z'}],'checks':{'freshness':{'threshold_seconds':60},"
                + "'configured_checks':{'t':[{'name':'n'}],'u':[]}},'schemas_cached':5,'failed_sources':[{'id':'f'}]}"));
        assertThat(written.get("compile")).isEqualTo(json("{'models':3,'execution_layers':3,"
                + "'diagnostics':[{'code':'W1'},{'code':'E1'}],'has_errors':true,"
                + "'models_detail':[{'name':'m1','cost_hint':2.28e-5},{'name':'m2'},{'name':'m3'}]}"));
        assertThat(written.get("dag")).isEqualTo(json(GRAPH));
        assertThat(written.get("dag_status").asString()).isEqualTo("success");
        assertThat(written.get("rocky_java").get("pipeline_code").propertyNames()).containsExactly("shop", "bill", "drop", "a", "b", "b2");
        assertThat(withoutCode(written))
                .isEqualTo(json("{'format':1,'sources_by_pipeline':{'shop':['x','y'],'bill':['z','x']},"
                        + "'models_by_pipeline':{'a':['m1','m2']},'pipeline_depends_on':{'a':['shop','bill']}}"));
    }

    @Test
    void keepsWhatTheSqlReadsAndSaysOnceWhatCantBeRead() throws IOException {
        RockyProject project = project("""
                [pipeline.shop]
                [pipeline.shop.source.schema_pattern]
                separator = "__"
                [pipeline.shop.target]
                catalog_template = "wh"
                schema_template = "lake__{source}"
                [pipeline.drop]
                type = "load"
                [pipeline.drop.target]
                schema = "landing"
                table = "rates"
                """ + models("models/**"));
        Files.createDirectories(folder.resolve("models/deep"));
        Files.writeString(folder.resolve("models/a.sql"), "WITH c AS (SELECT * FROM raw.t) SELECT * FROM c JOIN marts.b USING (i)");
        Files.writeString(folder.resolve("models/a.toml"), "name = 'named'");
        Files.writeString(folder.resolve("models/deep/b.sql"), "---toml\nname = 'b'\n---\nSELECT 1");
        Files.writeString(folder.resolve("models/c.rocky"), "from named");
        Files.writeString(folder.resolve("models/c.toml"), "");
        Files.writeString(folder.resolve("models/broken.sql"), "SELECT * FROM a WHERE (");
        Files.writeString(folder.resolve("models/broken.toml"), "");
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Discover("shop"), "{'sources':[]}")
                .on(compile("models"), "{'models':4}")
                .on(OPTIMIZE, "{}")
                .on(DAG, GRAPH);
        List<WriteEvent> events = new ArrayList<>();

        RockyComponent.create().withWriteListener(events::add).writeStateToPath(engine, project, snapshot);

        JsonNode ours = written().get("rocky_java");
        assertThat(ours.get("reads"))
                .isEqualTo(json("{'named':['marts.b','raw.t'],'broken':[],'c':['named'],'b':[]}"));
        assertThat(ours.get("reads_unknown")).isEqualTo(json("{'broken':'a parenthesis is not closed'}"));
        assertThat(ours.get("writes"))
                .isEqualTo(json("{'shop':{'catalog':'wh','schema':'lake__{source}','separator':'__'},"
                        + "'drop':{'catalog':'','schema':'landing','table':'rates'}}"));
        assertThat(events).filteredOn(WriteEvent.ReadsUnknown.class::isInstance).singleElement().satisfies(event ->
                assertThat(((WriteEvent.ReadsUnknown) event).reasons()).containsOnlyKeys("broken"));
    }

    /** Without their digests each model would appear changed. */
    @Test
    void filesOfModelsAndSeedsThatCantBeReadChangeNothing() throws IOException {
        RockyProject project = project(models("models/**"));
        Files.createDirectories(folder.resolve("models"));
        Files.createDirectories(folder.resolve("seeds"));
        Files.writeString(folder.resolve("models/a.sql"), "---toml\nname = 'a'\n---\nSELECT 1");
        ScriptedQueries engine = new ScriptedQueries().on(compile("models"), "{'models':1}").on(OPTIMIZE, "{}").on(DAG, GRAPH);
        RockyComponent.create().writeStateToPath(engine, project, snapshot);
        String before = Files.readString(snapshot);
        Path memory = Path.of("/proc/self/mem"); // no user can read its begin
        assumeTrue(Files.isRegularFile(memory), "needs /proc");

        for (String file : List.of("models/a.contract.toml", "seeds/s.csv")) {
            Path unreadable = Files.createSymbolicLink(folder.resolve(file), memory);
            assertThatThrownBy(() -> RockyComponent.create().writeStateToPath(engine, project, snapshot))
                    .isInstanceOf(ProjectException.class)
                    .hasMessageStartingWith("can't read a file or folder of models or seeds: ")
                    .hasMessageEndingWith("grant this user read access, or move the file away, and refresh again; the snapshot stays as it"
                            + " was");
            assertThat(snapshot).hasContent(before);
            Files.delete(unreadable);
        }
    }

    @Test
    void foldersOfModelsAndSeedsThatCantBeReadChangeNothing() throws IOException {
        RockyProject project = project(models("models/**"));
        ScriptedQueries engine = new ScriptedQueries().on(compile("models"), "{'models':1}").on(OPTIMIZE, "{}").on(DAG, GRAPH);
        RockyComponent.create().writeStateToPath(engine, project, snapshot);
        String before = Files.readString(snapshot);

        for (String name : List.of("models", "seeds")) {
            Path unreadable = Files.createDirectories(folder.resolve(name));
            assumeTrue(unreadable.toFile().setReadable(false) && !Files.isReadable(unreadable), "root may read all");
            try {
                assertThatThrownBy(() -> RockyComponent.create().writeStateToPath(engine, project, snapshot))
                        .isInstanceOf(ProjectException.class)
                        .hasMessageContaining("this process is not permitted to use " + unreadable);
            } finally {
                assertThat(unreadable.toFile().setReadable(true)).isTrue();
            }
            assertThat(snapshot).hasContent(before);
        }
    }

    /** What a killed refresh leaves of it, git doesn't see. */
    @Test
    void theLockOfARefreshIsInAFolderThatGitIgnores() throws IOException {
        List<String> duringIt = new ArrayList<>();
        RockyProject project = project("[pipeline.drop]\ntype = 'load'\n");
        RockyComponent.create().withWriteListener(event -> {
                    duringIt.addAll(files());
                    duringIt.add(text(folder.resolve(".rocky-java/.gitignore")));
                })
                .writeStateToPath(new ScriptedQueries().on(DAG, GRAPH), project, snapshot);

        assertThat(duringIt).contains(".rocky-java/snapshot.json.lock");
        assertThat(duringIt).allMatch(file -> file.startsWith(".rocky-java/") || !file.contains("lock"));
        assertThat(duringIt).contains("*\n");
        assertThat(files()).contains("snapshot.json").noneMatch(file -> file.startsWith(".rocky-java"));

        Path kept = Files.createDirectories(folder.resolve(".rocky-java/runs"));
        RockyComponent.create().writeStateToPath(new ScriptedQueries().on(DAG, GRAPH), project, snapshot);
        assertThat(kept.resolveSibling(".gitignore")).hasContent("*\n");
        assertThat(files()).contains(".rocky-java/runs").noneMatch(file -> file.contains("lock"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutAReplicationPipelineThereIsNothingToDiscover() throws IOException {
        ScriptedQueries engine = new ScriptedQueries().on(DAG, GRAPH);

        RockyComponent.create().writeStateToPath(engine, project("[pipeline.drop]\ntype = 'load'\n"), snapshot);

        assertThat(engine.asked).containsExactly(DAG);
        assertThat(Files.readString(snapshot)).isEqualTo("""
                {
                  "discover": {
                    "version": "0.0.0",
                    "command": "discover",
                    "sources": []
                  },
                  "dag": {
                    "command": "dag",
                    "nodes": [
                      {
                        "id": "seed:a",
                        "kind": "seed",
                        "label": "a"
                      }
                    ]
                  },
                  "dag_status": "success",
                  "rocky_java": {
                    "format": 1,
                    "sources_by_pipeline": {},
                    "pipeline_code": {
                      "drop": {
                        "rocky.toml [pipeline.drop]": "94a7f4ba1b8ef581"
                      }
                    }
                  }
                }
                """);
        assertThat(RockyComponent.create().buildDefsFromState(snapshot).keys()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource
    void whatOnlyAddsIsLeftOutWhenItFails(RuntimeException failure) throws IOException {
        RockyProject project = project(models("models/a/**") + models("other").replace(".t]", ".u]"));
        ScriptedQueries engine = new ScriptedQueries()
                .on(compile("models/a"), "{'models':1}")
                .onThrow(compile("other"), failure)
                .onThrow(new Optimize("."), failure)
                .on(DAG, GRAPH);

        RockyComponent.create().writeStateToPath(engine, project, snapshot);

        // A part of the models would look like all of them.
        assertThat(written().propertyNames()).containsExactly("discover", "dag", "dag_status", "rocky_java");
    }

    static Stream<RuntimeException> whatOnlyAddsIsLeftOutWhenItFails() {
        return Stream.of(
                new EngineCommandException("no models found", 1, List.of()),
                new EngineBusyException("busy"),
                new EngineTimeoutException("slow"));
    }

    @Test
    void aFailedDagIsRecorded() throws IOException {
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Discover("shop"), "{'sources':[]}")
                .onThrow(DAG, new EngineCommandException("circular dependency \"x\"\nsecond line", 1, List.of()));

        RockyComponent.create().writeStateToPath(engine, project("[pipeline.shop]\n"), snapshot);

        assertThat(written().propertyNames()).containsExactly("discover", "dag_status", "dag_error", "rocky_java");
        assertThat(written().get("dag_error")).isEqualTo(MAPPER.createObjectNode()
                .put("message", "circular dependency \"x\"\nsecond line"));
        assertThatThrownBy(() -> RockyComponent.create().buildDefsFromState(snapshot))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("[RK104]")
                .hasMessageContaining("circular dependency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "'text'", "7", "{", "{}{}", "{} x", "not json", "[{}]"})
    void anAnswerThatIsNoObjectEndsTheRefresh(String garbage) throws IOException {
        Files.writeString(snapshot, "old");
        RockyProject project = project("[pipeline.shop]\n" + models("models/**"));
        Map<QueryRequest, String> answers =
                Map.of(new Discover("shop"), "{}", compile("models"), "{}", OPTIMIZE, "{}", DAG, GRAPH);

        for (QueryRequest wrong : answers.keySet()) {
            ScriptedQueries engine = new ScriptedQueries();
            answers.forEach(engine::on);
            engine.on(wrong, garbage);
            assertThatThrownBy(() -> RockyComponent.create().writeStateToPath(engine, project, snapshot))
                    .isInstanceOf(EngineOutputException.class)
                    .hasMessageContaining("`rocky " + wrong.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            assertUntouched();
        }
    }

    @ParameterizedTest
    @MethodSource
    void aFailureThatSaysNothingOfTheProjectEndsTheRefresh(RuntimeException failure) throws IOException {
        Files.writeString(snapshot, "old");
        RockyProject project = project("[pipeline.shop]\n" + models("models/**"));
        Map<QueryRequest, String> answers =
                Map.of(new Discover("shop"), "{}", compile("models"), "{}", OPTIMIZE, "{}", DAG, GRAPH);

        for (QueryRequest failing : answers.keySet()) {
            ScriptedQueries engine = new ScriptedQueries();
            answers.forEach(engine::on);
            engine.onThrow(failing, failure);
            assertThatThrownBy(() -> RockyComponent.create().writeStateToPath(engine, project, snapshot))
                    .isInstanceOf(failure.getClass())
                    .hasMessageStartingWith(failure.getMessage());
            assertUntouched();
        }
    }

    static Stream<RuntimeException> aFailureThatSaysNothingOfTheProjectEndsTheRefresh() {
        return Stream.of(
                new EngineNotFoundException("gone", "look", null),
                new EngineVersionException("old", "update"),
                new EngineOutputException("garbage", "x"),
                new EngineInterruptedException("stop", null),
                new UnsupportedByEngineException("no questions"),
                new IllegalStateException("closed"));
    }

    @Test
    void aFailedDiscoverIsRecordedAndTheOtherPipelinesStay() throws IOException {
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Discover("a"), "{'command':'discover','sources':[{'id':'x'}]}")
                .onThrow(new Discover("b"), new EngineCommandException("no such schema", 1, List.of()))
                .on(DAG, GRAPH);

        RockyComponent.create().writeStateToPath(engine, project("[pipeline.a]\n[pipeline.b]\n"), snapshot);

        assertThat(written().get("discover").get("sources")).isEqualTo(json("[{'id':'x'}]"));
        assertThat(withoutCode(written())).isEqualTo(json("{'format':1,'sources_by_pipeline':{'a':['x']},"
                + "'discover_errors':{'b':'no such schema'}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'discover':{'sources':[{'id':'x','components':{},'source_type':'t','tables':[]}]}}",
        "{'discover':{'sources':[]},'rocky_java':{'format':1,'sources_by_pipeline':{'a':['x'],'b':[]}}}"
    })
    void aFailedDiscoverLeavesASnapshotThatHasItsSources(String former) throws IOException {
        Files.writeString(snapshot, former.replace('\'', '"'));
        byte[] before = Files.readAllBytes(snapshot);
        EngineCommandException failure = new EngineCommandException("no such schema", 1, List.of());
        ScriptedQueries engine = new ScriptedQueries().onThrow(new Discover("a"), failure);

        assertThatThrownBy(() -> RockyComponent.create().writeStateToPath(engine, project("[pipeline.a]\n"), snapshot))
                .isSameAs(failure);
        assertThat(Files.readAllBytes(snapshot)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'discover':{'sources':[]}}",
        "{'rocky_java':{'format':1,'sources_by_pipeline':{'b':['x']},'discover_errors':{'a':'no such schema'}}}",
        "no snapshot"
    })
    void aDiscoverThatAlwaysFailsDoesNotStopEveryRefresh(String former) throws IOException {
        Files.writeString(snapshot, former.replace('\'', '"'));
        ScriptedQueries engine = new ScriptedQueries()
                .onThrow(new Discover("a"), new EngineCommandException("no such schema", 1, List.of()))
                .on(DAG, GRAPH);

        RockyComponent.create().writeStateToPath(engine, project("[pipeline.a]\n"), snapshot);

        assertThat(written().get("rocky_java").get("discover_errors").get("a").asString()).isEqualTo("no such schema");
    }

    /** The engine names each model that it can't parse in a line of its own. */
    @Test
    void aFailedCompileIsRecordedAndTheOtherFoldersComplaintsStay() throws IOException {
        String reason = "dependency resolution failed: 2 model(s) failed to parse:\n  - a_over: no FROM\n  - a_rep: no END";
        ScriptedQueries engine = new ScriptedQueries()
                .on(compile("a"), "{'models_detail':[{'name':'m1'}],'diagnostics':[" + complaint("Error", "E010", "m1") + "]}")
                .onThrow(compile("b"), new EngineCommandException(reason, 1, List.of()))
                .on(compile("c"), "{'models_detail':[{'name':'m3'}],'diagnostics':[" + complaint("Warning", "W011", "of_b")
                        + "," + complaint("Error", "E020", "m3") + "]}")
                .on(new Optimize("."), "{}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        component(Map.of())
                .withWriteListener(new WriteLines(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .writeStateToPath(
                        engine,
                        project(models("a/**") + models("b/**").replace(".t]", ".u]") + models("c/**").replace(".t]", ".v]")),
                        snapshot);

        assertThat(written().has("compile")).isFalse();
        assertThat(written().get("rocky_java").get("compile_errors"))
                .isEqualTo(MAPPER.createObjectNode().put("b", reason));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("""
                  left out: rocky compile --models b: dependency resolution failed: 2 model(s) failed to parse:
                      - a_over: no FROM
                      - a_rep: no END
                """, "  compile Error: [E010] m1: m", "  compile Error: [E020] m3: m").doesNotContain("W011");
        Snapshot read = SnapshotReader.read(snapshot);
        assertThat(read.ours().failures().compile()).containsExactly(Map.entry("b", reason));
        assertThat(read.compileProblems()).extracting(CompileDiagnostic::model).containsExactly("m1", "m3");
    }

    private static String complaint(String severity, String code, String model) {
        return "{'severity':'" + severity + "','code':'" + code + "','model':'" + model + "','message':'m'}";
    }

    @Test
    void sourcesThatAreNoLongerFoundAreNamed() throws IOException {
        RockyProject project = project("[pipeline.raw]\n[pipeline.crm]\n[pipeline.same]\n");
        RockyComponent component = RockyComponent.create();
        component.writeStateToPath(
                discovering(List.of("a", "b", "c", "d", "e", "f", "g"), List.of("x", "y", "z"), List.of("s")), project, snapshot);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<WriteEvent> events = new ArrayList<>();
        WriteLines lines = new WriteLines(new PrintStream(out, true, StandardCharsets.UTF_8));

        component.withWriteListener(event -> {
            events.add(event);
            lines.on(event);
        }).writeStateToPath(discovering(List.of(), List.of("y", "new"), List.of("s")), project, snapshot);

        String advice = "; the new snapshot doesn't include them. If the database wasn't there yet, refresh again when it is";
        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("  ")))
                .containsExactly(
                        "  discover of pipeline raw found none of the 7 sources that the snapshot had: a, b, c, d, e and 2 more"
                                + advice,
                        "  discover of pipeline crm no longer found 2 of the 3 sources that the snapshot had: x, z" + advice);
        assertThat(events).filteredOn(WriteEvent.SourcesGone.class::isInstance).containsExactly(
                new WriteEvent.SourcesGone(List.of("raw"), List.of("a", "b", "c", "d", "e", "f", "g"), 7),
                new WriteEvent.SourcesGone(List.of("crm"), List.of("x", "z"), 3));
        assertThat(written().get("discover").get("sources")).hasSize(3);
    }

    /** One of dagster-rocky doesn't say which source belongs to which pipeline. */
    @Test
    void sourcesOfNoKnownPipelineAreMissedInAll() throws IOException {
        Files.writeString(snapshot, "{'discover':{'sources':[%s,%s]}}".formatted(source("x"), source("y")).replace('\'', '"'));
        List<WriteEvent> events = new ArrayList<>();

        RockyComponent.create().withWriteListener(events::add).writeStateToPath(
                discovering(List.of(), List.of("x"), List.of()),
                project("[pipeline.raw]\n[pipeline.crm]\n[pipeline.same]\n"),
                snapshot);

        assertThat(events).filteredOn(WriteEvent.SourcesGone.class::isInstance).containsExactly(
                new WriteEvent.SourcesGone(List.of("raw", "crm", "same"), List.of("y"), 2));
    }

    private static ScriptedQueries discovering(List<String> raw, List<String> crm, List<String> same) {
        return new ScriptedQueries()
                .on(new Discover("raw"), sources(raw))
                .on(new Discover("crm"), sources(crm))
                .on(new Discover("same"), sources(same))
                .on(DAG, GRAPH);
    }

    private static String sources(List<String> ids) {
        return "{'version':'1.71.0','command':'discover','sources':" + ids.stream().map(WriteStateTest::source).toList() + "}";
    }

    private static String source(String id) {
        return "{'id':'" + id + "','components':{},'source_type':'t','tables':[]}";
    }

    /** Without its output there would be neither tags nor the types of columns, nor models as assets without a graph. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailedCompileLeavesASnapshotThatHasItsOutput(boolean modelsAreAssets) throws IOException {
        RockyProject project = project(models("models/**"));
        RockyComponent component = component(Map.of(Attribute.SURFACE_DERIVED_MODELS, modelsAreAssets));
        EngineCommandException failure = new EngineCommandException("syntax error in m1", 1, List.of());
        ScriptedQueries broken = new ScriptedQueries().onThrow(compile("models"), failure).on(OPTIMIZE, "{}");
        component.writeStateToPath(broken, project, snapshot);
        assertThat(written().has("compile")).isFalse();
        component.writeStateToPath(
                new ScriptedQueries()
                        .on(compile("models"), "{'models_detail':[{'name':'m1','target':{'catalog':'c','schema':'s',"
                                + "'table':'m1'},'strategy':{'type':'view'}}]}")
                        .on(OPTIMIZE, "{}"),
                project,
                snapshot);
        byte[] before = Files.readAllBytes(snapshot);

        assertThatThrownBy(() -> component.writeStateToPath(broken, project, snapshot))
                .isInstanceOf(EngineCommandException.class)
                .hasMessage("syntax error in m1\nmend this and refresh again; the snapshot stays as it was");

        assertThat(Files.readAllBytes(snapshot)).isEqualTo(before);
    }

    @Test
    void ofModelsInASharedFolderTheGraphSaysWhoseTheyAre() throws IOException {
        String shared = """
                [pipeline.a]
                type = "transformation"
                models = "models/a_*"
                [pipeline.b]
                type = "transformation"
                models = "models/b/**"
                [pipeline.c]
                type = "transformation"
                models = "other"
                """;
        ScriptedQueries engine = new ScriptedQueries()
                .on(compile("models"), "{'models':2,'models_detail':[{'name':'m2'},{'name':'m1'}]}")
                .on(compile("other"), "{'models':1,'models_detail':[{'name':'m3'}]}")
                .on(new Optimize("."), "{}")
                .on(DAG, "{'nodes':[{'kind':'transformation','label':'m1','pipeline':'b'},"
                        + "{'kind':'test','label':'m1::unique','pipeline':'b'},"
                        + "{'kind':'transformation','label':'m2','pipeline':'a'},"
                        + "{'kind':'transformation','label':'m3','pipeline':'c'}]}");

        component(Map.of()).writeStateToPath(engine, project(shared), snapshot);

        assertThat(engine.asked)
                .containsExactlyInAnyOrder(compile("models"), compile("other"), new Optimize("."), DAG);
        assertThat(written().get("rocky_java").get("models_by_pipeline"))
                .isEqualTo(json("{'c':['m3'],'b':['m1'],'a':['m2']}"));
        assertThat(written().get("compile").get("models").asInt()).isEqualTo(3);
        assertThat(written().get("dag_status").asString()).isEqualTo("disabled");
        assertThat(written().has("dag")).isFalse();
    }

    @Test
    void withoutAGraphNobodyKnowsWhoseTheModelsOfASharedFolderAre() throws IOException {
        ScriptedQueries engine = new ScriptedQueries()
                .on(compile("models"), "{'models':1,'models_detail':[{'name':'m1'}]}")
                .on(OPTIMIZE, "{}")
                .onThrow(DAG, new EngineCommandException("model 'm1' is claimed by two", 1, List.of()));

        component(Map.of(Attribute.STRICT_BUILD, true)).writeStateToPath(
                engine, project(models("models/**") + models("models/**").replace(".t]", ".u]")), snapshot);

        assertThat(withoutCode(written())).isEqualTo(json("{'format':1,'sources_by_pipeline':{}}"));
    }

    /** Each root's compiler gets the contracts of all, and warns of those whose models are in the others. */
    @Test
    void aContractOfAModelInAnotherFolderIsNoWarning() throws IOException {
        String missing = "{'severity':'Warning','code':'W011','message':'no model','model':'";
        String nowhere = missing + "m9'}";
        ScriptedQueries engine = new ScriptedQueries()
                .on(compile("a"), "{'models_detail':[{'name':'m1'}],'diagnostics':[" + missing + "m2'},"
                        + nowhere + "]}")
                .on(compile("b"), "{'models_detail':[{'name':'m2'}],'diagnostics':[" + missing + "m1'}," + nowhere
                        + ",{'code':'E012','model':'m2'}]}")
                .on(new Optimize("."), "{}");

        component(Map.of()).writeStateToPath(
                engine, project(models("a/**") + models("b/**").replace(".t]", ".u]")), snapshot);

        assertThat(written().get("compile").get("diagnostics"))
                .isEqualTo(json("[" + nowhere + ",{'code':'E012','model':'m2'}]"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void underStrictBuildAFailedDiscoverOrDagEndsTheRefresh(boolean discover) {
        EngineCommandException failure = new EngineCommandException("no such schema", 1, List.of());
        ScriptedQueries engine = new ScriptedQueries().on(new Discover("a"), "{'sources':[]}").on(DAG, GRAPH);
        engine.onThrow(discover ? new Discover("a") : DAG, failure);

        assertThatThrownBy(() -> component(Map.of(Attribute.DAG_MODE, true, Attribute.STRICT_BUILD, true))
                        .writeStateToPath(engine, project("[pipeline.a]\n"), snapshot))
                .isSameAs(failure);
        assertThat(snapshot).doesNotExist();
    }

    @Test
    void evenUnderStrictBuildWhatOnlyAddsIsLeftOut() throws IOException {
        EngineCommandException failure = new EngineCommandException("no", 1, List.of());
        ScriptedQueries engine = new ScriptedQueries()
                .onThrow(compile("models"), failure)
                .onThrow(OPTIMIZE, failure)
                .on(DAG, GRAPH);

        component(Map.of(Attribute.DAG_MODE, true, Attribute.STRICT_BUILD, true))
                .writeStateToPath(engine, project(models("models/**")), snapshot);

        assertThat(written().propertyNames()).containsExactly("discover", "dag", "dag_status", "rocky_java");
    }

    @Test
    void anEngineBusyWithDiscoverEndsTheRefresh() throws IOException {
        Files.writeString(snapshot, "old");
        EngineBusyException busy = new EngineBusyException("busy");
        ScriptedQueries engine = new ScriptedQueries().onThrow(new Discover("a"), busy);

        assertThatThrownBy(() -> RockyComponent.create().writeStateToPath(engine, project("[pipeline.a]\n"), snapshot))
                .isSameAs(busy);
        assertUntouched();
    }

    @Test
    void withoutDagModeTheGraphIsNotAskedFor() throws IOException {
        ScriptedQueries engine = new ScriptedQueries().on(new Discover("a"), "{'sources':[]}");

        component(Map.of()).writeStateToPath(engine, project("[pipeline.a]\n"), snapshot);

        assertThat(engine.asked).containsExactly(new Discover("a"));
        assertThat(written().propertyNames()).containsExactly("discover", "dag_status", "rocky_java");
        assertThat(written().get("dag_status").asString()).isEqualTo("disabled");
    }

    @Test
    void withoutSurfaceOptimizeMetadataOptimizeIsNotAsked() throws IOException {
        ScriptedQueries engine = new ScriptedQueries().on(compile("models"), "{}");

        component(Map.of(Attribute.SURFACE_OPTIMIZE_METADATA, false))
                .writeStateToPath(engine, project(models("models/**")), snapshot);

        assertThat(engine.asked).containsExactly(compile("models"));
    }

    @Test
    void contractsAndModelsAreNamedAsTheEngineSeesThem() throws IOException {
        Files.createDirectories(folder.resolve("sql"));
        Files.createDirectories(folder.resolve("rules"));
        Compile compile = new Compile("sql", Optional.of("rules"));
        Optimize optimize = new Optimize("sql");
        ScriptedQueries engine = new ScriptedQueries().on(compile, "{}").on(optimize, "{}");

        component(Map.of(Attribute.MODELS_DIR, "sql", Attribute.CONTRACTS_DIR, "rules"))
                .writeStateToPath(engine, project("[pipeline.drop]\ntype = 'load'\n"), snapshot);

        assertThat(engine.asked).containsExactly(compile, optimize);
    }

    @Test
    void theMessageOfGarbageHasTheEnginesVersion() {
        ScriptedQueries engine = new ScriptedQueries().on(DAG, "garbage");

        assertThatThrownBy(() -> RockyComponent.create().writeStateToPath(engine, project(""), snapshot))
                .isInstanceOf(EngineOutputException.class)
                .hasMessageContaining("it begins: garbage")
                .hasMessageContaining("scripted 1.71.0");
    }

    @Test
    void theHookGetsEachSnapshotAndCanDoNoHarm() throws IOException {
        List<Path> got = new ArrayList<>();
        RockyComponent component = RockyComponent.create().withPostStateWriteHook(path -> {
            assertThat(path).isRegularFile();
            got.add(path);
            throw new IllegalStateException("the bucket is gone");
        });

        component.writeStateToPath(new ScriptedQueries().on(DAG, GRAPH), project(""), snapshot);
        component.writeStateToPath(new ScriptedQueries().on(DAG, GRAPH), project(""), snapshot);

        assertThat(got).containsExactly(snapshot, snapshot);
    }

    @Test
    void theHookIsNotCalledWithoutASnapshot() {
        RockyComponent component = RockyComponent.create().withPostStateWriteHook(path -> {
            throw new AssertionError("nothing was written");
        });
        ScriptedQueries engine = new ScriptedQueries().on(DAG, "garbage");

        assertThatThrownBy(() -> component.writeStateToPath(engine, project(""), snapshot))
                .isInstanceOf(EngineOutputException.class);
    }

    @Test
    void progressIsToldAsLines() throws IOException {
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Discover("shop"), sources(List.of("a")))
                .on(compile("models"), "{}")
                .onThrow(OPTIMIZE, new EngineCommandException("locked\nsecond line", 1, List.of()))
                .on(DAG, GRAPH);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        RockyComponent.create()
                .withWriteListener(new WriteLines(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .writeStateToPath(engine, project("[pipeline.shop]\n" + models("models/**")), snapshot);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "[1/4] rocky discover --pipeline shop",
                        "[2/4] rocky compile --models models",
                        "[3/4] rocky optimize --models models",
                        "  left out: rocky optimize --models models: locked",
                        "    second line",
                        "[4/4] rocky dag --column-lineage",
                        "wrote " + snapshot);
    }

    private RockyComponent component(Map<Attribute, Object> attributes) {
        ComponentConfig.Builder config = ComponentConfig.builder();
        attributes.forEach(config::set);
        return RockyComponent.of(config.build(), folder);
    }

    @Test
    void theExampleIsWrittenAsItIs() throws IOException {
        Path recorded = Path.of("..", "..", "example-app", "rocky", "snapshot.json");
        JsonNode example = MAPPER.readTree(recorded.toFile());
        ((ObjectNode) example.get("compile")).remove("compile_timings");
        var sources = example.get("discover").get("sources");
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Discover("shop"), discovered(sources.get(0), sources.get(1)))
                .on(new Discover("billing"), discovered(sources.get(2)))
                .onCall(compile("models/staging"), () -> example.get("compile").toString())
                .on(compile("models/marts"), "{'models':0,'diagnostics':[],'models_detail':[]}")
                .onCall(OPTIMIZE, () -> example.get("optimize").toString())
                .onCall(DAG, () -> example.get("dag").toString());

        RockyComponent.create().writeStateToPath(engine, RockyProject.load(recorded.resolveSibling("rocky.toml")), snapshot);

        JsonNode ours = ((ObjectNode) example).remove("rocky_java");
        ObjectNode written = (ObjectNode) written();
        assertThat(written.remove("rocky_java").get("sources_by_pipeline")).isEqualTo(ours.get("sources_by_pipeline"));
        assertThat(written).isEqualTo(example);
        // Line by line, but for small numbers: 2.28e-05 and 0.0000228 are one.
        assertThat(peersLines(snapshot)).isEqualTo(peersLines(recorded));
    }

    private static String peersLines(Path file) throws IOException {
        return Files.readString(file)
                .replaceAll("(\"estimated_cost_usd\": )[0-9.e-]+", "$1")
                .replaceAll("    \"compile_timings\": \\{[^}]*},\n", "")
                .replaceAll("(?s)  \"rocky_java\": .*", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models/**|models", "models/orders*.sql|models", "**/*.sql|models", "x_*|models", "|models",
        "sql/deep/a?/b|sql/deep", "sql/[ab]/x|sql", "sql|sql", "sql/|sql", "sql/one.sql|sql", "one.rocky|models", "./m/**|./m"})
    void theRootOfModelsIsTheFolderBeforeTheFirstWildcard(String globAndRoot) {
        String[] parts = globAndRoot.split("\\|");

        assertThat(ModelRoots.of(project(models(parts[0])))).containsExactly(parts[1]);
    }

    @Test
    void aPipelineWithoutModelsHasTheDefaultRoot() {
        assertThat(ModelRoots.of(project("[pipeline.t]\ntype = 'transformation'\n"))).containsExactly("models");
        assertThat(ModelRoots.of(project(models("m/x/**") + models("./m/*.sql").replace(".t]", ".u]")
                        + models("m").replace(".t]", ".v]") + models("mm").replace(".t]", ".w]"))))
                .containsExactly("./m", "mm");
        assertThat(ModelRoots.common(List.of("a/b/c", "a/b/d", "a/b"))).isEqualTo("a/b");
        assertThat(ModelRoots.common(List.of("a", "b"))).isEqualTo(".");
    }

    private void assertUntouched() throws IOException {
        assertThat(snapshot).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> !file.endsWith("rocky.toml"))).containsExactly(snapshot);
        }
    }

    private RockyProject project(String toml) {
        try {
            return RockyProject.load(Files.writeString(folder.resolve("rocky.toml"), toml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String models(String glob) {
        return "[pipeline.t]\ntype = 'transformation'\nmodels = '" + glob + "'\n";
    }

    private static Compile compile(String root) {
        return new Compile(root, Optional.empty());
    }

    private static String discovered(JsonNode... sources) {
        return "{'version':'1.71.0','command':'discover','sources':" + List.of(sources) + "}";
    }

    private static JsonNode json(String text) {
        return MAPPER.readTree(text.replace('\'', '"'));
    }

    private static JsonNode withoutCode(JsonNode written) {
        return ((ObjectNode) written.get("rocky_java")).without("pipeline_code");
    }

    private JsonNode written() {
        return MAPPER.readTree(snapshot.toFile());
    }
}
