package dev.rockyjava.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Target;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.translate.SourceInfo.Component;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {

    private static final SourceInfo SOURCE = new SourceInfo(
            "raw__eu",
            "duckdb",
            List.of(new Component("shop", List.of("e/u"), false), new Component("parts", List.of("a", "b"), true)),
            Optional.empty(),
            Map.of());
    private static final TableInfo TABLE = new TableInfo("orders", Optional.of(3L));
    private static final ModelDetail MODEL = new ModelDetail(
            "fct",
            Optional.of(new Target("w", "marts", "fct_orders")),
            Optional.of("merge"),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    private static DagNode node(String kind, @Nullable String pipeline, @Nullable Target target) {
        return new DagNode(
                kind + ":x", kind, "x", Optional.ofNullable(pipeline), Optional.ofNullable(target), Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    private static RockyTranslator translator(Map<String, ?> attribute) {
        return Translation.of(attribute).over(new RockyTranslator());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            raw/{source_type}/{table}                | raw/duckdb/orders
            raw/{{ source_type }}/{{ table_name }}   | raw/duckdb/orders
            {shop}/{parts}/{table}-{row_count}       | e\\/u/a__b/orders-3
            {source_id}.{group_name}.{ group }       | raw__eu.e\\/u.e\\/u
            plain                                    | plain
            """)
    void aKeyOfASourceTable(String template, String key) {
        RockyTranslator translator = translator(Map.of("key", template));

        assertThat(translator.getAssetKey(SOURCE, TABLE)).hasToString(key);
        assertThat(translator.getModelAssetKey(MODEL)).hasToString("w/marts/fct_orders");
    }

    @Test
    void aKeyAndAGroupForEachKindOfThing() {
        RockyTranslator translator = translator(Map.of(
                "key", Map.of("model", "{schema}/{table}", "node", "{pipeline}/{kind}"),
                "group", Map.of("source", "{source_type}", "model", "{group}_{strategy}", "node", "all")));

        assertThat(translator.getAssetKey(SOURCE, TABLE)).hasToString("duckdb/e\\/u/a__b/orders");
        assertThat(translator.getGroupName(SOURCE, TABLE)).isEqualTo("duckdb");
        assertThat(translator.getModelAssetKey(MODEL)).hasToString("marts/fct_orders");
        assertThat(translator.getModelGroupName(MODEL)).isEqualTo("marts_merge");
        assertThat(translator.getDagNodeAssetKey(node("transformation", "p", new Target("c", "s", "t")))).hasToString("s/t");
        assertThat(translator.getDagNodeAssetKey(node("transformation", "p", null))).hasToString("p/transformation");
        assertThat(translator.getDagNodeAssetKey(node("load", null, null))).hasToString("default/load");
        assertThat(translator.getDagGroupName(node("seed", "p", new Target("c", "s", "t")))).isEqualTo("all");
    }

    @Test
    void aPrefixIsBeforeEveryKeyButARenamedOne() {
        RockyTranslator translator = translator(Map.of(
                "prefix", "dwh/eu",
                "rename", Map.of("transformation:fct", "a/b", "table:raw__eu.orders", "c", "load:x", "d")));

        assertThat(translator.getModelAssetKey(MODEL)).isEqualTo(AssetKey.of("a", "b"));
        assertThat(translator.getAssetKey(SOURCE, TABLE)).isEqualTo(AssetKey.of("c"));
        assertThat(translator.getDagNodeAssetKey(node("load", "p", null))).isEqualTo(AssetKey.of("d"));
        assertThat(translator.getDagNodeAssetKey(node("source", "p", null))).hasToString("dwh/eu/p/source");
        assertThat(translator.namedNodes()).hasSize(3);
    }

    @Test
    void tagsAreAddedToTablesOrToOneKind() {
        RockyTranslator translator = translator(Map.of(
                "tags",
                Map.of("team", "data", "n", 1, "source", Map.of("from", "{source_type}"), "model", Map.of("of", "{model}"))));

        assertThat(translator.getTags(SOURCE, TABLE))
                .containsEntry("team", "data").containsEntry("n", "1").containsEntry("from", "duckdb")
                .containsEntry("rocky/source_type", "duckdb");
        assertThat(translator.getModelTags(MODEL)).containsEntry("of", "fct").doesNotContainKeys("team", "from");
        assertThat(translator.getDagTags(node("load", "p", null))).containsOnlyKeys("rocky/kind");
    }

    @Test
    void aTextThatCannotBeAKeyIsRefused() {
        assertThatThrownBy(() -> translator(Map.of("prefix", "d\\")))
                .isInstanceOf(TranslationException.class)
                .hasMessage("translation: 'prefix' can't be a key: asset key ends in a lone '\\': d\\");
        assertThatThrownBy(() -> translator(Map.of("rename", Map.of("load:x", "a/\\"))))
                .isInstanceOf(TranslationException.class)
                .hasMessageContaining("rename/load:x");
    }

    @Test
    void whatIsNotKnownIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> translator(Map.of("key", Map.of("model", "{shema}/x"))))
                .isInstanceOf(TranslationException.class)
                .hasMessage("translation: the placeholder {shema} of '{shema}/x' is not known; did you mean schema?");
        assertThatThrownBy(() -> translator(Map.of("key", "{shopp}")).getAssetKey(SOURCE, TABLE))
                .hasMessageEndingWith("did you mean shop?");
        assertThatThrownBy(() -> translator(Map.of("group_name", "{{ table_nam }}")).getGroupName(SOURCE, TABLE))
                .hasMessage("translation: '{{ table_nam }}': 'table_nam' is not known here; did you mean table_name?");
        assertThatThrownBy(() -> translator(Map.of("description", "{{ table | uper }}")))
                .hasMessage("translation: '{{ table | uper }}': there is no filter 'uper'; did you mean upper?");
        assertThatThrownBy(() -> Translation.of("{{ source_type }}").over(new RockyTranslator()).getTags(SOURCE, TABLE))
                .hasMessageContaining("makes no mapping");
        assertThatThrownBy(() -> Translation.of("{{ {'grup_name': 1} }}").over(new RockyTranslator()).getTags(SOURCE, TABLE))
                .hasMessageContaining("did you mean group_name?");
        assertThatThrownBy(() -> translator(Map.of("keys", "x"))).hasMessageEndingWith("did you mean key?");
        assertThatThrownBy(() -> translator(Map.of("key", Map.of("modell", "x")))).hasMessageEndingWith("did you mean model?");
        assertThatThrownBy(() -> translator(Map.of("key", "a{b"))).hasMessageContaining("brace");
        assertThatThrownBy(() -> translator(Map.of("rename", "x"))).hasMessageContaining("is a mapping");
        assertThatThrownBy(() -> translator(Map.of("prefix", List.of("x")))).hasMessageContaining("is a text");
    }

    /** Names by class. */
    public static final class Shouting extends RockyTranslator {
        @Override
        public AssetKey getModelAssetKey(ModelDetail model) {
            return AssetKey.of("SHOUT", model.name());
        }
    }

    /** Can't be made. */
    public static final class Failing extends RockyTranslator {
        public Failing() {
            throw new IllegalStateException("no luck");
        }
    }

    @Test
    void aClassIsMadeByNameAndRulesGoOverIt() {
        ComponentConfig config = ComponentConfig.builder()
                .set(Attribute.TRANSLATOR, Shouting.class.getName())
                .set(Attribute.TRANSLATION, Map.of("prefix", "p"))
                .build();

        assertThat(Translators.of(config).getModelAssetKey(MODEL)).hasToString("p/SHOUT/fct");
        assertThat(Translators.of(ComponentConfig.defaults()).getClass()).isEqualTo(RockyTranslator.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acme.Missing                                      | is not on the class path
            java.lang.String                                  | isn't a dev.rockyjava.translate.RockyTranslator
            dev.rockyjava.translate.TranslationTest$Failing   | the constructor of the translator
            dev.rockyjava.translate.DeclaredTranslator        | must be a public class
            """)
    void aClassThatCannotBeUsedIsRefused(String name, String message) {
        ComponentConfig config = ComponentConfig.builder().set(Attribute.TRANSLATOR, name).build();

        assertThatThrownBy(() -> Translators.of(config)).isInstanceOf(TranslationException.class).hasMessageContaining(message);
    }
}
