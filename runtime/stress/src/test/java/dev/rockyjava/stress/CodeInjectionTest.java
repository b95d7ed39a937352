package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.RockyCli;
import dev.rockyjava.cli.page.WarehousePage;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A text of a snapshot stays a text in generated code, Javadoc, the page and the terminal. */
class CodeInjectionTest {

    /** Members whose values are words of the format. */
    private static final Set<String> WORDS = Set.of(
            "version", "schema_version", "command", "kind", "edge_type", "dag_status", "type", "granularity", "first_partition",
            "transform", "severity", "last_sync_at", "recommended", "code", "seed_code", "pipeline_code");

    /** Members whose own members have names of the project. */
    private static final Set<String> MAPS = Set.of(
            "components", "tags", "sources_by_pipeline", "models_by_pipeline", "pipeline_depends_on", "contracts", "reads",
            "reads_unknown", "lineage", "configured_checks", "expanded_sql", "metadata", "discover_errors", "compile_errors");

    /** Longer than any name; the payloads beyond it are longer than what a constant, and a member's name, may be. */
    private static final int LONGEST_NAME = 1_000;

    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path folder;

    /** Every text of a snapshot at once, followed by a payload: what belongs together still does. */
    @Test
    void allFields() throws Exception {
        CompiledProject project = new CompiledProject(folder);
        JsonNode dag = MAPPER.readTree(Corpus.text("snapshot-dag.json"));
        Campaign campaign = new Campaign("all-fields", 6, Payloads.TEXTS.size());
        campaign.run((round, random) -> {
            String payload = Campaign.isLong() ? Payloads.TEXTS.get(round) : Mutator.any(Payloads.TEXTS, random);
            Path snapshot = project.component("acme", bytes(followed(dag, payload, false)), "");
            var diagnostics = project.compile();
            if (payload.length() > LONGEST_NAME) {
                assertThat(diagnostics).isNotEmpty().allMatch(found -> found.getMessage(null).startsWith("[RK220]"));
                return "reported";
            }
            assertThat(diagnostics)
                    .filteredOn(found -> found.getKind() == Diagnostic.Kind.ERROR || !found.getMessage(null).startsWith("[RK"))
                    .isEmpty();
            check(project, "acme", snapshot);
            for (Path source : project.generated()) {
                assertThat(Files.readString(source).chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f, "is ASCII");
            }
            if (Campaign.isLong()) {
                assertThat(project.javadoc()).isEmpty();
            }
            return "compiled";
        });
    }

    /** One text of a snapshot at a time: what a name refers to is then missing, which is reported. */
    @Test
    void eachField() throws Exception {
        CompiledProject project = new CompiledProject(folder);
        JsonNode dag = MAPPER.readTree(Corpus.text("snapshot-dag.json"));
        int texts = count(dag);
        Campaign campaign = new Campaign("fields", 6, texts * Payloads.TEXTS.size());
        campaign.run((round, random) -> {
            int at = Campaign.isLong() ? round : random.nextInt(texts * Payloads.TEXTS.size());
            JsonNode changed = dag.deepCopy();
            replace(changed, at % texts, Payloads.TEXTS.get(at / texts));
            Path snapshot = project.component("acme", bytes(changed), "");
            var diagnostics = project.compile();
            assertThat(diagnostics).allMatch(found -> found.getMessage(null).startsWith("[RK"));
            if (diagnostics.stream().anyMatch(found -> found.getKind() == Diagnostic.Kind.ERROR)) {
                return "reported";
            }
            check(project, "acme", snapshot);
            return "compiled";
        });
    }

    private static void check(CompiledProject project, String packageName, Path snapshot) throws Exception {
        Definitions definitions = project.definitions(packageName);
        assertThat(definitions.equals(RockyComponent.create().buildDefsFromState(snapshot))).as("as at run time").isTrue();
        assertThat(System.getProperty(Payloads.MARKER)).isNull();
    }

