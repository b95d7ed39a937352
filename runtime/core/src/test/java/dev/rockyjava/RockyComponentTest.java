package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a component is made, and where its files are. */
class RockyComponentTest {

    @TempDir
    Path project = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rocky.toml         | RockyComponent__rocky.toml__",
                "config/rocky.toml  | RockyComponent__config__rocky.toml__",
                "gr\u00f6\u00dfe/r.toml | RockyComponent__gr____e__r.toml__",
            })
    void theSnapshotIsWhereThePeerHasIt(String configPath, String key) {
        assertThat(component(Map.of(Attribute.CONFIG_PATH, configPath)).snapshotPath())
                .isEqualTo(project.resolve(".local_defs_state").resolve(key).resolve("state"));
    }

    @Test
    void aKeyOfItsOwn() {
        assertThat(component(Map.of(Attribute.DEFS_STATE, Map.of("key", "my/warehouse"))).snapshotPath())
                .isEqualTo(project.resolve(".local_defs_state/my__warehouse/state"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void aKeyThatIsNoFolder(String key) {
        RockyComponent component = component(Map.of(Attribute.DEFS_STATE, Map.of("key", key)));
        assertThatThrownBy(component::snapshotPath).isInstanceOf(ConfigException.class).hasMessageContaining("defs_state.key");
    }

    @Test
    void anExplicitPlaceForTheSnapshot() {
        assertThat(component(Map.of(Attribute.DEFS_STATE, Map.of("path", "rocky/snapshot.json"))).snapshotPath())
                .isEqualTo(project.resolve("rocky/snapshot.json"));
        Path absolute = project.resolveSibling("elsewhere.json");
        assertThat(component(Map.of(Attribute.DEFS_STATE, Map.of("path", absolute.toString()))).snapshotPath())
                .isEqualTo(absolute);
    }

    @Test
    void pathsBeginAtTheProject() throws IOException {
        RockyComponent component = component(Map.of(Attribute.CONFIG_PATH, "conf/rocky.toml"));
        assertThat(component.rockyToml()).isEqualTo(project.resolve("conf/rocky.toml"));
        assertThat(component.modelsDirectory()).isEqualTo(project.resolve("models"));
        assertThat(component.contractsDirectory()).isEmpty();

        Files.createDirectories(project.resolve("conf/models"));
        assertThat(component.modelsDirectory()).isEqualTo(project.resolve("conf/models"));
        Files.createDirectories(project.resolve("models"));
        assertThat(component.modelsDirectory()).isEqualTo(project.resolve("models"));
    }

    @Test
    void aTranslatorOfTheProgramsOwnNamesTheAssetsAndTheRulesStay() {
        RockyComponent component = component(Map.of(
                        Attribute.DAG_MODE, true,
                        Attribute.DEFS_STATE, Map.of("path", Snapshots.EXAMPLE.toAbsolutePath().toString()),
                        Attribute.TRANSLATION, Map.of("prefix", "p")))
                .withTranslator(new RockyTranslator() {
                    @Override
                    public AssetKey getDagNodeAssetKey(DagNode node) {
                        return AssetKey.of("own", node.label());
                    }
                })
                .withWarnings(warning -> {});
        assertThat(component.buildDefs().specs())
                .filteredOn(spec -> spec.kind() == NodeKind.TRANSFORMATION)
                .isNotEmpty()
                .allSatisfy(spec -> assertThat(spec.key()).isEqualTo(AssetKey.of("p", "own", spec.label())));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', .rocky-state.redb",
        "'state_path: null', '', .rocky-state.redb",
        "'state_path: \"{{ env.ROCKY_JAVA_NO_SUCH_VARIABLE }}\"', '', .rocky-state.redb",
        "'state_path: run/s.redb', ' --state-path PROJECT/run/s.redb', run/s.redb",
        "'state_path: s.redb, state_namespace: team', ' --state-namespace team', models/.rocky-state/team.redb",
    })
    void theEngineKeepsItsStateWhereItIsTold(String attributes, String options, String file) throws IOException {
        Path asked = project.resolve("asked");
        FakeEngine engine = new FakeEngine(project).answering("echo \"$*\" >> " + asked + "\necho '{\"command\":\"run\"}'");
        Files.writeString(project.resolve("defs.yaml"), "type: dagster_rocky.RockyComponent\nattributes:\n  "
                + attributes.replace(", ", "\n  ")
                + "\n  dag_mode: true\n  binary_path: ./fake-rocky\n");
        RockyComponent component = RockyComponent.fromYaml(Path.of("defs.yaml"), engine.project());
        assertThat(component.engineState().file()).isEqualTo(project.resolve(file));

        try (CliEngine configured = component.engine()) {
            configured.run(new RunRequest.Load("files"));
        }

        assertThat(asked).content().startsWith("--config rocky.toml"
                + options.replace("PROJECT", project.toRealPath().toString()) + " --output json run");
    }

    @Test
    void ofYaml() throws IOException {
        Files.createDirectories(project.resolve("src"));
        Files.writeString(project.resolve("src/defs.yaml"), """
                type: dagster_rocky.RockyComponent
                attributes:
                  config_path: conf/rocky.toml
                  dag_mode: true
                  op_tags: {a: b}
                """);
        RockyComponent component = RockyComponent.fromYaml(Path.of("src/defs.yaml"), project);
        assertThat(component.config().dagMode()).isTrue();
        assertThat(component.config().notUsed()).containsOnlyKeys("op_tags");
        assertThat(component.rockyToml()).isEqualTo(project.resolve("conf/rocky.toml"));
        assertThat(RockyComponent.fromYaml(project.resolve("src/defs.yaml")).rockyToml())
                .isEqualTo(Path.of("conf/rocky.toml").toAbsolutePath());
    }

    @Test
    void withoutConfigurationItIsInDagModeInTheWorkingDirectory() {
        assertThat(RockyComponent.create().config().dagMode()).isTrue();
        assertThat(RockyComponent.create().projectDirectory()).isEqualTo(Path.of("").toAbsolutePath());
        assertThat(ComponentConfig.defaults().dagMode()).isFalse();
    }

    @Test
    void aStoreThatCannotBeOpenedIsSaidBeforeTheEngineIsAsked() {
        RockyComponent component = component(Map.of(Attribute.DEFS_STATE, Map.of("management_type", "s3://bucket/states")));
        assertThatThrownBy(component::writeState).isInstanceOf(StateStoreException.class).hasMessageContaining("rocky-stores");
    }

    private RockyComponent component(Map<Attribute, Object> attributes) {
        ComponentConfig.Builder config = ComponentConfig.builder();
        attributes.forEach(config::set);
        return RockyComponent.of(config.build(), project);
    }
}
