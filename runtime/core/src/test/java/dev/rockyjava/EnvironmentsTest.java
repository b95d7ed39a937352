package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.AssetChange;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.asset.diff.EarlierDefinitions;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of one project that were written in two environments. */
class EnvironmentsTest {

    private static final Map<Attribute, Object> NAMED_BY_CATALOG = Map.of(
            Attribute.DAG_MODE, true,
            Attribute.TRANSLATION, Map.of(
                    "key", Map.of("model", "x_{catalog}/{schema}/{model}"),
                    "group", Map.of("model", "{catalog}_{schema}"),
                    "tags", Map.of("model", Map.of("where", "{catalog}.{schema}"))));

    @TempDir
    private Path folder = Path.of("");

    /**
     * A model.
     *
     * @param literal whether its SQL names tables as they are in one environment, in every one
     */
    private record Model(
            String name, String catalog, String schema, List<Model> upstream, boolean literal, int key, int lag, String tag, int code) {

        Model edited(Random random) {
            int which = random.nextInt(5);
            return new Model(
                    name, catalog, schema, which == 4 && !upstream.isEmpty() ? upstream.subList(1, upstream.size()) : upstream, literal,
                    which == 0 ? key + 1 : key, which == 1 ? lag + 1 : lag, which == 2 ? tag + "x" : tag,
                    which == 3 || which == 4 && upstream.isEmpty() ? code + 1 : code);
        }
    }

    /** An environment, in which catalogs and schemas have other names. */
    private record Environment(UnaryOperator<String> catalog, UnaryOperator<String> schema) {

        static final Environment PRODUCTION = new Environment(UnaryOperator.identity(), UnaryOperator.identity());

        private String target(Model model) {
            return "'target':{'catalog':'" + catalog.apply(model.catalog) + "','schema':'" + schema.apply(model.schema)
                    + "','table':'" + model.name + "'}";
        }

        private String table(Model reader, Model read) {
            return reader.literal
                    ? read.catalog + "." + read.schema + "." + read.name
                    : catalog.apply(read.catalog) + "." + schema.apply(read.schema) + "." + read.name;
        }

        String snapshot(List<Model> models) {
            List<String> nodes = new ArrayList<>(List.of("{'id':'source:shop','kind':'source','label':'shop','pipeline':'shop'}"));
            List<String> details = new ArrayList<>();
            List<String> lineage = new ArrayList<>();
            List<String> reads = new ArrayList<>();
            List<String> code = new ArrayList<>();
            List<String> sql = new ArrayList<>();
            for (Model model : models) {
                String dependsOn = model.upstream.stream().map(up -> "'transformation:" + up.name + "'").collect(Collectors.joining(","));
                String common = target(model) + ",'strategy':{'type':'merge','unique_key':['k" + model.key + "']},"
                        + "'freshness':{'max_lag_seconds':" + model.lag + "}";
                nodes.add("{'id':'transformation:" + model.name + "','kind':'transformation','label':'" + model.name
                        + "','pipeline':'marts'," + common + ",'depends_on':[" + dependsOn + "]}");
                nodes.add("{'id':'test:" + model.name + "::unique_id','kind':'test','label':'" + model.name
                        + "::unique_id','pipeline':'marts','depends_on':['transformation:" + model.name + "']}");
                details.add("{'name':'" + model.name + "'," + common + ",'tags':{'team':'" + model.tag + "'}}");
                model.upstream.forEach(up -> lineage.add("{'source':{'model':'" + table(model, up) + "','column':'id'},'target':{'model':'"
                        + model.name + "','column':'id'},'transform':'direct'}"));
                reads.add("'" + model.name + "':["
                        + model.upstream.stream().map(up -> "'" + table(model, up) + "'").collect(Collectors.joining(",")) + "]");
                code.add("'" + model.name + "':{'models/" + model.name + ".sql':'" + model.code + "'}");
                sql.add("'" + model.name + "':'SELECT wh.id FROM "
                        + model.upstream.stream().map(up -> table(model, up) + " AS wh").collect(Collectors.joining(" JOIN ")) + "'");
            }
            return ("{'discover':{'sources':[{'id':'s','source_type':'x','components':{},'tables':[{'name':'t'}]}]},"
                            + "'dag_status':'success','dag':{'nodes':[" + String.join(",", nodes) + "],'column_lineage':["
                            + String.join(",", lineage) + "]},'compile':{'models_detail':[" + String.join(",", details)
                            + "],'expanded_sql':{" + String.join(",", sql) + "}},'rocky_java':{'reads':{" + String.join(",", reads)
                            + "},'code':{" + String.join(",", code) + "},'writes':{'shop':{'catalog':'" + catalog.apply("wh")
                            + "','schema':'" + schema.apply("lake__{shop}") + "'}}}}")
                    .replace('\'', '"');
        }
    }

