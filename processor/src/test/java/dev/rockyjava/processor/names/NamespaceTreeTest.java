package dev.rockyjava.processor.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.processor.names.NamespaceTree.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceTreeTest {

    /** Assets with these keys; the node id is the key's text. */
    private static Definitions assets(String... keys) {
        return Definitions.of(
                Arrays.stream(keys)
                        .map(key -> AssetSpec.builder(AssetKey.parse(key), key, NodeKind.TRANSFORMATION, key, "g").build())
                        .toList(),
                List.of());
    }

    private static Result tree(String... keys) {
        return NamespaceTree.of(assets(keys), "Root", Map.of());
    }

    private static List<String> names(Namespace namespace, String path) {
        List<String> names = new ArrayList<>();
        namespace.constants().keySet().forEach(name -> names.add(path + name));
        namespace.children().forEach(child -> names.addAll(names(child, path + child.typeName() + ".")));
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "one, ONE",
        "poc/gold/fct, Poc.Gold.FCT",
        "a/a/a, A.A_.A",
        "a/a/a/a, A.A_.A__.A",
        "root/x, Root_.X",
        "a/a_/x, A.A_.X",
        "'//', Unnamed.Unnamed_.UNNAMED",
        "a\\/b/c, AB.C",
        "string/x, String_.X",
    })
    void places(String key, String name) {
        Result result = tree(key);
        assertThat(result.problems()).isEmpty();
        assertThat(names(result.root(), "")).containsExactly(name);
    }

    /** The file of a class has the names of all around it, and is limited; the name of a constant is not. */
    @Test
    void thirtySegments() {
        String[] keys = {
            String.join("/", Collections.nCopies(30, "warehouse")),
            String.join("/", Collections.nCopies(29, "warehouse")) + "/other",
            String.join("/", Collections.nCopies(28, "warehouse")) + "/a/b"
        };
        Result result = tree(keys);
        assertThat(result.problems()).isEmpty();
        assertThat(names(result.root(), "")).hasSize(3).allSatisfy(name -> assertThat(name)
                .startsWith("Warehouse.Warehouse_.Warehouse__.")
                .matches(".*\\.WAREHOUSE__WAREHOUSE__.*"));
        assertThat(tree(keys[1]).root().children()).hasSize(1);
        assertThat(names(result.root(), "")).containsAll(names(tree(keys[1]).root(), ""));
    }

    @Test
    void aRootThatLeavesNoRoom() {
        assertThat(NamespaceTree.of(assets("a/b"), "R".repeat(200), Map.of()).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK220]").contains("200 bytes"));
    }

    @Test
    void aRootThatJustLeavesRoom() {
        assertThat(NamespaceTree.of(assets("a/b"), "R".repeat(170), Map.of()).problems()).isEmpty();
        assertThat(NamespaceTree.of(assets("a/b"), "R".repeat(171), Map.of()).problems()).hasSize(1);
        assertThat(names(NamespaceTree.of(assets("abcd/x"), "R".repeat(165), Map.of()).root(), "")).containsExactly("Abcd.X");
        assertThat(names(NamespaceTree.of(assets("abcd/x"), "R".repeat(166), Map.of()).root(), "")).containsExactly("ABCD__X");
    }

    private static Result withColumns(Map<Nameable, String> renames, String columns, String... keys) {
        List<String> all = List.of(columns.split(","));
        return NamespaceTree.of(assets(keys), "Root", renames, Map.of(), spec -> true, spec -> all);
    }

    private static List<String> columns(Namespace namespace, String path) {
        List<String> names = new ArrayList<>();
        namespace.columns().keySet().forEach(name -> names.add(path + name));
        namespace.children().forEach(child -> names.addAll(columns(child, path + child.typeName() + ".")));
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "gold/fct_revenue, Gold.FctRevenue.TOTAL",
        "gold/t1, Gold.T1Columns.TOTAL",
        "gold/x, Gold.XColumns.TOTAL",
        "gold/日, Gold.u65e5Columns.TOTAL",
        "gold/gold, Gold.Gold_.TOTAL",
        "gold/keys, Gold.Keys_.TOTAL",
        "root, Root_.TOTAL",
        "gold/ta, Gold.Ta.TOTAL",
        "gold/tz, Gold.Tz.TOTAL",
        "gold/string, Gold.String_.TOTAL",
    })
    void placesColumns(String key, String name) {
        Result result = withColumns(Map.of(), "total", key);
        assertThat(result.problems()).isEmpty();
        assertThat(columns(result.root(), "")).containsExactly(name);
    }

    @Test
    void aPrefixThatIsAnAssetTooSharesItsClass() {
        Result result = withColumns(Map.of(), "total,id", "gold/fct", "gold/fct/part");
        assertThat(result.problems()).isEmpty();
        assertThat(columns(result.root(), ""))
                .containsExactly("Gold.Fct.ID", "Gold.Fct.TOTAL", "Gold.Fct.Part.ID", "Gold.Fct.Part.TOTAL");
        assertThat(names(result.root(), "")).containsExactly("Gold.FCT", "Gold.Fct.PART");
    }

    @Test
    void collisionsOfColumns() {
        assertThat(withColumns(Map.of(), "total,Total", "s/fct").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK201]").contains(
                        "the column Total of s/fct", "the column total of s/fct", "column = \"total\""));
        assertThat(withColumns(Map.of(), "part", "s/fct", "s/fct/part").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK201]").contains(
                        "the column part of s/fct", "s/fct/part", "the constant PART"));
        assertThat(withColumns(Map.of(), "c", "s/t1", "s/t_1").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK201]").contains("s/t1", "s/t_1", "T1Columns"));
    }

    @Test
    void renamesOfColumns() {
        Nameable total = new Nameable("s/fct", "Total");
        Result result = withColumns(Map.of(total, "TOTAL_2", Nameable.asset("s/fct"), "FACTS"), "total,Total", "s/fct");
        assertThat(result.problems()).isEmpty();
        assertThat(columns(result.root(), "")).containsExactly("S.Facts.TOTAL", "S.Facts.TOTAL_2");
        assertThat(withColumns(Map.of(new Nameable("s/fct", "tot"), "X"), "total", "s/fct").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK206]").contains("the column tot of s/fct", ": total"));
    }

    @Test
    void addingAnAssetRenamesNone() {
        String[] keys = {"a/b/c", "a/b/d", "x", "a/c", "seed/s"};
        String[] more = Arrays.copyOf(keys, 7);
        more[5] = "A/b/new";
        more[6] = "0/first";
        assertThat(names(tree(more).root(), "")).containsAll(names(tree(keys).root(), ""));
    }

    @ParameterizedTest
    @CsvSource({
        "s/fct_orders, s/fctOrders, would both be the constant FCT_ORDERS",
        "s/a-b, s/a b, would both be the constant A_B",
        "s/, s/unnamed, would both be the constant UNNAMED",
        "ab_cd/x, abcd/y, a disk that ignores case",
        "a_b/x, ab/y, a disk that ignores case",
        "😀/x, ud83dude00/y, a disk that ignores case",
    })
    void collisions(String one, String other, String message) {
        List<String> problems = tree(one, other).problems().stream().map(p -> p.text("f")).toList();
        assertThat(problems).singleElement().asString().startsWith("[RK201]").contains(message);
    }

    @Test
    void everyCollisionIsNamed() {
        assertThat(tree("s/a_b", "s/a-b", "s/a.b", "t/x_y", "t/xY").problems()).hasSize(3);
    }

    @Test
    void renames() {
        Result result = NamespaceTree.of(assets("s/a", "s/b"), "Root", Map.of(Nameable.asset("s/a"), "B2"));
        assertThat(names(result.root(), "")).containsExactly("S.B", "S.B2");
        assertThat(NamespaceTree.of(assets("s/a"), "Root", Map.of(Nameable.asset("s/z"), "Z")).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK206]").contains("s/z"));
    }

    @Test
    void aConstantThatHidesAClassIsReported() {
        assertThat(tree("x", "x/y").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK201]").contains("x would be a constant that hides the class", "under x"));
        assertThat(tree("a/x", "a/x/y").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK201]").contains("a/x would be a constant that hides the class"));
        assertThat(NamespaceTree.of(assets("s"), "Root", Map.of(Nameable.asset("s"), "Keys")).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK201]").contains("s would be a constant that hides the class Keys"));
    }

    @Test
    void theRenameOfAnAssetThatGetsNoConstantIsKept() {
        Map<Nameable, String> renames = Map.of(
                Nameable.asset("s/a"), "X", new Nameable("s/a", "total"), "Y", Nameable.asset("s/z"), "Z");
        Result result = NamespaceTree.of(
                assets("s/a", "s/b"), "Root", renames, Map.of(), spec -> spec.nodeId().equals("s/b"), spec -> List.of());
        assertThat(names(result.root(), "")).containsExactly("S.B");
        assertThat(result.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK206]").contains("s/z"));
    }
}
