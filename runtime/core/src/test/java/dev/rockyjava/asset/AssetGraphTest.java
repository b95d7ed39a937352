package dev.rockyjava.asset;

import static dev.rockyjava.asset.Specs.definitions;
import static dev.rockyjava.asset.Specs.keys;
import static dev.rockyjava.asset.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.selection.AssetSelection;
import org.junit.jupiter.api.Test;

class AssetGraphTest {

    @Test
    void putsEachAssetBelowTheLowestThatItNeeds() {
        AssetGraph graph = definitions(spec("d", "a", "c"), spec("c", "b"), spec("b"), spec("a"), spec("e")).graph();
        assertThat(graph.layers()).containsExactly(keys("a", "b", "e"), keys("c"), keys("d"));
    }

    @Test
    void answersWhoReadsWhom() {
        AssetGraph graph = definitions(spec("a"), spec("b", "a"), spec("c", "a", "b"), spec("d", "c")).graph();
        assertThat(graph.upstream(AssetKey.of("c"))).isEqualTo(keys("a", "b"));
        assertThat(graph.downstream(AssetKey.of("a"))).isEqualTo(keys("b", "c"));
        assertThat(graph.allUpstream(keys("c"))).containsExactlyElementsOf(keys("a", "b"));
        assertThat(graph.allDownstream(keys("b"))).containsExactlyElementsOf(keys("c", "d"));
        assertThatThrownBy(() -> graph.upstream(AssetKey.of("x"))).isInstanceOf(UnknownAssetException.class);
        assertThatThrownBy(() -> graph.downstream(AssetKey.of("x"))).isInstanceOf(UnknownAssetException.class);
    }

    @Test
    void refusesANegativeNumberOfSteps() {
        AssetGraph graph = definitions(spec("a"), spec("b", "a")).graph();
        for (int depth : new int[] {-1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> graph.upstream(keys("b"), depth)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> graph.downstream(keys("a"), depth)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> AssetSelection.all().upstream(depth)).hasMessageContaining("negative: " + depth);
            assertThatThrownBy(() -> AssetSelection.all().downstream(depth)).hasMessageContaining("negative: " + depth);
        }
    }

    @Test
    void findsEachCircle() {
        AssetGraph graph = definitions(
                spec("a", "c"), spec("b", "a"), spec("c", "b"), // a cycle of three
                spec("d", "a"), spec("e", "e"), // one below it, one of its own
                spec("f", "g"), spec("g", "f", "d")).graph();
        assertThat(graph.cycles()).containsExactly(keys("a", "b", "c"), keys("e"), keys("f", "g"));
        assertThatThrownBy(graph::layers)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[a, b, c]");
    }

    @Test
    void findsNoCircleInADiamond() {
        AssetGraph graph = definitions(spec("a"), spec("b", "a"), spec("c", "a"), spec("d", "b", "c")).graph();
        assertThat(graph.cycles()).isEmpty();
    }

    @Test
    void handlesALongChainWithoutStackOverflow() {
        int length = 50_000;
        AssetGraph graph = Specs.chain(length).graph();
        assertThat(graph.layers()).hasSize(length);
        assertThat(graph.cycles()).isEmpty();
        assertThat(graph.allUpstream(keys("m" + (length - 1)))).hasSize(length - 1);
    }

    @Test
    void handlesALongCircleWithoutStackOverflow() {
        int length = 50_000;
        AssetSpec[] specs = new AssetSpec[length];
        for (int i = 0; i < length; i++) {
            specs[i] = spec("m" + i, "m" + (i + 1) % length);
        }
        assertThat(definitions(specs).graph().cycles())
                .singleElement()
                .satisfies(cycle -> assertThat(cycle).hasSize(length));
    }
}