    @Test
    void thePageAndTheTerminal() throws Exception {
        JsonNode dag = MAPPER.readTree(Corpus.text("snapshot-dag.json"));
        Files.writeString(folder.resolve("rocky.toml"), "");
        String harmless = withoutData(page(folder, dag));
        Campaign campaign = new Campaign("page-and-terminal", 5, Payloads.TEXTS.size());
        campaign.run((round, random) -> {
            String payload = Campaign.isLong() ? Payloads.TEXTS.get(round) : Mutator.any(Payloads.TEXTS, random);
            JsonNode changed = followed(dag, payload, false);
            assertThat(withoutData(page(folder, changed))).isEqualTo(harmless);
            String key = RockyComponent.create().buildDefsFromState(snapshot(folder, changed)).keys().iterator().next().toString();
            for (List<String> command : List.of(
                    List.of("list"), List.of("list", "--output", "json"), List.of("graph"), List.of("plan"), List.of("list", payload),
                    List.of("graph", "key:\"" + key.replace("\"", "\\\"") + "\""), List.of("history", payload), List.of("resume", payload))) {
                assertThat(terminal(folder, command).codePoints().filter(CodeInjectionTest::actsOnATerminal).boxed())
                        .as("%s", command)
                        .isEmpty();
            }
            return "shown";
        });
    }

    private static boolean actsOnATerminal(int c) {
        boolean bidirectional = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return bidirectional || c != '\n' && c != '\t' && Character.isISOControl(c);
    }

    private static String terminal(Path folder, List<String> command) {
        List<String> words = new ArrayList<>(List.of("--project", folder.toString()));
        words.addAll(0, command.subList(0, 1));
        words.addAll(command.subList(1, command.size()));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            RockyCli.ofProject().run(out, out, words.toArray(String[]::new));
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Path snapshot(Path folder, JsonNode snapshot) throws Exception {
        Path place = RockyComponent.of(ComponentConfig.builder().set(Attribute.DAG_MODE, true).build(), folder)
                .snapshotPath();
        Files.createDirectories(place.getParent());
        return Files.write(place, bytes(snapshot));
    }

    private static String page(Path folder, JsonNode snapshot) throws Exception {
        Definitions definitions = RockyComponent.create().buildDefsFromState(snapshot(folder, snapshot));
        ByteArrayOutputStream html = new ByteArrayOutputStream();
        WarehousePage.of(RockyComponent.create(), definitions).writeTo(html);
        return html.toString(StandardCharsets.UTF_8);
    }

    /** Returns the page without the blocks of data, whose content has no character that HTML gives a meaning. */
    private static String withoutData(String html) {
        return html.replaceAll("(<script type=\"application/octet-stream\" id=\"\\w+\">)[A-Za-z0-9+/=\\s]*(</script>)", "$1$2");
    }

    private static byte[] bytes(JsonNode json) {
        return MAPPER.writeValueAsBytes(json);
    }

    /** Returns a copy in which each text, and each name of the project, is followed by another text. */
    private static JsonNode followed(JsonNode json, String more, boolean names) {
        if (json.isString()) {
            return MAPPER.getNodeFactory().stringNode(json.asString() + more);
        }
        if (json instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(element -> copy.add(followed(element, more, false)));
            return copy;
        }
        if (json instanceof ObjectNode object) {
            ObjectNode copy = MAPPER.createObjectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                boolean kept = WORDS.contains(member.getKey()) && !names;
                copy.set(
                        names && more.length() <= LONGEST_NAME ? member.getKey() + more : member.getKey(),
                        kept ? member.getValue() : followed(member.getValue(), more, MAPS.contains(member.getKey()) && !names));
            }
            return copy;
        }
        return json;
    }

    private static int count(JsonNode json) {
        return leaves(json);
    }

    private static int leaves(JsonNode json) {
        return json.isString() ? 1 : json.valueStream().mapToInt(CodeInjectionTest::leaves).sum();
    }

    /** Replaces the text with this number; returns how many there are before the end of the value. */
    private static int replace(JsonNode json, int number, String text) {
        int before = 0;
        if (json instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                if (object.path(name).isString() && before == number) {
                    object.put(name, text);
                }
                before += replace(object.path(name), number - before, text);
            }
        } else if (json instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.path(i).isString() && before == number) {
                    array.set(i, text);
                }
                before += replace(array.path(i), number - before, text);
            }
        } else {
            return json.isString() ? 1 : 0;
        }
        return before;
    }
}
