package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One {@code defs.yaml} means the same to dagster-rocky and here: keys, groups, tags, kinds, owners, descriptions, metadata
 * and dependencies of what both build from it and one snapshot. With {@code dag_mode} tags and metadata aren't compared, which
 * {@code SameAsPeerTest} does; of a {@code deps} that no asset has, and of {@code rocky/upstream_keys} for it, only Dagster
 * makes something.
 */
class SameDefsFileTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Two connectors of two tenants, one without the tenant's part, and what adapters add. */
    private static final String TENANTS = """
            {"discover": {"version": "1.71.0", "command": "discover", "sources": [
              {"id": "a_eu_ads", "source_type": "fivetran", "components": {"client": "acme", "region": "eu", "connector": "ads"},
               "last_sync_at": "2026-03-01T10:00:00Z", "metadata": {"fivetran.service": "ads"},
               "tables": [{"name": "clicks", "row_count": 7}, {"name": "costs"}]},
              {"id": "a_eu_crm", "source_type": "fivetran", "components": {"client": "acme", "region": "eu", "connector": "crm"},
               "tables": [{"name": "deals"}]},
              {"id": "b_eu_ads", "source_type": "fivetran", "components": {"client": "best", "region": "eu", "connector": "ads"},
               "tables": [{"name": "clicks", "row_count": 9}, {"name": "keywords"}]},
              {"id": "c_list", "source_type": "duckdb", "components": {"client": ["x", "y"]}, "tables": [{"name": "t"}]},
              {"id": "d_none", "source_type": "duckdb", "components": {"region": "us"}, "tables": [{"name": "t"}]}
            ]}, "dag_status": "disabled"}
            """;

    private static final String HEAD = "type: dagster_rocky.RockyComponent\nattributes:\n";

    private static final Map<String, String> FILES = files();

    @TempDir
    static Path folder = Path.of("");

    private static @Nullable JsonNode answers;

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("nothing", "type: dagster_rocky.RockyComponent\n");
        files.put("key", translation("key: raw/{{ source_type }}/{{ group_name }}/{{ table_name }}"));
        files.put("key with filters", translation("key: \"{{ table_name | upper | replace('S', '-') }}/{{ source_id.split('_')[0] }}/{{ source_id | title }}\""));
        files.put("key as a list", translation("key: \"{{ ['x', source_id, table_name] }}\""));
        files.put("key of a value with a slash", translation("key: \"{{ (source_type ~ '/x') }}/{{ source_id }}/{{ table_name }}\""));
        files.put("key of the spec", translation("key: \"p/{{ spec.key.path | join('__') }}\""));
        files.put("key_prefix", translation("key_prefix: dwh"));
        files.put("key_prefix as a list", translation("key_prefix: [dwh, '{{ source_type }}']", "key: '{{ source_id }}/{{ table_name }}'"));
        files.put("group_name", translation("group_name: '{{ source_type }}_{{ table_name }}'"));
        files.put("group_name null", translation("group_name:"));
        files.put("group_name by condition", translation("group_name: \"{{ 'many' if (row_count or 0) > 5 else 'few' }}\""));
        files.put("description", translation("description: |\n      Copied from {{ source_id }}:\n      {not} a template, {{ row_count }} rows\n"));
        files.put("description null", translation("description: ~"));
        files.put("owners", translation("owners: [team:data, '{{ source_type }}@example.com']"));
        files.put("owners by one template", translation("owners: \"{{ ['team:' ~ group_name] }}\""));
        files.put("kinds", translation("kinds: [sql, '{{ source_type }}']"));
        files.put("no kinds", translation("kinds: []"));
        files.put("metadata", translation("metadata: {table: '{{ table_name }}', n: 5, flag: yes, f: 1.10, t: '1.10', d: 2026-01-02, e: '', l: ['{{ source_type }}', 2], m: {a: 1}}"));
        files.put("metadata over what is there", translation("metadata: {source_id: other, source_type: '{{ source_type | title }}'}"));
        files.put("tags", translation("tags: {team: '{{ source_type }}', layer: raw}"));
        files.put("tags over what is there", translation("tags: {rocky/source_type: '{{ source_type | capitalize }}'}"));
        files.put("tags of other types", translation("tags: {a: 1, b: true, c: 1.50, d: '1.50', e: no, f: '007', g: 0x1F, h: 1_000, i: 'x y' }").replace("'x y'", "x.y"));
        files.put("tags by one template", translation("tags: \"{{ {'team': source_type, 'n': row_count | string} }}\""));
        files.put("deps", translation("deps: ['fivetran/acme/eu/crm/deals', 'duckdb/eu/orders']", "key: 'x/{{ source_id }}/{{ table_name }}'"));
        files.put("one template", HEAD + "  translation: \"{{ {'group_name': source_type, 'tags': {'t': table_name}, 'description': 'd'} }}\"\n");
        files.put("if block", translation("group_name: \"{% if row_count %}counted{% elif table_name == 't' %}t{% else %}others{% endif %}\""));
        files.put("whitespace control and comments", translation("description: \"a {#- no -#} b {{- ' ' ~ table_name -}} c\""));
        files.put("all at once", translation(
                "key: 'raw/{{ source_id }}/{{ table_name }}'", "key_prefix: p", "group_name: g", "description: d", "owners: ['team:x']",
                "tags: {a: b}", "kinds: [k]", "metadata: {m: '{{ table_name }}'}", "automation_condition: '{{ dg.AutomationCondition.eager() }}'",
                "skippable: true", "code_version: '3'"));
        files.put("merge keys", HEAD + "  translation:\n    <<: &base {group_name: one, tags: &tags {team: data}}\n    group_name: two\n    metadata: {<<: *tags, x: y}\n");
        files.put("documents", "type: dagster_rocky.RockyComponent\n---\n" + translation("group_name: second") + "---\n" + translation("group_name: third"));
        files.put("tenant", tenant("client", ""));
        files.put("tenant with a translation", tenant("client", "  translation: {key: '{{ group_name }}/{{ table_name }}/{{ source_id }}', metadata: {rows: '{{ row_count }}', row_count: '1'}}\n"));
        files.put("tenant of the example", tenant("storefront", ""));
        files.put("tenant that is nowhere", tenant("nowhere", ""));
        files.put("graph", HEAD + "  dag_mode: yes\n  translation: {group_name: x, key_prefix: y, tags: {a: b}}\n  tenant: {component: client, partitions_name: clients}\n");
        files.put("environment", translation("group_name: \"{{ env('NO_SUCH_VARIABLE', 'alt') ~ '_' ~ source_type }}\"", "description: \"{{ env.NO_SUCH_VARIABLE or table_name }}\""));
        files.put("attributes of Dagster", HEAD + "  enable_sensor: false\n  op_tags: {a: b}\n  strict_doctor: true\n  strict_doctor_checks: [a]\n  satisfy_empty_outputs: true\n  server_url: http://localhost\n  execution_mode: pipes\n".replace("  satisfy_empty_outputs: true\n", ""));
        return files;
    }

    private static String translation(String... lines) {
        return HEAD + "  translation:\n    " + String.join("\n    ", lines) + "\n";
    }

    private static String tenant(String component, String more) {
        return HEAD + "  tenant:\n    component: " + component + "\n    partitions_name: tenants\n" + more;
    }

    static List<String> names() {
        return FILES.keySet().stream().flatMap(name -> List.of(name + ", tenants", name + ", example").stream())
                .filter(name -> !name.equals("graph, tenants"))
                .toList();
    }

    @BeforeAll
    static void ask() throws Exception {
        String python = System.getProperty("rocky.peer.python", "");
        assumeFalse(python.isEmpty(), "no dagster-rocky to compare with: run with -Drocky.peer.python=<a Python with dagster-rocky>");
        Map<String, List<Object>> asked = new LinkedHashMap<>();
        for (String name : names()) {
            String file = name.substring(0, name.lastIndexOf(','));
            asked.put(name, Arrays.asList(
                    Files.writeString(folder.resolve(file.replace(' ', '_') + ".yaml"), FILES.get(file)).toString(),
                    snapshot(name).toString(),
                    file.equals("documents") ? 1 : null));
        }
        Path request = folder.resolve("asked.json");
        MAPPER.writeValue(request.toFile(), asked);
        Path script = folder.resolve("ask.py");
        try (InputStream in = Objects.requireNonNull(SameDefsFileTest.class.getResourceAsStream("ask_defs_files.py"))) {
            Files.write(script, in.readAllBytes());
        }
        Path answer = folder.resolve("answer.json");
        Process process = new ProcessBuilder(python, script.toString(), request.toString())
                .redirectOutput(answer.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("errors.txt"))).isZero();
        answers = MAPPER.readTree(answer.toFile());
    }

    private static Path snapshot(String name) throws IOException {
        return name.endsWith("example")
                ? Path.of("..", "..", "example-app", "rocky", "snapshot.json").toAbsolutePath()
                : Files.writeString(folder.resolve("tenants.json"), TENANTS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void meansTheSame(String name) throws Exception {
        JsonNode theirs = Objects.requireNonNull(answers).get(name);
        String file = name.substring(0, name.lastIndexOf(','));
        Path yaml = folder.resolve(file.replace(' ', '_') + ".yaml");
        boolean several = file.equals("documents");
        assertThat(theirs.has("refused")).as(theirs.toString()).isFalse();
        RockyComponent component = RockyComponent.fromYaml(yaml, folder, several ? Optional.of("1") : Optional.empty());
        boolean dagMode = component.config().dagMode();

        SortedMap<String, Map<String, Object>> here = new TreeMap<>();
        Definitions definitions = component.buildDefsFromState(snapshot(name));
        definitions.specs().forEach(spec -> here.put(String.join("/", spec.key().path()), facts(spec, dagMode)));
        SortedMap<String, Map<String, Object>> there = new TreeMap<>();
        theirs.get("assets").properties().forEach(asset ->
                there.put(asset.getKey(), facts(asset.getValue(), theirs.get("assets"), dagMode)));
        assertThat(here).containsExactlyEntriesOf(there);
        if (several) {
            assertThatThrownBy(() -> RockyComponent.fromYaml(yaml, folder)).hasMessageContaining("3 components of this type");
        }
    }

    private static Map<String, Object> facts(AssetSpec spec, boolean dagMode) {
        Map<String, Object> facts = new TreeMap<>(Map.of(
                "group", spec.group(),
                "owners", List.copyOf(spec.owners()),
                "description", spec.description().orElse("none"),
                "kinds", List.copyOf(spec.kinds())));
        if (!dagMode) {
            SortedMap<String, String> metadata = new TreeMap<>(spec.metadata());
            metadata.remove("rocky/upstream_keys");
            facts.putAll(Map.of("tags", spec.tags(), "metadata", metadata,
                    "deps", spec.upstreamKeys().stream().map(key -> String.join("/", key.path())).toList()));
        }
        return facts;
    }

    private static Map<String, Object> facts(JsonNode asset, JsonNode all, boolean dagMode) {
        Map<String, Object> facts = new TreeMap<>(Map.of(
                "group", asset.get("group").asString(),
                "owners", texts(asset.get("owners")),
                "description", asset.get("description").isNull() ? "none" : asset.get("description").asString(),
                "kinds", texts(asset.get("kinds"))));
        if (!dagMode) {
            facts.putAll(Map.of("tags", pairs(asset.get("tags")), "metadata", pairs(asset.get("metadata")),
                    "deps", texts(asset.get("deps")).stream().filter(all::has).toList()));
        }
        return facts;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static SortedMap<String, String> pairs(JsonNode map) {
        SortedMap<String, String> pairs = new TreeMap<>();
        map.properties().forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asString()));
        return pairs;
    }
}
