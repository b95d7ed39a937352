package dev.rockyjava.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetKeyTest {

    @Test
    void joinsSegmentsAndEscapesWhatBelongsToOne() {
        assertThat(AssetKey.of("poc", "gold", "fct")).hasToString("poc/gold/fct");
        assertThat(AssetKey.of("a/b", "c\\d")).hasToString("a\\/b/c\\\\d");
        assertThat(AssetKey.of("", "marts", "fct")).hasToString("/marts/fct");
        assertThat(AssetKey.of("a", "")).hasToString("a/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a", "a/b/c", "/marts/fct", "a/", "a\\/b", "a\\\\/b", "\\\\\\/", "ü/日本/😀", " / "})
    void readsItsTextFormBack(String text) {
        assertThat(AssetKey.parse(text)).hasToString(text);
    }

    @Test
    void readsBackWhateverTheSegmentsHold() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            List<String> path = new ArrayList<>();
            for (int segments = 1 + random.nextInt(4); segments > 0; segments--) {
                StringBuilder segment = new StringBuilder();
                for (int length = random.nextInt(5); length > 0; length--) {
                    segment.append("/\\a.😀".charAt(random.nextInt(6)));
                }
                path.add(segment.toString());
            }
            AssetKey key = new AssetKey(path);
            assertThat(AssetKey.parse(key.toString())).isEqualTo(key);
        }
    }

    @Test
    void refusesTextThatEndsInALoneBackslash() {
        assertThatThrownBy(() -> AssetKey.parse("a/b\\"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/b\\");
    }

    @Test
    void needsASegment() {
        assertThatThrownBy(AssetKey::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sortsBySegmentNotByText() {
        List<AssetKey> keys = new ArrayList<>(List.of(
                AssetKey.of("a", "b"), AssetKey.of("a!"), AssetKey.of("a"), AssetKey.of("B"),
                AssetKey.of("a", "a", "z")));
        keys.sort(null);
        // As text, "a!" would come before "a/b".
        assertThat(keys).containsExactly(
                AssetKey.of("B"), AssetKey.of("a"), AssetKey.of("a", "a", "z"), AssetKey.of("a", "b"),
                AssetKey.of("a!"));
    }

    @Test
    void comparesAsItEquals() {
        assertThat(AssetKey.of("a", "b")).isEqualByComparingTo(AssetKey.parse("a/b")).isEqualTo(AssetKey.parse("a/b"));
        assertThat(AssetKey.of("a/b")).isNotEqualTo(AssetKey.of("a", "b"));
    }

    @Test
    void isNamedByItsLastSegment() {
        assertThat(AssetKey.parse("poc/gold/fct").name()).isEqualTo("fct");
    }
}
