package dev.rockyjava.asset.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SortedKeysTest {

    private final Random random = new Random(19);

    private AssetKey key() {
        return AssetKey.parse(random.nextInt(3) + "/" + random.nextInt(6));
    }

    private SortedSet<AssetKey> tree(int most) {
        SortedSet<AssetKey> tree = new TreeSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            tree.add(key());
        }
        return tree;
    }

    @Test
    void behavesAsATreeOfTheSameKeys() {
        for (int round = 0; round < 2000; round++) {
            SortedSet<AssetKey> tree = tree(12);
            SortedSet<AssetKey> keys = new SortedKeys(new ArrayList<>(tree));
            AssetKey one = key();
            AssetKey other = key();
            AssetKey low = one.compareTo(other) <= 0 ? one : other;
            AssetKey high = low == one ? other : one;
            assertThat(keys).isEqualTo(tree).hasSameHashCodeAs(tree).hasSameSizeAs(tree).hasToString(tree.toString());
            assertThat(tree).isEqualTo(keys);
            assertThat(keys.contains(one)).isEqualTo(tree.contains(one));
            assertThat(List.copyOf(keys.headSet(one))).isEqualTo(List.copyOf(tree.headSet(one)));
            assertThat(List.copyOf(keys.tailSet(one))).isEqualTo(List.copyOf(tree.tailSet(one)));
            assertThat(List.copyOf(keys.subSet(low, high))).isEqualTo(List.copyOf(tree.subSet(low, high)));
            assertThat(new TreeSet<>(keys)).isEqualTo(tree);
            if (!tree.isEmpty()) {
                assertThat(keys.first()).isEqualTo(tree.first());
                assertThat(keys.last()).isEqualTo(tree.last());
            }
        }
    }

    @Test
    void hasNoFirstOrLastOfNothingAndNoRangeThatEndsBeforeItBegins() {
        SortedKeys none = new SortedKeys(List.of());
        assertThatThrownBy(none::first).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(none::last).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> none.subSet(AssetKey.of("b"), AssetKey.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("b comes after a");
    }

    @Test
    void cannotBeChanged() {
        SortedSet<AssetKey> keys = new SortedKeys(new ArrayList<>(List.of(AssetKey.of("a"))));
        assertThatThrownBy(() -> keys.remove(AssetKey.of("a"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> keys.add(AssetKey.of("b"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(keys::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(keys).hasSize(1);
    }
}
