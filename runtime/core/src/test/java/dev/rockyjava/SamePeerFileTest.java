package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.engine.QueryRequest.Compile;
import dev.rockyjava.engine.QueryRequest.Dag;
import dev.rockyjava.engine.QueryRequest.Discover;
import dev.rockyjava.engine.QueryRequest.Lineage;
import dev.rockyjava.engine.QueryRequest.Optimize;
import dev.rockyjava.engine.RockyProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A snapshot written here is one for the Python peer: its own component builds definitions of it. */
class SamePeerFileTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String ASK = """
            import json, sys
            from pathlib import Path
            from dagster_rocky import RockyComponent
            component = RockyComponent(dag_mode=sys.argv[2] == "true", surface_derived_models=True)
            defs = component.build_defs_from_state(None, Path(sys.argv[1]))
            keys = sorted(spec.key.to_user_string() for spec in defs.resolve_all_asset_specs())
            print("ANSWER" + json.dumps(keys))
            """;

    private static final String PATH = """
            import sys
            from dagster.components.utils import project_paths
            from pathlib import Path
            project_paths.get_local_defs_state_dir = lambda root: Path(root)
            print("ANSWER" + str(project_paths.get_local_state_path(sys.argv[1], Path(sys.argv[2]))))
            """;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePeerBuildsDefinitionsOfIt(boolean dagMode) throws Exception {
        Path rocky = Path.of("..", "..", "example-app", "rocky");
        JsonNode example = MAPPER.readTree(rocky.resolve("snapshot.json").toFile());
        RockyProject project = RockyProject.load(Files.copy(rocky.resolve("rocky.toml"), folder.resolve("rocky.toml")));
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/fct_orders.toml"), "");
        ScriptedQueries engine = new ScriptedQueries()
                .onCall(new Discover("shop"), () -> example.get("discover").toString())
                .on(new Discover("billing"), "{'version':'1.71.0','command':'discover','sources':[]}")
                .onCall(new Compile("models/staging", Optional.empty()), () -> example.get("compile").toString())
                .on(new Compile("models/marts", Optional.empty()),
                        "{'version':'1.71.0','command':'compile','models':0,'execution_layers':0,'diagnostics':[],"
                                + "'has_errors':false,'models_detail':[]}")
                .onCall(new Optimize("models"), () -> example.get("optimize").toString())
                .on(new Lineage("fct_orders", "models"), "{'command':'lineage','model':'fct_orders','edges':[]}")
                .onCall(new Dag(), () -> example.get("dag").toString());
        RockyComponent component = new FakeEngine(folder)
                .component(Attribute.DAG_MODE, dagMode, Attribute.SURFACE_COLUMN_LINEAGE, true);
        Path snapshot = folder.resolve("state");

        component.writeStateToPath(engine, project, snapshot);

        JsonNode keys = MAPPER.readTree(ask(ASK, snapshot.toString(), String.valueOf(dagMode)));
        List<String> texts = keys.valueStream().map(JsonNode::asString).toList();
        assertThat(texts).hasSizeGreaterThan(20);
        if (dagMode) {
            List<String> ours = component.buildDefsFromState(snapshot).keys().stream().map(String::valueOf).sorted().toList();
            assertThat(texts).containsExactlyElementsOf(ours);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RockyComponent[rocky.toml]", "RockyComponent[conf/rocky.toml]", "a b", "\u00f6.\u00e4",
        "\ud83d\ude00"})
    void thePeerLooksInTheSamePlace(String key) throws Exception {
        Path ours = new FakeEngine(folder)
                .component(Attribute.DEFS_STATE, Map.of("key", key))
                .snapshotPath();
        assertThat(ask(PATH, key, folder.resolve(".local_defs_state").toString())).isEqualTo(ours.toString());
    }

    private String ask(String script, String... arguments) throws Exception {
        String python = System.getProperty("rocky.peer.python", "");
        assumeFalse(
                python.isEmpty(), "no peer to ask: run with -Drocky.peer.python=<a Python with dagster-rocky>");
        Path program = Files.writeString(folder.resolve("ask.py"), script);
        Path answer = folder.resolve("answer.txt");
        List<String> command = new ArrayList<>(List.of(python, program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the peer hangs");
        }
        String printed = Files.readString(answer);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed.lines().filter(line -> line.startsWith("ANSWER")).findFirst().orElseThrow().substring(6);
    }

    @Test
    void theSlotsAreThePeers() throws Exception {
        RockyComponent component = new FakeEngine(folder).answering(FakeEngine.DAG).component();
        component.writeState();
        assertThat(MAPPER.readTree(component.snapshotPath().toFile()).propertyNames())
                .containsExactly("discover", "dag", "dag_status", "rocky_java");
    }
}
