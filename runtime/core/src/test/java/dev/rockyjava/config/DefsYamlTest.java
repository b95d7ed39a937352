package dev.rockyjava.config;

import static dev.rockyjava.error.Hints.hint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A defs.yaml as users of the peer have it. */
class DefsYamlTest {

    private static final String HEAD = "type: dagster_rocky.RockyComponent\nattributes:\n";
    private static final Map<String, String> VARIABLES = Map.of("HOME_OF_ROCKY", "/opt/rocky", "ON", "true", "EMPTY", "");

    private static ComponentConfig read(String yaml) {
        return read(yaml, null);
    }

    private static ComponentConfig read(String yaml, @Nullable String key) {
        try {
            return DefsYaml.read(
                    new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
                    "defs.yaml",
                    Optional.ofNullable(key),
                    AttributeValues.forRunning(name -> Optional.ofNullable(VARIABLES.get(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ComponentConfig attributes(String... lines) {
        return read(HEAD + "  " + String.join("\n  ", lines) + "\n");
    }

    /** One across the end of a buffer of the YAML parser was an IndexOutOfBoundsException. */
    @Test
    void aCharacterOfTwoCodeUnitsMayBeAnywhere() throws IOException {
        for (int before = 0; before < 2_200; before++) {
            String yaml = "type: RockyComponent\nattributes:\n  config_path: " + "x".repeat(before) + "\ud83d\ude00y\n";
            ComponentConfig config = DefsYaml.read(
                    new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
                    "defs.yaml",
                    Optional.empty(),
                    AttributeValues.forRunning(name -> Optional.empty()));
            assertThat(config.configPath()).hasSize(before + 3);
        }
    }

    @Test
    void theExampleOfThePeersManual() {
        ComponentConfig config = attributes(
                "binary_path: rocky",
                "config_path: rocky.toml",
                "models_dir: models",
                "dag_mode: true",
                "defs_state:",
                "  management_type: LOCAL_FILESYSTEM");
        assertThat(config.dagMode()).isTrue();
        assertThat(config.defsState().isLocal()).isTrue();
        assertThat(config.stateKey()).isEqualTo("RockyComponent[rocky.toml]");
    }

    @Test
    void everyAttributeIsRead() {
        ComponentConfig config = attributes(
                "binary_path: bin/rocky",
                "config_path: conf/rocky.toml",
                "state_path: s.redb",
                "state_namespace: ns",
                "models_dir: sql",
                "contracts_dir: rules",
                "dag_mode: true",
                "surface_compliance: true",
                "surface_retention_status: true",
                "surface_column_lineage: true",
                "surface_optimize_metadata: false",
                "surface_derived_models: true",
                "surface_configured_checks: true",
                "discover_on_missing_state: true",
                "strict_build: true",
                "timeout_seconds: 7",
                "translator: acme.Names",
                "translation: {key: 'raw/{{ table_name }}'}",
                "tenant: {component: client, partitions_name: clients, scope_runs_to_selection: yes}",
                "defs_state: {key: k, path: p}",
                "execution_mode: plan");
        assertThat(config.binaryPath()).isEqualTo("bin/rocky");
        assertThat(config.configPath()).isEqualTo("conf/rocky.toml");
        assertThat(config.statePath()).contains("s.redb");
        assertThat(config.stateNamespace()).contains("ns");
        assertThat(config.modelsDir()).isEqualTo("sql");
        assertThat(config.contractsDir()).contains("rules");
        assertThat(config.dagMode()).isTrue();
        assertThat(config.surfaceCompliance()).isTrue();
        assertThat(config.surfaceRetentionStatus()).isTrue();
        assertThat(config.surfaceColumnLineage()).isTrue();
        assertThat(config.surfaceOptimizeMetadata()).isFalse();
        assertThat(config.surfaceDerivedModels()).isTrue();
        assertThat(config.surfaceConfiguredChecks()).isTrue();
        assertThat(config.discoverOnMissingState()).isTrue();
        assertThat(config.strictBuild()).isTrue();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.translator()).contains("acme.Names");
        assertThat(config.translation()).contains(Map.of("key", "raw/{{ table_name }}"));
        assertThat(config.tenant()).contains(new Tenant("client", "clients", true));
        assertThat(config.defsState()).isEqualTo(new DefsState(
                DefsState.LOCAL_FILESYSTEM, Optional.of("k"), Optional.of("p"), Map.of()));
        assertThat(config.executionMode()).isEqualTo("plan");
        for (Attribute attribute : Attribute.values()) {
            assertThat(config.isSet(attribute)).as(attribute.yamlName()).isTrue();
        }
    }

    /** YAML 1.1, which the peer reads, has more words for it than 1.2. */
    @ParameterizedTest
    @CsvSource({"yes, true", "On, true", "TRUE, true", "y, true", "1, true", "'\"1\"', true", "no, false", "off, false",
        "False, false", "n, false", "0, false", "'\"f\"', false"})
    void aFlagInAnyWordOfThePeer(String word, boolean value) {
        assertThat(attributes("dag_mode: " + word).dagMode()).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource(Attribute.class)
    void nullIsAsIfItWereNotThere(Attribute attribute) {
        assertThat(attributes(attribute.yamlName() + ":")).isEqualTo(ComponentConfig.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "attributes:\n", "attributes: {}\n", "attributes: ~\n"})
    void withoutAttributesThereAreTheDefaults(String attributes) {
        assertThat(read("type: dagster_rocky.RockyComponent\n" + attributes)).isEqualTo(ComponentConfig.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dagster_rocky.RockyComponent", "dagster_rocky.component.RockyComponent", "RockyComponent"})
    void theTypeIsThePeers(String type) {
        assertThat(read("type: " + type + "\n")).isEqualTo(ComponentConfig.defaults());
    }

    @Test
    void translatorClassIsTheSameAttribute() {
        assertThat(attributes("translator_class: acme.Names").translator()).contains("acme.Names");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{ env.HOME_OF_ROCKY }}/bin      | /opt/rocky/bin",
                "{{env.HOME_OF_ROCKY}}            | /opt/rocky",
                "{{ env(''HOME_OF_ROCKY'') }}     | /opt/rocky",
                "{{ env(\"HOME_OF_ROCKY\") }}     | /opt/rocky",
                "{{ env(''NO_SUCH'', \"x y\") }}    | x y",
                "{{ env.EMPTY }}x                 | x",
                "{{ env.ON }}-{{ env.ON }}        | true-true",
                "$1 \\0                           | $1 \\0",
            })
    void variablesAreResolved(String template, String value) {
        assertThat(attributes("binary_path: '" + template + "'").binaryPath()).isEqualTo(value);
    }

    @Test
    void variablesAreResolvedDeepDownAndForOtherTypes() {
        ComponentConfig config = attributes(
                "dag_mode: '{{ env.ON }}'",
                "defs_state: {key: '{{ env.HOME_OF_ROCKY }}'}",
                "translation: {key: '{{ env.ON }}/{{ table_name }}', tags: {a: '{{ source_type }}'}}");
        assertThat(config.dagMode()).isTrue();
        assertThat(config.stateKey()).isEqualTo("/opt/rocky");
        assertThat(config.translation())
                .contains(Map.of("key", "true/{{ table_name }}", "tags", Map.of("a", "{{ source_type }}")));
    }

    /** The peer has null for {@code env.X} that isn't set, which is right where a text may be missing. */
    @ParameterizedTest
    @ValueSource(strings = {"state_namespace", "contracts_dir", "translator", "translator_class"})
    void aTextThatMayBeMissingIsSoWithoutItsVariable(String name) {
        assertThat(attributes(name + ": '{{ env.NO_SUCH }}'")).isEqualTo(ComponentConfig.defaults());
        assertThat(attributes(name + ": \"{{ env('NO_SUCH', none) }}\"")).isEqualTo(ComponentConfig.defaults());
        for (String other : List.of("\"{{ env('NO_SUCH') }}\"", "'x{{ env.NO_SUCH }}'")) {
            assertThatThrownBy(() -> attributes(name + ": " + other)).hasMessageContaining("NO_SUCH is not set");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "~", "''", "\"{{ env('NO_SUCH', None) }}\""})
    void aStateKeyThatIsNoneIsTheDefault(String key) {
        assertThat(attributes("defs_state: {management_type: LOCAL_FILESYSTEM, key: " + key + "}").stateKey())
                .isEqualTo("RockyComponent[rocky.toml]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enable_sensor: true", "sensor_granularity: per_group", "sensor_interval_seconds: 1",
        "op_tags: {a: b}", "strict_doctor: true", "strict_doctor_checks: [a]", "server_url: x", "satisfy_empty_outputs: true"})
    void attributesOfDagsterAreListed(String line) {
        ComponentConfig config = attributes("dag_mode: true", line);
        assertThat(config.notUsed()).containsOnlyKeys(line.substring(0, line.indexOf(':')));
        assertThat(config.dagMode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enable_sensor: false", "op_tags: {}", "strict_doctor: no", "strict_doctor_checks: []", "server_url:"})
    void whatAsksForNothingIsNotListed(String line) {
        assertThat(attributes(line)).isEqualTo(ComponentConfig.defaults());
    }

    @Test
    void whatDagsterHasBesideAttributesIsListed() {
        assertThat(read("type: x.RockyComponent\nrequirements: {env: [A]}\ntemplate_vars_module: .vars\n").notUsed())
                .containsOnlyKeys("requirements", "template_vars_module");
    }

    /** What a rule about tables can't do is said once. */
    @Test
    void membersThatDoNothingHereAreListed() {
        assertThat(attributes("translation: {group: x, automation_condition: '{{ dg.AutomationCondition.eager() }}'}").notUsed())
                .containsOnlyKeys("translation.automation_condition", "translation.group");
        assertThat(attributes("translation: {group: {model: x}}").notUsed()).isEmpty();
        assertThat(attributes("dag_mode: true", "translation: {group_name: x}", "tenant: {component: c, partitions_name: p}")
                .notUsed()).containsOnlyKeys("translation", "tenant");
        assertThat(attributes("dag_mode: true", "translation: {group: {node: x}}").notUsed()).isEmpty();
        assertThat(attributes("op_tags: {a: b}").lost())
                .contains("op_tags does nothing here: there are no Dagster pools; calls that share a file are queued anyway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"post_state_write_hook", "shadow_suffix_fn", "governance_override_fn", "idempotency_key_fn"})
    void aFunctionCanOnlyBeNothing(String name) {
        assertThat(attributes(name + ": null")).isEqualTo(ComponentConfig.defaults());
        assertThatThrownBy(() -> attributes(name + ": os.remove"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("defs.yaml:3:3: " + name + " can't be set in YAML: it is a function; take it out, and set it in Java")
                .satisfies(hint("take it out, and set it in Java"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binary_paht: x                     | defs.yaml:3:3: there is no attribute 'binary_paht'; did you mean binary_path?",
                "surface_compliancy: true           | did you mean surface_compliance?",
                "xyzzy: 1                           | there is no attribute 'xyzzy'; there are binary_path, config_path,",
                "dag_mode: maybe                    | defs.yaml:3:3: dag_mode is true or false, not 'maybe'",
                "timeout_seconds: 0                 | timeout_seconds is a whole number of seconds, more than 0, not '0'",
                "timeout_seconds: 1.5               | not '1.5'",
                "config_path: 7                     | config_path is a text, not '7'",
                "defs_state: here                   | defs_state is a mapping, not 'here'",
                "defs_state: {pth: x}               | defs_state has no 'pth' for LOCAL_FILESYSTEM; did you mean path?",
                "defs_state: {key: [a]}             | defs_state.key is a text, not [a]",
                "defs_state: {management_type: LEGACY_CODE_SERVER_SNAPSHOTS} | isn't here; use LOCAL_FILESYSTEM",
                "defs_state: {management_type: 's3://b', path: x}            | defs_state.path is for LOCAL_FILESYSTEM only",
                "tenant: {component: c}             | defs.yaml:3:3: tenant.partitions_name is a text, and has to be given",
                "tenant: {componnt: c}              | tenant has no 'componnt'; did you mean component?",
                "tenant: {component: c, partitions_name: p, scope_runs_to_selection: x} | tenant.scope_runs_to_selection is true or false",
                "translation: [a]                   | translation is a mapping, or one template, not '[a]'",
                "execution_mode: later              | execution_mode is direct, plan, plan-then-apply, streaming or pipes, not 'later'",
                "state_namespace: team-x            | state_namespace is letters, digits and underscores, not 'team-x'",
                "binary_path: '{{ env.NO_SUCH }}'   | the environment variable NO_SUCH is not set; set it",
                "binary_path: '{{ datetime.now() }}' | needs Dagster's Python; write the value itself",
            })
    void aWrongAttributeIsNamedWithItsPlace(String line, String message) {
        assertThatThrownBy(() -> attributes(line)).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @MethodSource
    void aWrongFileIsNamed(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("defs.yaml")
                .hasMessageContaining(message);
    }

    static Stream<Arguments> aWrongFileIsNamed() {
        return Stream.of(
                Arguments.of("a: [", ":1:5: invalid YAML"),
                Arguments.of("type: x.RockyComponent\n\tattributes: {}", ":2:1: invalid YAML: a tab at the beginning of the line"),
                Arguments.of(HEAD + "  \tdag_mode: true\n", ":3:3: invalid YAML: a tab at the beginning of the line"),
                Arguments.of(HEAD + "\tdag_mode: true\n", ":3:1: invalid YAML: a tab at the beginning of the line"),
                Arguments.of(HEAD + "  dag_mode: true\n\tconfig_path: x\n", ":4:1: invalid YAML: a tab"),
                Arguments.of("type: x.RockyComponent\ntype: y", ":2:1: invalid YAML: the key 'type' is there twice"),
                Arguments.of(HEAD + "  dag_mode: *no\n", ":3:13: invalid YAML: the alias *no has no anchor"),
                Arguments.of(HEAD + "  <<: [1]\n", ":3:7: invalid YAML: '<<' takes a mapping"),
                Arguments.of(HEAD + "  dag_mode: !flag true\n", ":3:13: invalid YAML: the tag !flag isn't known"),
                Arguments.of(HEAD + "  timeout_seconds: !!int x\n", ":3:20: invalid YAML: 'x' is no whole number"),
                Arguments.of(HEAD + "  config_path:a.toml\n  dag_mode: true\n", ":3:14: invalid YAML: no space after the ':'; write one there"),
                Arguments.of(HEAD + "  config_path: \"a.toml\n  dag_mode: true\n", ":3:16: invalid YAML: what begins here has no end; close the"),
                Arguments.of(HEAD + "    config_path: a.toml\n  dag_mode: true\n", ":4:3: invalid YAML: indented differently than the lines"),
                Arguments.of(HEAD + "  config_path: @a\n", ":3:16: invalid YAML: found character '@' that cannot start any token; put the value in quotes"),
                Arguments.of(HEAD + "  config_path:\ta.toml\n", ":3:15: invalid YAML: a tab; write spaces instead"),
                Arguments.of("", "the file is empty"),
                Arguments.of("# only a comment\n---\n", "the file is empty"),
                Arguments.of("- a", ":1: expected a mapping"),
                Arguments.of("type: dagster_dbt.DbtProjectComponent", ":1:1: the type is 'dagster_dbt.DbtProjectComponent'"),
                Arguments.of("type: x.NotRockyComponent", "the type is 'x.NotRockyComponent'"),
                Arguments.of("attributes: {}", "the type is 'null'"),
                Arguments.of("type: x.RockyComponent\nattributs: {}", ":2:1: there is no 'attributs' beside the attributes; did you mean attributes?"),
                Arguments.of("type: x.RockyComponent\nattributes: [a]", ":2:1: 'attributes' is a mapping"),
                Arguments.of("type: x.RockyComponent\n---\n- a", ":3: expected a mapping"));
    }

    /** What YAML has and dagster-rocky's users write. */
    @ParameterizedTest
    @ValueSource(strings = {
        HEAD + "  <<: {dag_mode: true, config_path: other.toml}\n  config_path: a.toml\n",
        HEAD + "  config_path: a.toml\n  <<: [{dag_mode: yes}, {dag_mode: no, config_path: b}]\n",
        "type: &t dagster_rocky.RockyComponent\nattributes: # why\n  # and how\n  config_path: &c a.toml\n  dag_mode: on\n",
        "%YAML 1.1\n---\ntype: !!str x.RockyComponent\nattributes: !!map\n  'dag_mode': !!bool \"yes\"\n  config_path: >-\n    a.toml\n...\n",
        "requirements: &r {config_path: a.toml, dag_mode: true}\ntype: x.RockyComponent\nattributes: *r\n",
        "\ufeff" + HEAD + "  {dag_mode: TRUE, ? config_path : a.toml,}\n",
        "type: other.Component\nattributes: {x: 1}\n---\n" + HEAD + "  config_path: a.toml\n  dag_mode: true\n---\ntype: a.B\n"})
    void whateverYamlAllows(String yaml) {
        ComponentConfig expected = ComponentConfig.builder()
                .set(Attribute.CONFIG_PATH, "a.toml").set(Attribute.DAG_MODE, true).build();
        assertThat(read(yaml).toBuilder().notUsed(Map.of()).build()).isEqualTo(expected);
    }

    @Test
    void oneOfSeveralComponentsIsNamedByItsKeyOrItsNumber() {
        String yaml = HEAD + "  config_path: a.toml\n---\ntype: other.Component\n---\n" + HEAD
                + "  config_path: b.toml\n  defs_state: {key: bee}\n---\n" + HEAD + "  config_path: a.toml\n";

        assertThat(read(yaml, "bee").configPath()).isEqualTo("b.toml");
        assertThat(read(yaml, "2").configPath()).isEqualTo("b.toml");
        assertThat(read(yaml, "3").configPath()).isEqualTo("a.toml");
        assertThat(read(HEAD + "  dag_mode: on\n", "RockyComponent[rocky.toml]").dagMode()).isTrue();
        assertThatThrownBy(() -> read(yaml)).hasMessage("defs.yaml: there are 3 components of this type; name one of them, by"
                + " its key or its number: RockyComponent[a.toml] (0), bee (2), RockyComponent[a.toml] (3)");
        assertThatThrownBy(() -> read(yaml, "cee")).hasMessageStartingWith("defs.yaml: no component has the key 'cee'; there are");
        assertThatThrownBy(() -> read(yaml, "RockyComponent[a.toml]"))
                .hasMessageContaining("two components have the key")
                .satisfies(hint("name one by its number: RockyComponent[a.toml] (0), bee (2), RockyComponent[a.toml] (3)"));
    }

    @Test
    void aPlaceIsThatOfTheKeyWhereItIsWritten() {
        assertThatThrownBy(() -> read("type: a.B\n---\nrequirements:\n  &r {dag_mode: maybe}\n" + HEAD + "  <<: *r\n"))
                .hasMessage("defs.yaml:4:7: dag_mode is true or false, not 'maybe'");
    }

    /** A small file that stands for millions of values. */
    @Test
    void aliasesDoNotMultiply() {
        StringBuilder yaml = new StringBuilder("type: x.RockyComponent\nrequirements:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append("  a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(10)).append("]\n");
        }
        assertThatThrownBy(() -> read(yaml.toString())).hasMessageContaining("more than 100000 values");
        assertThatThrownBy(() -> read(HEAD + "  translation: " + "[".repeat(200))).hasMessageContaining("nested more than 100 levels deep");
        assertThatThrownBy(() -> read(HEAD + "  translation: &a {b: *a}\n")).hasMessageContaining("*a has no anchor before it");
    }

    /** Filters and expressions work wherever a template may stand. */
    @Test
    void attributesAreResolvedByExpressions() {
        ComponentConfig config = attributes(
                "binary_path: \"{{ env.HOME_OF_ROCKY | replace('/opt', '/usr') ~ '/bin' }}\"",
                "dag_mode: \"{{ env.ON == 'true' and env.NO_SUCH is none }}\"",
                "timeout_seconds: \"{{ env('NO_SUCH', '7') | int * 2 }}\"",
                "contracts_dir: \"{% if env.NO_SUCH %}x{% else %}{{ env.NO_SUCH or 'rules' }}{% endif %}\"",
                "state_namespace: \"{{ env.NO_SUCH | default('x') }}\"");
        assertThat(config.binaryPath()).isEqualTo("/usr/rocky/bin");
        assertThat(config.dagMode()).isTrue();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(14));
        assertThat(config.contractsDir()).contains("rules");
        // As for Dagster: the variable is None, which isn't undefined.
        assertThat(config.stateNamespace()).isEmpty();
        assertThatThrownBy(() -> attributes("binary_path: \"{{ env.ON | lowr }}\""))
                .hasMessageContaining("defs.yaml:3:3").hasMessageContaining("there is no filter 'lowr'; did you mean lower?");
    }

    @Test
    void aFileThatIsNotThere(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> DefsYaml.read(folder.resolve("defs.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(folder.resolve("defs.yaml") + ": there is no such file");
        assertThatThrownBy(() -> DefsYaml.read(Files.createDirectory(folder.resolve("d"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(folder.resolve("d") + ": can't be read");
    }

    @ParameterizedTest
    @CsvSource({"direct, direct", "plan, plan", "plan-then-apply, plan", "streaming, direct", "pipes, direct"})
    void executionModesOfThePeerAreDirect(String written, String meant) {
        assertThat(attributes("execution_mode: " + written).executionMode()).isEqualTo(meant);
    }

    @Test
    void anotherStoreKeepsItsOptions() {
        assertThat(attributes("defs_state: {management_type: 's3://bucket/x', key: k, region: eu, keep: 3}").defsState())
                .isEqualTo(new DefsState(
                        "s3://bucket/x", Optional.of("k"), Optional.empty(), Map.of("region", "eu", "keep", "3")));
        assertThat(attributes("defs_state: {management_type: local_filesystem, refresh_if_dev: false}").defsState().isLocal())
                .isTrue();
    }
}
