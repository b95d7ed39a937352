package dev.rockyjava.asset.selection;

import static dev.rockyjava.asset.Specs.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Specs;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.error.RockyException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
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
            key:"marts/*"           | wh/marts/d wh/marts/e wh/marts/f
            key:"*nd"               | and
            and*                    | and
            wh/*stg*/b              | wh/stg/b
            wh/stg*/*b              | wh/stg/b
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
            group:"se*"             | seed/c
            group:*se*eds*          | seed/c
            kind:"se*"              | seed/c
            tag:domain="two*"       | wh/stg/b
            tag:"dom*"="*words"     | wh/stg/b
            kind:snapshot or f      | wh/marts/f
            wh/stg/* and not kind:snapshot | wh/stg/a wh/stg/b
            kind:snap* or f         | wh/marts/f
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
            a+b           |  3 | put a name with a '+' in it in quotes
            d or x\\      |  7 | a character after '\\'
            key:x\\       |  6 | a character after '\\'
            state:modified|  1 | 'changed:FILE', with the snapshot file to compare with
            changed:x     |  1 | no 'changed:', as other snapshots can't be read here
            stale         |  1 | no 'stale', as it needs a journal of earlier runs
            d or +stale+  |  7 | an asset of this name is key:stale
            stale:code    |  1 | a Materializer with journal(…)
            status:failed |  1 | no 'status', as it needs a journal
            source:changed|  1 | the engine can't be asked for its sources here
            result:error  |  1 | 'status:failed' for what dbt calls 'result:error'
            source_status:fresher | 1 | 'source:changed' for what dbt calls
            changed:      |  9 | a value after 'changed:'
            :red          |  1 | key:, kind:, group:, tag:, changed:, stale:, status: or source:
            colour:red    |  1 | key:, kind:, group:, tag:, changed:, stale:, status: or source:
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
                .hasMessageEndingWith("\n  " + text + "\n  " + " ".repeat(column - 1) + "^");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kind:sed              | kind:sed matches no asset; did you mean seed?
            kind:snapshot         | 'kind:snapshot' matches none of the 9 assets, although no word in it is unknown
            kind:zzzzzzz or d     | the kinds are load, quality, seed, snapshot, source, transformation
            kind:test             | kind:test matches no asset
            group:"mart\\*"       | did you mean marts?
            key:"wh/mart*/\\*"     | 'wh/mart*/\\*' matches none of the 9 assets
            group:mart            | did you mean marts?
            group:zzzzzzzzzz      | the groups of these assets are marts, seeds
            tag:domain=financ     | did you mean domain=finance?
            tag:domian            | did you mean domain?
            tag:=finance          | tag:=finance matches no asset; did you mean domain=finance?
            wh/mart/*             | 'wh/mart/*' matches none of the 9 assets
            wh/marts/*f*f         | did you mean wh/marts/f?
            d or group:mart       | did you mean marts?
            not kind:sed          | did you mean seed?
            d and f               | although no word in it is unknown
            """)
    void namesWhatIsNearWhatMatchesNothing(String text, String message) {
        AssetSelection selection = AssetSelection.parse(text);
        assertThatThrownBy(() -> selection.resolve(definitions))
                .isInstanceOfSatisfying(EmptySelectionException.class, e -> assertThat(e.part()).isNotEmpty())
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
                .isInstanceOfSatisfying(AmbiguousAssetException.class, e -> {
                    assertThat(e.name()).isEqualTo("b");
                    assertThat(e.candidates()).isEqualTo(keys("wh/raw/b", "wh/stg/b"));
                })
                .hasMessageContaining("could be any of 2 assets: wh/raw/b, wh/stg/b");
    }

    @Test
    void aStarThatIsMeantAsOneNeedsABackslash() {
        Definitions stars = Specs.definitions(
                Specs.builder("m/x*y").tags(Map.of("a*", "b*")).build(),
                Specs.builder("m/xzy").tags(Map.of("ab", "bc")).build());
        for (String text : List.of(
                "x\\*y", "key:\"x\\**\"", "key:\"m/x\\*y\"", "\"m/x*y\"", "tag:a\\*", "tag:\"a\\*\"=\"b\\*\"")) {
            assertThat(AssetSelection.parse(text).resolve(stars)).as(text).containsExactlyElementsOf(keys("m/x*y"));
        }
        assertThatThrownBy(() -> AssetSelection.parse("tag:ab=b\\* or xzy").resolve(stars))
                .hasMessageContaining("tag:ab=b*");
        assertThat(AssetSelection.pattern("x\\*y").resolve(stars)).isEqualTo(new TreeSet<>(keys("m/x*y")));
        assertThat(AssetSelection.parse("key:\"x*y\"").resolve(stars)).hasSize(2);
    }

    @Test
    void bothDirectionsBeginAtTheAsset() {
        // up -> x -> down, and up -> aside -> below: what else reads the upstream is not meant.
        Definitions fork = Specs.definitions(
                Specs.spec("up"), Specs.spec("x", "up"), Specs.spec("down", "x"), Specs.spec("aside", "up"),
                Specs.spec("other"), Specs.spec("down2", "x", "other"));
        assertThat(AssetSelection.parse("1+x+1").resolve(fork))
                .isEqualTo(new TreeSet<>(keys("up", "x", "down", "down2")));
        assertThat(AssetSelection.parse("+x+").resolve(fork))
                .isEqualTo(new TreeSet<>(keys("up", "x", "down", "down2")));
    }

    @Test
    void readsOtherSnapshotsForWhatChanged() {
        Map<String, Definitions> files = Map.of(
                "old.json",
                Specs.definitions(Specs.spec("wh/marts/f"), Specs.spec("wh/raw/b"), Specs.spec("wh/marts/d")),
                "C:\\a (1)\\x.json", definitions);
        SelectionContext snapshots = SelectionContext.none()
                .withSnapshots(name -> Optional.ofNullable(files.get(name)).orElseThrow());
        assertThat(AssetSelection.parse("changed:old.json and marts/*", snapshots).resolve(definitions))
                .isEqualTo(new TreeSet<>(keys("wh/marts/d", "wh/marts/e")));
        assertThat(AssetSelection.parse("changed:old.json+ and d", snapshots).resolve(definitions))
                .hasSize(1);
        assertThat(AssetSelection.parse("f or changed:\"C:\\a (1)\\x.json\"", snapshots).resolve(definitions))
                .hasSize(1);
        AssetSelection nothing = AssetSelection.parse("changed:\"C:\\a (1)\\x.json\"", snapshots);
        assertThatThrownBy(() -> nothing.resolve(definitions)).isInstanceOfSatisfying(
                EmptySelectionException.class, e -> assertThat(e.nothingToDo()).isTrue());
        assertThatThrownBy(() -> AssetSelection.parse("kind:load and kind:seed").resolve(definitions))
                .isInstanceOfSatisfying(EmptySelectionException.class, e -> assertThat(e.nothingToDo()).isFalse());
        assertThatThrownBy(() -> AssetSelection.parse("changed:gone.json", snapshots))
                .isInstanceOf(NoSuchElementException.class);
    }

    /** Stands for what runs and sources are like now: each word selects one asset. */
    private final SelectionContext now = SelectionContext.none()
            .withWords(
                    List.of("stale", "stale:code", "stale:freshness", "stale:never", "status:failed"),
                    word -> AssetSelection.where(spec -> spec.key().name().equals(switch (word) {
                        case "stale" -> "d";
                        case "stale:code" -> "f";
                        case "status:failed" -> "e";
                        default -> "none";
                    })).because(word))
            .withWords(List.of("source:changed"), word -> AssetSelection.kind(NodeKind.SEED).because(word));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stale                       | wh/marts/d
            stale:*                     | wh/marts/d
            STALE:code                  | wh/marts/f
            stale+                      | wh/marts/d wh/marts/e
            1+stale                     | wh/marts/d wh/stg/b
            stale:"code" or status:failed | wh/marts/e wh/marts/f
            marts/* and not stale:*     | wh/marts/e wh/marts/f
            source:changed+ and stg/*   | wh/stg/a wh/stg/b
            stale:freshness or wh/raw/b | wh/raw/b
            """)
    void selectsWhatIsStaleNow(String text, String expected) {
        assertThat(AssetSelection.parse(text, now).resolve(definitions))
                .containsExactlyInAnyOrderElementsOf(keys(expected.split(" ")));
    }

    @Test
    void saysWhyAnAssetIsStale() {
        AssetKey d = AssetKey.of("wh", "marts", "d");
        assertThat(AssetSelection.parse("stale and marts/*", now).reasons(definitions).apply(d))
                .contains("stale and matches marts/*");
    }

    @Test
    void namesTheWordThatIsNearAnUnknownOne() {
        assertThatThrownBy(() -> AssetSelection.parse("d or stale:freshnes", now))
                .isInstanceOfSatisfying(SelectionSyntaxException.class, e -> {
                    assertThat(e.column()).isEqualTo(6);
                    assertThat(e.nearest()).containsExactly("stale:freshness");
                })
                .hasMessageContaining("not stale:freshnes; did you mean stale:freshness?");
        assertThatThrownBy(() -> AssetSelection.parse("status:red", now))
                .isInstanceOf(SelectionSyntaxException.class)
                .hasMessageContaining("expected one of status:failed, not status:red");
    }

    @Test
    void nothingStaleIsNothingToDo() {
        for (String text : List.of("stale:never", "stale:never+ and marts/*", "roots(stale:freshness)")) {
            assertThatThrownBy(() -> AssetSelection.parse(text, now).resolve(definitions))
                    .isInstanceOfSatisfying(
                            EmptySelectionException.class, e -> assertThat(e.nothingToDo()).as(text).isTrue());
        }
        assertThatThrownBy(() -> AssetSelection.parse("stale:never and group:mart", now).resolve(definitions))
                .isInstanceOfSatisfying(EmptySelectionException.class, e -> assertThat(e.nothingToDo()).isFalse())
                .hasMessageContaining("did you mean marts?");
    }

    @Test
    void anAssetWithTheNameOfAWordIsNeverTakenForIt() {
        Definitions named = Specs.definitions(Specs.spec("wh/stale"), Specs.spec("wh/marts/d", "wh/stale"));
        for (String text : List.of("stale", "stale+", "not stale")) {
            assertThatThrownBy(() -> AssetSelection.parse(text, now).resolve(named))
                    .as(text)
                    .isInstanceOfSatisfying(AmbiguousAssetException.class, e -> {
                        assertThat(e.name()).isEqualTo("stale");
                        assertThat(e.candidates()).containsExactlyElementsOf(keys("wh/stale"));
                    })
                    .hasMessageContaining("write key:stale for the asset, or stale:* for the word");
        }
        for (String text : List.of("key:stale", "wh/stale", "\"wh/stale\"", "stale*")) {
            assertThat(AssetSelection.parse(text, now).resolve(named)).as(text).containsExactlyElementsOf(keys("wh/stale"));
        }
        assertThat(AssetSelection.parse("stale:*", now).resolve(named)).containsExactlyElementsOf(keys("wh/marts/d"));
    }

    @Test
    void manyWildcardsDoNotMultiplyTheWork() {
        String segment = "a".repeat(2_000);
        Definitions deep = Specs.definitions(Specs.spec("s/".repeat(1_000) + segment));
        assertThat(AssetSelection.parse("**/s/".repeat(200) + "*a".repeat(200)).resolve(deep)).hasSize(1);
        assertThatThrownBy(() -> AssetSelection.parse("**/s/".repeat(200) + "*a".repeat(200) + "b").resolve(deep))
                .isInstanceOf(EmptySelectionException.class);
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
        assertThat(AssetSelection.parse("(".repeat(198) + "d" + ")".repeat(198)).resolve(definitions)).hasSize(1);
        assertThatThrownBy(() -> AssetSelection.parse("(".repeat(199) + "d" + ")".repeat(199)))
                .isInstanceOf(SelectionSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" or ", " and "})
    void readsVeryManyPartsInARow(String between) {
        AssetSelection many = AssetSelection.parse("d" + (between + "d").repeat(20_000));
        assertThat(many.resolve(definitions)).containsExactlyElementsOf(keys("wh/marts/d"));
        assertThat(many.reasons(definitions).apply(AssetKey.of("wh", "marts", "d"))).contains("selected by name");
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
            } catch (RockyException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
