package dev.rockyjava.asset;

import static dev.rockyjava.asset.Specs.keys;
import static dev.rockyjava.asset.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AssetSelectionTest {

    private final Definitions definitions = Specs.definitions(
            AssetSpec.builder(AssetKey.of("s"), "seed:s", NodeKind.SEED, "s", "seeds").build(),
            spec("a", "s"), spec("b", "a"), spec("c", "b"), spec("z"));

    @Test
    void selectsByKeyKindGroupAndCondition() {
        assertSelects(AssetSelection.all(), "a", "b", "c", "s", "z");
        assertSelects(AssetSelection.of(TransformationAsset.of("b"), SeedAsset.of("s")), "b", "s");
        assertSelects(AssetSelection.kind(NodeKind.SEED), "s");
        assertSelects(AssetSelection.kind(NodeKind.QUALITY));
        assertSelects(AssetSelection.group("marts"), "a", "b", "c", "z");
        assertSelects(AssetSelection.where(spec -> spec.upstreamKeys().isEmpty()), "s", "z");
    }

    @Test
    void combines() {
        AssetSelection b = AssetSelection.ofKeys(keys("b"));
        assertSelects(b.upstream(), "a", "b", "s");
        assertSelects(b.downstream(), "b", "c");
        assertSelects(b.upstream().minus(AssetSelection.kind(NodeKind.SEED)), "a", "b");
        assertSelects(b.plus(AssetSelection.ofKeys(keys("z"))), "b", "z");
        assertSelects(b.upstream().and(b.downstream()), "b");
        assertSelects(b.minus(b));
    }

    @Test
    void goesAsFarAsItIsTold() {
        AssetSelection b = AssetSelection.ofKeys(keys("b"));
        assertSelects(b.upstream(1), "a", "b");
        assertSelects(b.upstream(2), "a", "b", "s");
        assertSelects(b.upstream(0), "b");
        assertSelects(AssetSelection.ofKeys(keys("s")).downstream(2), "a", "b", "s");
    }

    @Test
    void findsEndsThroughAssetsOutside() {
        AssetSelection ends = AssetSelection.ofKeys(keys("s", "c", "z"));
        assertSelects(ends.roots(), "s", "z");
        assertSelects(ends.leaves(), "c", "z");
    }

    @Test
    void selectsByPatternAndTag() {
        assertSelects(AssetSelection.pattern("*"), "a", "b", "c", "s", "z");
        assertSelects(AssetSelection.pattern("x/*"));
        assertSelects(AssetSelection.tag("domain", "finance"));
    }

    @Test
    void selectsWhatIsNewOrOtherThanBefore() {
        Definitions before = Specs.definitions(spec("a"), spec("b", "a"), spec("gone"), spec("z"));
        assertSelects(AssetSelection.changedSince(before), "a", "c", "s");
        assertSelects(AssetSelection.changedSince(definitions));
        assertSelects(AssetSelection.changedSince(before).downstream(), "a", "b", "c", "s");
    }

    @Test
    void refusesAWrongNameAtAnyDepth() {
        AssetSelection wrong = AssetSelection.ofKeys(keys("nothing"));
        for (AssetSelection selection : List.of(
                wrong, wrong.upstream(), AssetSelection.all().minus(wrong), wrong.and(AssetSelection.ofKeys(keys())))) {
            assertThatThrownBy(() -> selection.resolve(definitions)).isInstanceOf(UnknownAssetException.class);
        }
    }

    @Test
    void givesKeysThatNobodyCanChange() {
        assertThatThrownBy(() -> AssetSelection.all().resolve(definitions).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private void assertSelects(AssetSelection selection, String... expected) {
        assertThat(selection.resolve(definitions)).containsExactlyElementsOf(keys(expected));
    }
}
