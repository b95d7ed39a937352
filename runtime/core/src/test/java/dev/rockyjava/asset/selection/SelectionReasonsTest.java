package dev.rockyjava.asset.selection;

import static dev.rockyjava.asset.Specs.keys;
import static dev.rockyjava.asset.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SeedAsset;
import dev.rockyjava.asset.Specs;
import dev.rockyjava.asset.UnknownAssetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Why an asset is selected. */
class SelectionReasonsTest {

    private final Definitions definitions = Specs.definitions(
            AssetSpec.builder(AssetKey.parse("raw/s"), "seed:s", NodeKind.SEED, "s", "seeds")
                    .tags(Map.of("domain", "finance"))
                    .build(),
            spec("wh/a", "raw/s"), spec("wh/b", "wh/a"), spec("wh/c", "wh/b"), spec("z"));

    @Test
    void ofTexts() {
        assertReasons("b", "wh/b selected by name");
        assertReasons("\"wh/b\" or z", "wh/b selected by name", "z selected by name");
        assertReasons("wh/* and not b", "wh/a matches wh/* and all assets, not left out",
                "wh/c matches wh/* and all assets, not left out");
        assertReasons("group:seeds or kind:se*", "raw/s group:seeds");
        assertReasons("tag:domain", "raw/s tag:domain");
        assertReasons("tag:domain=fin*", "raw/s tag:domain=fin*");
        assertReasons("2+b+1", "wh/a upstream of wh/b (1 step)", "wh/b selected by name",
                "wh/c downstream of wh/b (1 step)", "raw/s upstream of wh/b (2 steps)");
        assertReasons("roots(b or c)", "wh/b selected by name, one of the roots");
        assertReasons("leaves(b or c)", "wh/c selected by name, one of the leaves");
        assertReasons("* and group:seeds", "raw/s all assets and group:seeds");
    }

    @Test
    void ofPrograms() {
        assertReasons(AssetSelection.all().and(AssetSelection.all()), "raw/s all assets", "wh/a all assets",
                "wh/b all assets", "wh/c all assets", "z all assets");
        assertReasons(AssetSelection.of(SeedAsset.of("raw/s")).downstream(), "raw/s selected by name",
                "wh/a downstream of raw/s (1 step)", "wh/b downstream of raw/s (2 steps)",
                "wh/c downstream of raw/s (3 steps)");
        assertReasons(AssetSelection.kind(NodeKind.SEED), "raw/s kind:seed");
        assertReasons(AssetSelection.group("seeds"), "raw/s group:seeds");
        assertReasons(AssetSelection.tag("domain", "finance"), "raw/s tag:domain=finance");
        assertReasons(AssetSelection.pattern("raw/*"), "raw/s matches raw/*");
        assertReasons(AssetSelection.changedSince(Specs.definitions(spec("wh/b", "wh/a"), spec("wh/a", "raw/s"),
                definitions.get(AssetKey.parse("raw/s")))), "wh/c new or changed", "z new or changed");
        assertReasons(AssetSelection.where(spec -> spec.label().equals("z")), "z selected by the program");
        assertReasons(all -> new TreeSet<>(keys("z")), "z selected by the program");
        assertReasons(AssetSelection.where(spec -> spec.label().equals("z")).because("its source was late"),
                "z its source was late");
    }

    @Test
    void nameTheNearestAssetThatWasSelected() {
        assertReasons(AssetSelection.ofKeys(keys("wh/b", "wh/c")).upstream(), "wh/a upstream of wh/b (1 step)",
                "wh/b selected by name", "wh/c selected by name", "raw/s upstream of wh/b (2 steps)");
        Definitions two = Specs.definitions(spec("up"), spec("x", "up"), spec("y", "up"));
        AssetSelection both = AssetSelection.ofKeys(keys("y", "x")).upstream();
        assertThat(both.reasons(two).apply(AssetKey.of("up"))).contains("upstream of x (1 step)");
    }

    @Test
    void areTheSameAssetsAsTheSelection() {
        for (String text : List.of("*", "+c", "1+c", "a+", "wh/*", "not +b", "(a+ or z) and not c", "roots(wh/*)")) {
            AssetSelection selection = AssetSelection.parse(text);
            Function<AssetKey, Optional<String>> reasons = selection.reasons(definitions);
            SortedSet<AssetKey> explained = new TreeSet<>();
            definitions.keys().stream().filter(key -> reasons.apply(key).isPresent()).forEach(explained::add);
            assertThat(explained).as(text).isEqualTo(selection.resolve(definitions));
        }
        assertThatThrownBy(() -> AssetSelection.parse("nobody").reasons(definitions))
                .isInstanceOf(UnknownAssetException.class);
    }

    @Test
    void areWorkedOutOnceForAllAssets() {
        Definitions chain = Specs.chain(50_000);
        AtomicInteger resolved = new AtomicInteger();
        AssetSelection last = all -> {
            resolved.incrementAndGet();
            return new TreeSet<>(keys("m49999"));
        };
        AssetSelection selection = last.upstream();
        selection.resolve(chain);
        assertThat(resolved).hasValue(1);
        Function<AssetKey, Optional<String>> reasons = selection.reasons(chain);
        int before = resolved.get();
        chain.keys().forEach(key -> assertThat(reasons.apply(key).isPresent()).isTrue());
        assertThat(resolved).hasValue(before);
        assertThat(reasons.apply(AssetKey.of("m0"))).contains("upstream of m49999 (49999 steps)");
    }

    private void assertReasons(String text, String... expected) {
        assertReasons(AssetSelection.parse(text), expected);
    }

    private void assertReasons(AssetSelection selection, String... expected) {
        Function<AssetKey, Optional<String>> reasons = selection.reasons(definitions);
        List<String> told = new ArrayList<>();
        for (AssetKey key : definitions.keys()) {
            reasons.apply(key).ifPresent(reason -> told.add(key + " " + reason));
        }
        assertThat(told).containsExactlyInAnyOrder(expected);
    }
}
