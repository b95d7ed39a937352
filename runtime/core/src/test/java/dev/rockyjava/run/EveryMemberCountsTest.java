package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.VolatileMetadata;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.generated.DefinitionsResource;
import dev.rockyjava.internal.run.journal.JournalPlan;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever member of a snapshot is another, is gone or is new (invariant 10): {@code diff}, {@code changed:}, {@code refresh
 * --check}, {@code verify} and the check before a resume see it, apart from what {@link VolatileMetadata} lists.
 */
class EveryMemberCountsTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path EXAMPLE = Path.of("..", "..", "example-app", "rocky", "snapshot.json");

    /** Everything else that a snapshot can have and that of the example has not. */
    private static final String MORE = """
            {'discover': {
               'checks': {'freshness': {'threshold_seconds': 3600},
                          'configured_checks': {'orders': [{'name': 'null_rate:id', 'kind': 'null_rate', 'candidate': true}]}},
               'excluded_tables': [{'asset_key': ['a', 'b'], 'source_schema': 's', 'table_name': 't', 'reason': 'r'}],
               'failed_sources': [{'id': 'f', 'schema': 's', 'source_type': 'fivetran', 'error_class': 'timeout',
                                   'message': 'm', 'cooldown_seconds': 5}],
               'collision_candidates': [{'external_object_id': 'x', 'sources': ['y']}],
               'new_sources': ['z'], 'schemas_cached': 4},
             'compile': {
               'diagnostics': [{'severity': 'Warning', 'code': 'W001', 'model': 'fct_orders', 'message': 'm',
                                'span': {'file': 'f', 'line': 1, 'col': 2}}],
               'expanded_sql': {'fct_orders': 'SELECT 1'}},
             'dag': {'column_lineage_unavailable': 'why'},
             'rocky_java': {
               'models_by_pipeline': {'marts': ['fct_orders', 'daily_revenue']},
               'pipeline_depends_on': {'marts': ['shop']},
               'discover_errors': {'crm': 'no connection'},
               'compile_errors': {'models/b': 'no FROM'},
               'compile_diagnostics': [{'severity': 'Error', 'code': 'E010', 'model': 'fct_orders', 'message': 'm',
                                        'span': {'file': 'f', 'line': 1, 'col': 2}}],
               'contracts': {'fct_orders': ['contract_not_null_id']},
               'unheard_of': {'fct_orders': {'reads': ['raw.orders']}},
               'lineage': {'fct_orders': {'model': 'fct_orders', 'version': '1.71.0', 'command': 'lineage',
                  'columns': [{'name': 'order_id', 'data_type': 'BIGINT'}],
                  'edges': [{'source': {'model': 'stg_orders', 'column': 'order_id'},
                             'target': {'model': 'fct_orders', 'column': 'order_id'}, 'transform': 'direct'}],
                  'nodes': [{'model': 'stg_orders', 'target_schema': 's', 'source_id': 'i'}],
                  'upstream': ['stg_orders'], 'downstream': ['daily_revenue']}}},
             'dag_error': {'message': 'none'},
             'slot_of_tomorrow': {'a': {'b': [1, 2.50, true]}, 'c': 'd'},
             'list_of_tomorrow': [1, {'a': 'b'}]}
            """.replace('\'', '"');

    private int mutations;
    private int refused;

    @Test
    void ofTheExampleInDagMode() throws IOException {
        ObjectNode snapshot = rich();
        check(snapshot, BuildOptions.dag());
        assertThat(mutations).isGreaterThan(500);
        assertThat(refused).isLessThan(mutations / 4);
    }

    @Test
    void ofTheExampleInDiscoverMode() throws IOException {
        check(rich(), discoverMode(true));
        assertThat(refused).isLessThan(mutations / 4);
    }

    @Test
    void ofTheExampleWithoutModels() throws IOException {
        check(rich(), discoverMode(false));
        assertThat(refused).isLessThan(mutations / 4);
    }

    @Test
    void ofTheRecordedDocuments() throws IOException {
        String folder = System.getProperty("rocky.fixtures", "");
        Assumptions.assumeFalse(folder.isEmpty(), "no recorded documents: the property rocky.fixtures names no folder");
        ObjectNode snapshot = MAPPER.createObjectNode().put("dag_status", "success");
        for (String slot : List.of("discover", "compile", "optimize", "dag")) {
            snapshot.set(slot, MAPPER.readTree(Path.of(folder, slot + ".json").toFile()));
        }
        check(snapshot, BuildOptions.dag());
        check(snapshot, discoverMode(true));
    }

    private static BuildOptions discoverMode(boolean models) {
        Set<Switch> on = EnumSet.complementOf(EnumSet.of(Switch.DAG_MODE));
        if (!models) {
            on.remove(Switch.DERIVED_MODELS);
        }
        return new BuildOptions(on, Optional.empty(), Optional.empty());
    }

    private static ObjectNode rich() throws IOException {
        ObjectNode snapshot = (ObjectNode) MAPPER.readTree(Files.readString(EXAMPLE));
        add(snapshot, (ObjectNode) MAPPER.readTree(MORE));
        ((ObjectNode) snapshot.at("/discover/sources/0")).putObject("metadata").put("schema", "s").putArray("l").add(1);
        ((ObjectNode) snapshot.at("/discover/sources/0/tables/0")).put("row_count", 7);
        return snapshot;
    }

    private static void add(ObjectNode into, ObjectNode more) {
        more.properties().forEach(member -> {
            if (into.get(member.getKey()) instanceof ObjectNode known && member.getValue() instanceof ObjectNode object) {
                add(known, object);
            } else {
                into.set(member.getKey(), member.getValue());
            }
        });
    }

    private void check(ObjectNode snapshot, BuildOptions options) {
        Snapshot read = read(snapshot);
        Definitions before = build(read, options);
        Definitions compiled = compiled(before);
        assertThat(compiled).isEqualTo(before);
        Map<String, Integer> done = new HashMap<>();
        List<String> unseen = new ArrayList<>();
        for (JsonPointer place : places(snapshot)) {
            // Of the same member of many nodes the first and the second tell enough.
            if (done.merge(place.toString().replaceAll("/[0-9]+", "/*"), 1, Integer::sum) <= 2) {
                for (Mutation mutation : Mutation.values()) {
                    ObjectNode other = snapshot.deepCopy();
                    mutation.on(other, place).ifPresent(path -> {
                        mutations++;
                        seen(read, before, compiled, other, options, path).ifPresent(unseen::add);
                    });
                }
            }
        }
        assertThat(unseen).isEmpty();
    }

    private enum Mutation {
        ANOTHER_VALUE,
        GONE,
        NEW_MEMBER;

        /** Does it to a value, and says where; empty if it can't be done to such a value. */
        Optional<String> on(ObjectNode snapshot, JsonPointer place) {
            JsonNode value = snapshot.at(place);
            if (value.isNull() || value.isContainer() && value.isEmpty()) {
                return Optional.empty(); // says the same as nothing
            }
            if (this == NEW_MEMBER) {
                if (value instanceof ObjectNode object) {
                    object.put("member_of_tomorrow", 1);
                    return Optional.of(place + "/member_of_tomorrow");
                }
                return Optional.empty();
            }
            if (this == ANOTHER_VALUE && !value.isValueNode()) {
                return Optional.empty();
            }
            JsonNode around = snapshot.at(place.head());
            String name = place.last().getMatchingProperty();
            int index = place.last().getMatchingIndex();
            if (this == GONE) {
                if (around instanceof ObjectNode object) {
                    object.remove(name);
                } else {
                    ((ArrayNode) around).remove(index);
                }
            } else if (around instanceof ObjectNode object) {
                object.set(name, another(value));
            } else {
                ((ArrayNode) around).set(index, another(value));
            }
            return Optional.of(place.toString());
        }

        private static JsonNode another(JsonNode value) {
            return value.isNumber()
                    ? MAPPER.getNodeFactory().numberNode(value.asLong() + 3)
                    : value.isBoolean()
                            ? MAPPER.getNodeFactory().booleanNode(!value.asBoolean())
                            : MAPPER.getNodeFactory().stringNode(value.asString() + "x");
        }
    }

    /** What didn't see a mutation. */
    private Optional<String> seen(
            Snapshot former, Definitions before, Definitions compiled, ObjectNode mutated, BuildOptions options, String path) {
        Definitions after;
        try {
            Snapshot later = read(mutated);
            if (former.contents().sameAs(later.contents())) {
                return Optional.of("refresh --check: " + path);
            }
            after = build(later, options);
        } catch (SnapshotException e) {
            refused++;
            return Optional.empty();
        }
        DefinitionsDiff diff = DefinitionsDiff.between(before, after);
        if (isLeftOut(path)) {
            return diff.isEmpty() ? Optional.empty() : Optional.of("not left out: " + path);
        }
        if (diff.isEmpty()) {
            return Optional.of("diff: " + path);
        }
        if (DefinitionsDiff.between(compiled, after).isEmpty() || !compiled(after).equals(after)) {
            return Optional.of("verify: " + path);
        }
        Set<AssetKey> selected = AssetSelection.changedSince(before).resolve(after);
        if (selected.isEmpty() && diff.removed().isEmpty() && diff.elsewhere().isEmpty()) {
            return Optional.of("changed: " + path);
        }
        for (AssetKey key : selected) {
            Optional<AssetSpec> old = before.find(key);
            // A run may be resumed with mended SQL, seeds and pipelines: to mend them is why most runs are resumed.
            boolean onlyCode = path.toString().matches("/rocky_java/(|seed_|pipeline_)code(/.*)?");
            if (old.isPresent() && !onlyColumns(diff, key) && !onlyCode && differences(old.get(), after.get(key)).isEmpty()) {
                return Optional.of("resume of " + key + ": " + path);
            }
        }
        return Optional.empty();
    }

    /** Another node's name, say, is all that is another in what a column comes from: that isn't stated of this asset. */
    private static boolean onlyColumns(DefinitionsDiff diff, AssetKey key) {
        return diff.changed().stream()
                .filter(change -> change.key().equals(key))
                .flatMap(change -> change.differences().stream())
                .allMatch(difference -> difference.what().equals("columns"));
    }

    private static List<String> differences(AssetSpec then, AssetSpec now) {
        return JournalPlan.differences(
                JournalPlan.line(then, new PlannedAction.GraphOnly(), RunSettings.DEFAULTS),
                JournalPlan.line(now, new PlannedAction.GraphOnly(), RunSettings.DEFAULTS));
    }

    private static boolean isLeftOut(String path) {
        return VolatileMetadata.MEMBERS.stream().anyMatch(member -> Pattern.matches(
                "/" + member.replace("*", "[0-9]+") + "(/.*)?", path));
    }

    private static List<JsonPointer> places(JsonNode snapshot) {
        List<JsonPointer> places = new ArrayList<>();
        collect(snapshot, JsonPointer.empty(), places);
        return places;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonPointer member = at.appendProperty(name);
                places.add(member);
                collect(object.get(name), member, places);
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(at.appendIndex(i));
                collect(list.get(i), at.appendIndex(i), places);
            }
        }
    }

    private static Snapshot read(ObjectNode snapshot) {
        byte[] bytes = MAPPER.writeValueAsString(snapshot).getBytes(StandardCharsets.UTF_8);
        return SnapshotReader.read(new ByteArrayInputStream(bytes), "s.json");
    }

    private static Definitions build(Snapshot snapshot, BuildOptions options) {
        return DefinitionsBuilder.build(snapshot, new RockyTranslator(), options).definitions();
    }

    private static Definitions compiled(Definitions definitions) {
        return DefinitionsResource.load(new ByteArrayInputStream(DefinitionsWriter.write(definitions)), "r");
    }
}
