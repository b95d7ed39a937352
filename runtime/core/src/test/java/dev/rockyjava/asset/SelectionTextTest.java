package dev.rockyjava.asset;

import static dev.rockyjava.asset.Specs.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTextTest {

    // seed/c -> wh/stg/a -> wh/stg/b -> wh/marts/d -> wh/marts/e; wh/marts/f and wh/raw/b alone
    private final Definitions definitions = Specs.definitions(
            AssetSpec.builder(AssetKey.of("seed", "c"), "seed:c", NodeKind.SEED, "c", "seeds").build(),
            Specs.builder("wh/stg/a", "seed/c").tags(Map.of("domain", "finance", "tier", "1")).build(),
            Specs.builder("wh/stg/b", "wh/stg/a").tags(Map.of("domain", "two words", "tier", "q\"t")).build(),
            Specs.spec("wh/marts/d", "wh/stg/b"),
            Specs.spec("wh/marts/e", "wh/marts/d"),
            Specs.spec("wh/marts/f"),
            Specs.spec("wh/raw/b"),
            Specs.spec("2"),
            Specs.spec("and"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            wh/marts/d              | wh/marts/d
            d                       | wh/marts/d
            marts/d                 | wh/marts/d
            "wh/marts/d"            | wh/marts/d
            key:"wh/marts/d"        | wh/marts/d
            key:marts/*             | wh/marts/d wh/marts/e wh/marts/f
            wh/*/b                  | wh/raw/b wh/stg/b
            */b                     | wh/raw/b wh/stg/b
            wh/**                   | wh/marts/d wh/marts/e wh/marts/f wh/raw/b wh/stg/a wh/stg/b
            +d                      | seed/c wh/marts/d wh/stg/a wh/stg/b
            1+d                     | wh/marts/d wh/stg/b
            2+d+1                   | wh/marts/d wh/marts/e wh/stg/a wh/stg/b
            stg/b+                  | wh/marts/d wh/marts/e wh/stg/b
            stg/b+1                 | wh/marts/d wh/stg/b
            +marts/*                | seed/c wh/marts/d wh/marts/e wh/marts/f wh/stg/a wh/stg/b
            *tg/b+2                 | wh/marts/d wh/marts/e wh/stg/b
            +stg/b+                 | seed/c wh/marts/d wh/marts/e wh/stg/a wh/stg/b
            1+"wh/marts/d"          | wh/marts/d wh/stg/b
            1+(d or f)              | wh/marts/d wh/marts/f wh/stg/b
            kind:seed               | seed/c
            KIND:seed or f          | seed/c wh/marts/f
            group:seeds+            | seed/c wh/marts/d wh/marts/e wh/stg/a wh/stg/b
            group:se*               | seed/c
            tag:domain=finance      | wh/stg/a
            tag:domain="two words"  | wh/stg/b
            tag:"domain"="finance"  | wh/stg/a
            tag:tier="q\\"t"        | wh/stg/b
            tag:"domain"            | wh/stg/a wh/stg/b
            tag:domain              | wh/stg/a wh/stg/b
            tag:domain=*            | wh/stg/a wh/stg/b
            tag:*=1                 | wh/stg/a
            not wh/** and not 2     | and seed/c
            d or e and f or f       | wh/marts/d wh/marts/f
            (d or e) and not e      | wh/marts/d
            not (d or e) AND marts/*| wh/marts/f
            not not d               | wh/marts/d
            roots(+d)               | seed/c
            leaves(+d or f)         | wh/marts/d wh/marts/f
            sinks(marts/*)          | wh/marts/e wh/marts/f
            roots(d or a)           | wh/stg/a
            2                       | 2
            2+                      | 2
            (2+)                    | 2
            1+2                     | 2
            "and"                   | and
            """)
    void selects(String text, String expected) {
        assertThat(AssetSelection.parse(text).resolve(definitions))
                .containsExactlyInAnyOrderElementsOf(keys(expected.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``            |  1 | an asset
            d,e           |  2 | a comma is 'and' to dbt
            d e           |  3 | 'and', 'or' or the end
            d or          |  5 | an asset
            and d         |  1 | an asset
            (d or e       |  8 | ')'
            d)            |  2 | the end
            not           |  4 | an asset
            +             |  2 | an asset
            d+x           |  3 | a number of steps
            d++           |  3 | a number of steps
            0+d           |  1 | from 1 to
            d+99999999999 |  3 | from 1 to
            "wh/d         |  6 | close the one at column 1
            colour:red    |  1 | key:, kind:, group: or tag:
            d or max(e)   |  6 | roots(
            group:        |  7 | a value after 'group:'
            group: x      |  7 | a value after 'group:'
            """)
    void saysWhereAndWhatItExpected(String text, int column, String expected) {
        assertThatThrownBy(() -> AssetSelection.parse(text))
                .isInstanceOfSatisfying(SelectionSyntaxException.class, e -> {
                    assertThat(e.column()).isEqualTo(column);
                    assertThat(e.expected()).contains(expected);
                })
                .hasMessageContaining("\n  " + text + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kind:sed              | kind:sed matches no asset; did you mean seed?
            kind:snapshot         | the kinds of these assets are seed, transformation
            group:mart            | did you mean marts?
            group:zzzzzzzzzz      | the groups of these assets are marts, seeds
            tag:domain=financ     | did you mean domain=finance?
            tag:domian            | did you mean domain?
            wh/mart/*             | 'wh/mart/*' matches none of the 9 assets
            d or group:mart       | did you mean marts?
            not kind:sed          | did you mean seed?
            d and f               | although each part of it matches some
            """)
    void namesWhatIsNearWhatMatchesNothing(String text, String message) {
        AssetSelection selection = AssetSelection.parse(text);
        assertThatThrownBy(() -> selection.resolve(definitions))
                .isInstanceOf(EmptySelectionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesWhatIsNearAWrongName() {
        assertThatThrownBy(() -> AssetSelection.parse("wh/mart/d").resolve(definitions))
                .isInstanceOf(UnknownAssetException.class)
                .hasMessageContaining("did you mean wh/marts/d");
        assertThatThrownBy(() -> AssetSelection.parse("key:\"marts/d\"").resolve(definitions))
                .isInstanceOf(UnknownAssetException.class);
        assertThatThrownBy(() -> AssetSelection.parse("b").resolve(definitions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("could be any of 2 assets: wh/raw/b, wh/stg/b");
    }

    @Test
    void readsQuotedKeysWithEveryCharacter() {
        for (String key : new String[] {"a b", "x\"y", "or", "a+b", "p\\/q/r", "back\\\\slash", "st*r", "a:b", ""}) {
            Definitions one = Specs.definitions(Specs.spec(key));
            String text = "\"" + key.replace("\"", "\\\"") + "\"";
            assertThat(AssetSelection.parse(text).resolve(one)).as(text).containsExactlyElementsOf(keys(key));
        }
    }

    @Test
    void refusesDeepNestingInsteadOfOverflowing() {
        assertThatThrownBy(() -> AssetSelection.parse("(".repeat(100_000)))
                .isInstanceOf(SelectionSyntaxException.class)
                .hasMessageContaining("fewer than 200");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverFailsInAnotherWay(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "d", "+", "2", "(", ")", " ", "and", "or", "not", "\"", "*", "/", "tag:", "=", "kind:seed", "\\", ","
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                assertThat(AssetSelection.parse(text.toString()).resolve(definitions)).isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
