package dev.rockyjava.asset.selection;

import static dev.rockyjava.asset.Specs.keys;
import static dev.rockyjava.asset.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SeedAsset;
import dev.rockyjava.asset.Specs;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.TransformationAsset;
import dev.rockyjava.asset.UnknownAssetException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AssetSelectionTest {

    private final Definitions definitions = Specs.definitions(
            AssetSpec.builder(AssetKey.of("s"), "seed:s", NodeKind.SEED, "s", "seeds").build(),
            spec("a", "s"), spec("b", "a"), spec("c", "b"), spec("z"));

    @Test
    void refusesANegativeNumberOfSteps() {
        AssetSelection b = AssetSelection.ofKeys(keys("b"));
        assertThatThrownBy(() -> b.upstream(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> b.downstream(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void selectsForReasonsThatTheProgramGives() {
        AssetSelection stale = AssetSelection.because(Map.of(AssetKey.of("b"), "b is old"));
        assertThat(stale.resolve(definitions)).containsExactly(AssetKey.of("b"));
        assertThat(stale.reasons(definitions).apply(AssetKey.of("b"))).contains("b is old");
        assertThat(stale.reasons(definitions).apply(AssetKey.of("a"))).isEmpty();
        AssetSelection unknown = AssetSelection.because(Map.of(AssetKey.of("gone"), "it was there"));
        assertThatThrownBy(() -> unknown.resolve(definitions)).isInstanceOf(UnknownAssetException.class);
    }

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
        assertSelects(AssetSelection.pattern("**"), "a", "b", "c", "s", "z");
        Definitions tagged = Specs.definitions(Specs.builder("a").tags(Map.of("domain", "finance")).build(), spec("b"));
        assertThat(AssetSelection.tag("domain", "finance").resolve(tagged)).containsExactly(AssetKey.of("a"));
    }

    @Test
    void aWordThatNoAssetHasIsAnErrorBesideOthersToo() {
        Definitions tagged = Specs.definitions(Specs.builder("a").tags(Map.of("domain", "finance")).build(), spec("b"));
        assertEmpty(AssetSelection.group("mart"), tagged, "group:mart matches no asset; did you mean marts?");
        assertEmpty(AssetSelection.tag("domian", "finance"), tagged, "did you mean domain=finance?");
        assertEmpty(AssetSelection.pattern("x/*"), tagged, "'x/*' matches none of the 2 assets");
        // In a program these are words, not patterns.
        assertEmpty(AssetSelection.group("*"), tagged, "the groups of these assets are marts");
        assertEmpty(AssetSelection.tag("domain", "*"), tagged, "tag:domain=* matches no asset");
        assertSelects(AssetSelection.kind(NodeKind.QUALITY));
        assertSelects(AssetSelection.where(spec -> spec.group().equals("mart")));
    }

    private static void assertEmpty(AssetSelection wrong, Definitions definitions, String message) {
        AssetSelection all = AssetSelection.all();
        for (AssetSelection selection : List.of(wrong, all.minus(wrong), all.plus(wrong), all.and(wrong.upstream()))) {
            assertThatThrownBy(() -> selection.resolve(definitions))
                    .isInstanceOf(EmptySelectionException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void selectsWhatIsNewOrOtherThanBefore() {
        Definitions before = Specs.definitions(spec("a"), spec("b", "a"), spec("gone"), spec("z"));
        assertSelects(AssetSelection.changedSince(before), "a", "c", "s");
        assertSelects(AssetSelection.changedSince(definitions));
        assertSelects(AssetSelection.changedSince(before).downstream(), "a", "b", "c", "s");
    }

    @Test
    void anyMemberOfTheDescriptionCountsAsAChange() {
        Supplier<AssetSpec.Builder> a = () -> Specs.builder("a").strategy("merge").metadata(Map.of("owner", "x"));
        Definitions before = Specs.definitions(a.get().build());
        assertThat(AssetSelection.changedSince(before).resolve(Specs.definitions(a.get().build()))).isEmpty();
        for (AssetSpec changed : List.of(
                a.get().strategy("full_refresh").build(),
                a.get().target(new Target("wh", "marts", "a")).build(),
                a.get().tags(Map.of("domain", "finance")).build(),
                a.get().columnSource("id", new ColumnSource(AssetKey.of("s"), "id", "direct")).build(),
                a.get().metadata(Map.of("owner", "y")).build(),
                a.get().pipeline("p").build())) {
            assertThat(AssetSelection.changedSince(before).resolve(Specs.definitions(changed)))
                    .as(changed.toString())
                    .containsExactly(AssetKey.of("a"));
        }
    }

    @Test
    void whatRunsAndSyncsHaveDoneIsNoChange() {
        Definitions before = Specs.definitions(Specs.builder("a").metadata(Map.of("owner", "x")).build());
        Definitions after = Specs.definitions(Specs.builder("a")
                .metadata(Map.of(
                        "owner", "x",
                        "rocky/current_strategy", "merge",
                        "rocky/recommended_strategy", "incremental",
                        "rocky/estimated_monthly_savings", "12.5",
                        "rocky/optimize_reasoning", "runs often",
                        "last_sync_at", "2026-04-01T00:00:00",
                        "row_count", "7"))
                .build());
        assertThat(AssetSelection.changedSince(before).resolve(after)).isEmpty();
        assertThat(AssetSelection.changedSince(after).resolve(before)).isEmpty();
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
