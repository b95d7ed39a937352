package dev.rockyjava.internal.snapshot.read;

import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.ALL;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.compile;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.discover;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.source;
import static dev.rockyjava.internal.snapshot.Snapshots.definitions;
import static dev.rockyjava.internal.snapshot.Snapshots.model;
import static dev.rockyjava.internal.snapshot.Snapshots.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.internal.snapshot.DiscoverSnapshots;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.RockyTranslator;
import java.nio.file.Files;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model's own tags are tags of its asset, with a graph as without one. */
class ModelTagsTest {

    private static final String KIND = "rocky/kind";

    private static String compiled(String name, String table, String tags) {
        return "{'name':'" + name + "','target':{'catalog':'w','schema':'s','table':'" + table + "'}" + tags + "}";
    }

    private static String compiled(String name, String tags) {
        return compiled(name, name, ",'tags':{" + tags + "}");
    }

    private static String dag(String... nodes) {
        return "'dag_status':'success','dag':{'nodes':[" + String.join(",", nodes) + "]}";
    }

    private static String snapshot(String... slots) {
        return quoted("{" + String.join(",", slots) + "}");
    }

    private static SortedMap<String, String> tags(String json, String table) {
        return definitions(json).get(AssetKey.of("w", "s", table)).tags();
    }

    @Test
    void theExampleIsSelectedByTheTagsOfItsModels() throws Exception {
        Definitions example = definitions(Files.readString(Snapshots.EXAMPLE));

        assertThat(AssetSelection.parse("tag:team=finance").resolve(example)).extracting(AssetKey::toString)
                .containsExactlyInAnyOrder(
                        "warehouse/marts/fct_invoices", "warehouse/marts/open_receivables",
                        "warehouse/marts/payment_ledger", "warehouse/staging/stg_fx_rates",
                        "warehouse/staging/stg_invoices", "warehouse/staging/stg_payments");
        assertThat(AssetSelection.parse("tag:tier=gold and not tag:team=finance").resolve(example))
                .extracting(AssetKey::name)
                .containsExactlyInAnyOrder("daily_revenue", "fct_orders");
        assertThat(AssetSelection.parse("tag:pii").resolve(example)).extracting(AssetKey::name)
                .containsExactlyInAnyOrder("stg_customers", "dim_customers");
    }

    @Test
    void namesAndValuesAreSpelledAsWithoutAGraph() {
        String json = snapshot(
                discover(source("a", "eu", "orders"), ""),
                compile(compiled("m", "'own er':'a@b.c','rocky/kind':'x','':'y','none':'','ü*/\\\\u002a':'\\n'")),
                dag(model("m")));
        SortedMap<String, String> tags = new TreeMap<>(tags(json, "m"));
        SortedMap<String, String> discovered =
                new TreeMap<>(DiscoverSnapshots.definitions(json, ALL).get(AssetKey.of("w", "s", "m")).tags());

        assertThat(tags).containsEntry("own_er", "a_b.c").containsEntry("none", "").containsEntry("rocky_kind", "x")
                .containsEntry(KIND, "transformation").hasSize(5);
        tags.remove(KIND);
        discovered.keySet().removeIf(name -> name.startsWith("rocky/"));
        assertThat(tags).isEqualTo(discovered);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'compile':null",
        "'optimize':null",
        "'compile':{}",
        "'compile':{'models_detail':null}",
        "'compile':{'models_detail':[{'name':'m'}]}",
        "'compile':{'models_detail':[{'name':'m','tags':null},{'name':'other','tags':{'a':'b'}}]}",
    })
    void withoutWordOfThemThereAreNone(String slot) {
        assertThat(tags(snapshot(slot, dag(model("m"))), "m")).containsOnlyKeys(KIND);
    }

    @Test
    void onlyAModelHasThem() {
        String seed = "{'id':'seed:m','kind':'seed','label':'m'}";

        Definitions both = definitions(snapshot(dag(model("m"), seed), compile(compiled("m", "'team':'x'"))));

        assertThat(both.get(AssetKey.of("seed", "m")).tags()).isEqualTo(Map.of(KIND, "seed"));
        assertThat(both.get(AssetKey.of("w", "s", "m")).tags()).isEqualTo(Map.of(KIND, "transformation", "team", "x"));
    }

    @Test
    void ofSeveralModelsOfOneNameTheTargetTells() {
        String here = compiled("m", "m", ",'tags':{'team':'x'}");
        String there = compiled("m", "elsewhere", ",'tags':{'team':'y','tier':'gold'}");

        for (String compile : new String[] {compile(here, there), compile(there, here)}) {
            assertThat(tags(snapshot(dag(model("m")), compile), "m"))
                    .isEqualTo(Map.of(KIND, "transformation", "team", "x"));
        }
        assertThat(tags(snapshot(dag(model("m")), compile(there)), "m")).containsEntry("tier", "gold");
    }

    @Test
    void whereTheTargetDoesNotTellOnlyWhatAllOfThemSayCounts() {
        String one = compiled("m", "'team':'x','tier':'gold','pii':'yes'");
        String other = compiled("m", "'team':'x','tier':'base'");

        for (String compile : new String[] {compile(one, other), compile(other, one)}) {
            assertThat(tags(snapshot(dag(model("m")), compile), "m"))
                    .isEqualTo(Map.of(KIND, "transformation", "team", "x"));
        }
    }

    @Test
    void theOrderOfTheSlotsMeansNothing() {
        String compile = compile(compiled("m", "'team':'x','tier':'gold'"));
        String dag = dag(model("m"));

        assertThat(definitions(snapshot(compile, dag))).isEqualTo(definitions(snapshot(dag, compile)));
        assertThat(tags(snapshot(compile, dag), "m")).containsEntry("team", "x");
    }

    @Test
    void aTranslatorMayHaveItsOwn() {
        RockyTranslator upper = new RockyTranslator() {
            @Override
            public AssetKey getDagNodeAssetKey(DagNode node) {
                return AssetKey.of(node.tags().getOrDefault("team", "nobody"), node.label());
            }

            @Override
            public Map<String, String> getDagTags(DagNode node) {
                return Map.of("first", node.tags().keySet().iterator().next());
            }
        };
        Snapshot snapshot = Snapshots.read(
                snapshot(dag(model("m")), compile(compiled("m", "'z':'1','team':'x y','b b':'2','k':'3'"))));
        AssetKey key = AssetKey.of("x y", "m");

        assertThat(DefinitionsBuilder.build(snapshot, upper).definitions().get(key).tags())
                .isEqualTo(Map.of("first", "b b"));
        assertThat(DefinitionsBuilder.namesOnly(snapshot, upper).keys()).containsExactly(key);
    }
}
