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

    @Test
    void thirtySegments() {
        Result result = tree(String.join("/", Collections.nCopies(30, "a")));
        assertThat(result.problems()).isEmpty();
        assertThat(names(result.root(), "")).singleElement().asString().startsWith("A.A_.A__.").endsWith(".A");
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
        Result result = NamespaceTree.of(assets("s/a", "s/b"), "Root", Map.of("s/a", "B2"));
        assertThat(names(result.root(), "")).containsExactly("S.B", "S.B2");
        assertThat(NamespaceTree.of(assets("s/a"), "Root", Map.of("s/z", "Z")).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.text("f")).startsWith("[RK206]").contains("s/z"));
    }
}