    private RockyComponent component(Map<Attribute, Object> attributes) {
        ComponentConfig.Builder config = ComponentConfig.builder();
        attributes.forEach(config::set);
        return RockyComponent.of(config.build(), folder);
    }

    private Path file(String name, String snapshot) {
        try {
            return Files.writeString(folder.resolve(name), snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Model> models(Random random) {
        List<Model> models = new ArrayList<>();
        for (int i = 0, n = 3 + random.nextInt(10); i < n; i++) {
            List<Model> upstream = models.stream().filter(up -> random.nextInt(3) == 0).toList();
            models.add(new Model(
                    "m" + i, random.nextInt(4) == 0 ? "lake" : "wh", random.nextBoolean() ? "marts" : "staging", upstream,
                    random.nextBoolean(), random.nextInt(3), 60 + random.nextInt(3), "t" + random.nextInt(3), random.nextInt(100)));
        }
        return models;
    }

    private static Environment environment(Random random) {
        UnaryOperator<String> catalog = random.nextBoolean() ? name -> "pr_17_" + name : name -> name.equals("wh") ? "pr" : "pr2";
        UnaryOperator<String> schema = name -> "dev_" + name;
        return switch (random.nextInt(3)) {
            case 0 -> new Environment(catalog, UnaryOperator.identity());
            case 1 -> new Environment(UnaryOperator.identity(), schema);
            default -> new Environment(catalog, schema);
        };
    }

    private static List<Model> edited(List<Model> models, List<String> names, Random random) {
        Map<String, Model> now = new java.util.TreeMap<>();
        List<Model> all = new ArrayList<>();
        for (Model model : models) {
            List<Model> upstream = model.upstream.stream().map(up -> now.getOrDefault(up.name, up)).toList();
            Model same = new Model(model.name, model.catalog, model.schema, upstream, model.literal, model.key, model.lag, model.tag, model.code);
            Model later = names.contains(model.name) ? same.edited(random) : same;
            now.put(model.name, later);
            all.add(later);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "models", "named by catalog"})
    void onlyWhatIsEditedIsChanged(String mode) {
        RockyComponent component = component(switch (mode) {
            case "graph" -> Map.of(Attribute.DAG_MODE, true);
            case "models" -> Map.of(Attribute.SURFACE_DERIVED_MODELS, true);
            default -> NAMED_BY_CATALOG;
        });
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Model> models = models(random);
            Environment there = environment(random);
            List<String> names = new ArrayList<>(models.stream().map(Model::name).toList());
            Collections.shuffle(names, random);
            List<String> chosen = names.subList(0, random.nextInt(4));
            boolean back = random.nextBoolean();

            Path before = file("before.json", (back ? there : Environment.PRODUCTION).snapshot(models));
            Path after = file("after.json", (back ? Environment.PRODUCTION : there).snapshot(edited(models, chosen, random)));
            Definitions current = component.buildDefsFromState(after);
            EarlierDefinitions earlier = component.buildEarlierDefs(before, current);
            DefinitionsDiff diff = DefinitionsDiff.between(earlier, current);

            SortedSet<AssetKey> expected = new TreeSet<>();
            chosen.forEach(name -> expected.add(current.findByNodeId("transformation:" + name).orElseThrow().key()));
            assertThat(AssetSelection.changedSince(earlier.definitions()).resolve(current)).as("%d: %s", seed, diff.text()).isEqualTo(expected);
            assertThat(diff.changed()).as("%d", seed).extracting(AssetChange::key).containsExactlyElementsOf(expected);
            assertThat(diff.headline()).as("%d", seed).endsWith("in another environment");
            assertThat(diff.isEmpty()).as("%d: %s", seed, diff.text()).isEqualTo(chosen.isEmpty());
            // The same snapshots, compared as those of one environment.
            assertThat(DefinitionsDiff.between(component.buildDefsFromState(before), current).isEmpty()).isFalse();
        }
    }

    private static final Model A = new Model("a", "wh", "staging", List.of(), false, 0, 60, "t", 1);
    private static final Model B = new Model("b", "wh", "marts", List.of(A), false, 0, 60, "t", 1);
    private static final Model C = new Model("c", "wh", "marts", List.of(A, B), true, 0, 60, "t", 1);
    private static final Environment PR = new Environment(name -> name.equals("wh") ? "pr_17" : name, UnaryOperator.identity());

    private DefinitionsDiff diff(List<Model> before, String after) {
        RockyComponent component = component(Map.of(Attribute.DAG_MODE, true));
        Definitions current = component.buildDefsFromState(file("after.json", after));
        return DefinitionsDiff.between(
                component.buildEarlierDefs(file("before.json", Environment.PRODUCTION.snapshot(before)), current), current);
    }

    @Test
    void anAssetThatDepartsFromTheMappingIsChanged() {
        assertThat(diff(List.of(A, B, C), PR.snapshot(List.of(A, B, C)).replaceAll("pr_17(\",\"schema\":\"marts\",\"table\":\"c)", "wh$1")).text())
                .isEqualTo("""
                        1 added, 1 removed, 1 check added, 1 check removed, in another environment
                          = catalog wh -> pr_17
                          + wh/marts/c
                          - pr_17/marts/c
                          ? pr_17/marts/c is perhaps wh/marts/c now: the same node of the engine
                          + check unique_id on wh/marts/c
                          - check unique_id on pr_17/marts/c
                        """);
    }

    @Test
    void aRenameIsOneInTheLaterEnvironment() {
        Model renamed = new Model("z", "wh", "marts", List.of(A), false, 0, 60, "t", 1);
        assertThat(diff(List.of(A, B), PR.snapshot(List.of(A, renamed))).text()).isEqualTo("""
                1 added, 1 removed, 1 check added, 1 check removed, in another environment
                  = catalog wh -> pr_17
                  + pr_17/marts/z
                  - pr_17/marts/b
                  + check unique_id on pr_17/marts/z
                  - check unique_id on pr_17/marts/b
                """);
    }

    @Test
    void verifyIsStrict() {
        RockyComponent component = component(Map.of(Attribute.DAG_MODE, true, Attribute.DEFS_STATE, Map.of("path", "after.json")));
        Definitions compiled = component.buildDefsFromState(file("before.json", Environment.PRODUCTION.snapshot(List.of(A, B, C))));
        file("after.json", PR.snapshot(List.of(A, B, C)));
        assertThat(component.verify(compiled).upToDate()).isFalse();
        assertThat(component.verify(compiled).text()).contains("3 added, 3 removed").doesNotContain("environment");
        String undigested = Environment.PRODUCTION.snapshot(List.of(A, B, C)).replaceAll("\"code\":\\{.*?}},", "");
        file("after.json", undigested);
        assertThat(component.verify(compiled).upToDate()).isFalse();
        assertThat(component.verify(compiled).text()).contains("code of 3 assets not compared");
    }

    /** A translator may give two assets one key in the other environment. */
    @Test
    void snapshotsThatCannotBeTranslatedAreComparedAsTheyAre() {
        RockyComponent component = component(Map.of(Attribute.DAG_MODE, true)).withTranslator(new RockyTranslator() {
            @Override
            public AssetKey getDagNodeAssetKey(DagNode node) {
                return node.target()
                        .map(target -> AssetKey.of(target.catalog().substring(0, 1), target.table()))
                        .orElseGet(() -> super.getDagNodeAssetKey(node));
            }
        });
        Model other = new Model("x", "lake", "marts", List.of(), false, 0, 60, "t", 1);
        Environment lab = new Environment(name -> name.equals("wh") ? "lab" : name, UnaryOperator.identity());
        String before = Environment.PRODUCTION.snapshot(List.of(A, B, C, other)).replace("\"table\":\"x\"", "\"table\":\"a\"");
        Definitions current = component.buildDefsFromState(file("after.json", lab.snapshot(List.of(A, B, C))));

        EarlierDefinitions earlier = component.buildEarlierDefs(file("before.json", before), current);

        assertThat(earlier.environment().isSame()).isTrue();
        assertThat(DefinitionsDiff.between(earlier, current).headline()).startsWith("2 added, 3 removed, 1 changed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SELECT x FROM wh.staging.a              | SELECT x FROM pr_17.staging.a",
        "SELECT x FROM \"wh\".\"staging\".\"a\"  | SELECT x FROM \"pr_17\".\"staging\".\"a\"",
        "SELECT x FROM `wh`.staging.a            | SELECT x FROM `pr_17`.staging.a",
    })
    void sqlThatFollowsTheEnvironmentIsTheSame(String production, String pr) {
        String before = Environment.PRODUCTION.snapshot(List.of(A)).replaceAll("SELECT wh.id FROM ", quoted(production));
        String after = PR.snapshot(List.of(A)).replaceAll("SELECT wh.id FROM ", quoted(pr));
        RockyComponent component = component(Map.of(Attribute.DAG_MODE, true));
        Definitions current = component.buildDefsFromState(file("after.json", after));
        EarlierDefinitions earlier = component.buildEarlierDefs(file("before.json", before), current);
        assertThat(DefinitionsDiff.between(earlier, current).isEmpty()).isTrue();
    }

    private static String quoted(String sql) {
        return java.util.regex.Matcher.quoteReplacement(sql.replace("\"", "\\\""));
    }
}
