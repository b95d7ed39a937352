package dev.rockyjava.asset;

import static dev.rockyjava.asset.Specs.definitions;
import static dev.rockyjava.asset.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

    @Test
    void refusesTwoNodesWithOneKeyAndNamesBoth() {
        AssetSpec other =
                AssetSpec.builder(AssetKey.of("a"), "seed:a", NodeKind.SEED, "a", "seeds").build();
        assertThatThrownBy(() -> definitions(spec("a"), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transformation:a")
                .hasMessageContaining("seed:a");
    }

    @Test
    void refusesOneNodeIdTwice() {
        AssetSpec other = AssetSpec.builder(
                AssetKey.of("b"), "transformation:a", NodeKind.TRANSFORMATION, "a", "marts").build();
        assertThatThrownBy(() -> definitions(spec("a"), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node id transformation:a");
    }

    @Test
    void refusesADependencyOnNothing() {
        assertThatThrownBy(() -> definitions(spec("a", "gone")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a depends on gone, which is not an asset");
    }

    @Test
    void refusesACheckOnNothing() {
        CheckSpec check = new CheckSpec(AssetKey.of("gone"), "not_null", "test:gone::not_null");
        assertThatThrownBy(() -> Definitions.of(List.of(spec("a")), List.of(check)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test:gone::not_null is on gone");
    }

    @Test
    void findsByKeyNodeIdAndConstant() {
        Definitions definitions = definitions(spec("poc/gold/fct"));
        AssetSpec fct = definitions.get(AssetKey.of("poc", "gold", "fct"));
        assertThat(definitions.get(TransformationAsset.of("poc/gold/fct"))).isSameAs(fct);
        assertThat(definitions.findByNodeId("transformation:poc/gold/fct")).contains(fct);
        assertThat(definitions.find(AssetKey.of("fct"))).isEmpty();
        assertThat(definitions.findByNodeId("seed:fct")).isEmpty();
    }

    @Test
    void namesTheNearestKeysOfAWrongOne() {
        Definitions definitions = definitions(spec("poc/gold/fct_orders"), spec("poc/silver/stg_items"), spec("x"));
        assertThatThrownBy(() -> definitions.get(AssetKey.parse("poc/gold/fct_order")))
                .isInstanceOf(UnknownAssetException.class)
                .hasMessage("there is no asset poc/gold/fct_order; did you mean poc/gold/fct_orders?");
        assertThatThrownBy(() -> definitions.get(AssetKey.parse("STG_ITEMS")))
                .hasMessageContaining("poc/silver/stg_items");
        assertThatThrownBy(() -> definitions.get(AssetKey.parse("something_else_entirely")))
                .hasMessage("there is no asset something_else_entirely; the snapshot that was read or compiled in has 3 assets."
                        + " A new model is an asset after a refresh");
    }

    @Test
    void namesAtMostThreeNearestFirst() {
        AssetKey wrong = AssetKey.of("orders");
        assertThat(NearestKeys.of(wrong, Specs.keys("orders4", "order", "orders12", "orders2", "zzz", "orders3")))
                .containsExactly(AssetKey.of("order"), AssetKey.of("orders2"), AssetKey.of("orders3"));
    }

    @Test
    void namesWhatHoldsTheWordOrSharesAPartOfItAsALastResort() {
        var known = Specs.keys("wh/m/fct_orders", "wh/m/stg_orders", "wh/m/dim_shops",
                "wh/m/fct_orders_daily", "wh/m/x");
        assertThat(NearestKeys.of(AssetKey.of("orders"), known))
                .isEqualTo(Specs.keys("wh/m/fct_orders", "wh/m/fct_orders_daily", "wh/m/stg_orders"));
        assertThat(NearestKeys.of(AssetKey.of("Shop"), known)).isEqualTo(Specs.keys("wh/m/dim_shops"));
        assertThat(NearestKeys.of(AssetKey.of("customer_orders_per_day"), known))
                .isEqualTo(Specs.keys("wh/m/fct_orders", "wh/m/fct_orders_daily", "wh/m/stg_orders"));
        assertThat(NearestKeys.of(AssetKey.of("all_shops_daily"), known))
                .isEqualTo(Specs.keys("wh/m/dim_shops", "wh/m/fct_orders_daily"));
        assertThat(NearestKeys.of(AssetKey.of("fct_something_else"), known)).isEmpty();
        assertThat(NearestKeys.of(AssetKey.of("o"), known)).containsExactly(AssetKey.parse("wh/m/x"));
        assertThat(NearestKeys.of(AssetKey.of("or"), known)).isEmpty();
        assertThat(NearestKeys.of(AssetKey.of("orderz"), known))
                .isEqualTo(Specs.keys("wh/m/fct_orders", "wh/m/fct_orders_daily", "wh/m/stg_orders"));
        assertThat(NearestKeys.of(AssetKey.of("new_shop_order"), Specs.keys("a/order_lines", "a/dim_orderx", "a/dim_shops")))
                .isEqualTo(Specs.keys("a/order_lines", "a/dim_orderx"));
        assertThat(NearestKeys.of(AssetKey.of("old_date"), Specs.keys("a/data"))).isEmpty();
        // What is similar comes alone.
        assertThat(NearestKeys.of(AssetKey.of("fct_order"), known)).isEqualTo(Specs.keys("wh/m/fct_orders"));
        assertThat(NearestKeys.ofNames("strategy", List.of("rocky/strategy", "x"))).containsExactly("rocky/strategy");
    }

    @Test
    void equalsByContentWhateverTheOrder() {
        CheckSpec one = new CheckSpec(AssetKey.of("a"), "unique", "test:a::unique_id");
        CheckSpec two = new CheckSpec(AssetKey.of("b"), "unique", "test:b::unique_id");
        Definitions definitions = Definitions.of(List.of(spec("a"), spec("b", "a")), List.of(one, two));
        Definitions same = Definitions.of(List.of(spec("b", "a"), spec("a")), List.of(two, one));
        assertThat(same).isEqualTo(definitions).hasSameHashCodeAs(definitions);
        assertThat(same.specs()).extracting(AssetSpec::key).containsExactly(AssetKey.of("a"), AssetKey.of("b"));
        assertThat(Definitions.of(List.of(spec("a"), spec("b", "a")), List.of(one))).isNotEqualTo(definitions);
        assertThat(Definitions.of(List.of(spec("a"), spec("b")), List.of(one, two))).isNotEqualTo(definitions);
        assertThat(Definitions.empty()).isNotEqualTo(definitions);
    }

    @Test
    void tellsChecksOfOtherNamesApart() {
        CheckSpec check = new CheckSpec(AssetKey.of("a"), "unique", "test:a::unique_id");
        CheckSpec renamed = new CheckSpec(AssetKey.of("a"), "renamed", "test:a::unique_id");
        assertThat(Definitions.of(List.of(spec("a")), List.of(renamed)))
                .isNotEqualTo(Definitions.of(List.of(spec("a")), List.of(check)));
    }

    @Test
    void keepsADeclaredDependencyRatherThanADerivedOne() {
        AssetSpec spec = Specs.builder("b")
                .dependency(AssetKey.of("a"), Dependency.Origin.COLUMN_LINEAGE)
                .dependency(AssetKey.of("a"), Dependency.Origin.DECLARED)
                .dependency(AssetKey.of("a"), Dependency.Origin.PHYSICAL_TARGET)
                .build();
        assertThat(spec.dependencies())
                .containsExactly(new Dependency(AssetKey.of("a"), Dependency.Origin.DECLARED));
    }
}
