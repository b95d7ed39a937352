package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.QueryRequest.Compile;
import dev.rockyjava.engine.QueryRequest.Dag;
import dev.rockyjava.engine.QueryRequest.Optimize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done without is said, once, where it is looked for: in the log. */
class WarningsTest {

    private static final String GRAPH = "{'command':'dag','nodes':[{'id':'seed:a','kind':'seed','label':'a'}]}";

    @TempDir
    Path project = Path.of("");

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    @BeforeEach
    void captureTheLog() {
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(standardError);
    }

    private List<String> lines(String about) {
        return logged.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains(about)).toList();
    }

    private RockyComponent component(Map<Attribute, Object> attributes) {
        ComponentConfig.Builder config = ComponentConfig.builder();
        attributes.forEach(config::set);
        return RockyComponent.of(config.build(), project).withEnvironment(name -> Optional.empty());
    }

    @Test
    void aMissingSnapshotIsOneWarning() {
        RockyComponent component = component(Map.of());
        assertThat(component.buildDefs().specs()).isEmpty();
        assertThat(lines("WARN")).singleElement().asString()
                .contains("there is no snapshot " + component.snapshotPath(), "the definitions are empty");
    }

    @Test
    void attributesThatMeanNothingHereAreListedOnce() throws IOException {
        Files.writeString(project.resolve("defs.yaml"), """
                type: dagster_rocky.RockyComponent
                attributes:
                  enable_sensor: true
                  op_tags: {a: b}
                """);
        RockyComponent.fromYaml(Path.of("defs.yaml"), project);
        assertThat(lines("op_tags")).singleElement().asString().contains("enable_sensor does nothing here: nothing polls the sources", "op_tags does nothing here");
    }

    @Test
    void aTranslationThatCanNotBeAppliedIsAFaultOfTheFileThatSaysIt() throws IOException {
        Files.writeString(project.resolve("snapshot.json"), """
                {"discover": {"sources": [{"id": "a", "source_type": "duckdb", "components": {"shop": "eu"},
                  "tables": [{"name": "t", "schema": "s"}]}]}}
                """);
        for (String template : List.of("{shopp}/{table}", "{shop")) {
            Path yaml = Files.writeString(project.resolve("defs.yaml"), """
                    type: dagster_rocky.RockyComponent
                    attributes:
                      defs_state: {path: snapshot.json}
                      translation: {key: {source: "%s"}}
                    """.formatted(template));
            RockyComponent component = RockyComponent.fromYaml(yaml, project);
            assertThatThrownBy(component::buildDefs).message().contains(yaml + ":4:3: ").doesNotContain("snapshot.json");
        }
    }

    @Test
    void whatTheHookThrowsIsLogged() throws IOException {
        Files.writeString(project.resolve("rocky.toml"), "");
        RockyComponent component = component(Map.of(Attribute.DAG_MODE, true)).withPostStateWriteHook(path -> {
            throw new IllegalStateException("the bucket is gone");
        });
        ScriptedQueries engine = new ScriptedQueries().on(new Dag(), GRAPH);

        component.writeStateToPath(engine, component.project(), component.snapshotPath());

        assertThat(lines("hook failed")).singleElement().asString().contains(component.snapshotPath().toString());
        assertThat(lines("the bucket is gone")).isNotEmpty();
    }

    @Test
    void lineageOfAFolderWithoutModelsIsSaid() throws IOException {
        Files.writeString(project.resolve("rocky.toml"), "[pipeline.t]\ntype = 'transformation'\nmodels = 'sql/**'\n");
        RockyComponent component = component(Map.of(Attribute.SURFACE_COLUMN_LINEAGE, true));
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Compile("sql", Optional.empty()), "{}")
                .on(new Optimize("sql"), "{}");
        component.writeStateToPath(engine, component.project(), component.snapshotPath());
        assertThat(lines("surface_column_lineage")).singleElement().asString()
                .contains("no model in " + project.resolve("models"), "set models_dir");
    }

    @Test
    void contractsOfAFolderThatIsNotThereAreSaid() throws IOException {
        Files.writeString(project.resolve("rocky.toml"), "");
        RockyComponent component = component(Map.of(Attribute.CONTRACTS_DIR, "rules"));
        component.writeStateToPath(new ScriptedQueries(), component.project(), component.snapshotPath());
        assertThat(lines("contracts_dir")).singleElement().asString().contains("no folder " + project.resolve("rules"));
    }

    @Test
    void aRefreshWarnsOfTheNewSnapshotByItsNameAndNotOfTheFormer() throws IOException {
        Files.writeString(project.resolve("rocky.toml"), "");
        RockyComponent component = component(Map.of(Attribute.DAG_MODE, true, Attribute.SURFACE_COMPLIANCE, true));
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Dag(), "{'command':'dag','nodes':[{'id':'odd:a','kind':'odd','label':'a'}]}");
        component.refresh(engine);
        logged.reset();
        component.refresh(engine);
        assertThat(lines("RK114")).singleElement().asString().contains("[RK114] " + component.snapshotPath() + ":");
    }
}
