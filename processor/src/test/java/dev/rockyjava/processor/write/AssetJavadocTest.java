package dev.rockyjava.processor.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the IDE shows for an asset and for a column. */
class AssetJavadocTest {

    private static AssetSpec.Builder everywhere(String text) {
        return AssetSpec.builder(AssetKey.of("wh", text), "transformation:" + text, NodeKind.TRANSFORMATION, text, text)
                .pipeline(text)
                .target(new Target(text, text, text))
                .strategy(text)
                .freshness(new FreshnessPolicy(Duration.ofHours(2), Optional.of(text), Optional.of(text)))
                .partitions(new PartitionsDefinition(Grain.DAY, Optional.of(text)))
                .metadata(Map.of("description", text, "intent", text, "owner", text))
                .columnSource(text, new ColumnSource(AssetKey.of("up", text), text, text))
                .dependency(AssetKey.of("up", text), Dependency.Origin.DECLARED);
    }

    private static AssetSpec plain(String key, String upstream) {
        return AssetSpec.builder(AssetKey.parse(key), key, NodeKind.SEED, key, "g")
                .dependency(AssetKey.parse(upstream), Dependency.Origin.DECLARED)
                .build();
    }

    private static String javadoc(AssetSpec spec, AssetSpec... others) {
        List<AssetSpec> all = new ArrayList<>(List.of(others));
        all.add(spec);
        spec.upstreamKeys().forEach(key ->
                all.add(AssetSpec.builder(key, key.toString(), NodeKind.SEED, "up", "g").build()));
        return new AssetJavadoc(Definitions.of(all, List.of())).of(spec).toString();
    }

    @Test
    void saysWhatIsKnown() {
        assertThat(javadoc(everywhere("x").build(), plain("down/one", "wh/x"), plain("down/two", "wh/x"))).isEqualTo("""
                Transformation <b>x</b> of the pipeline x.

                <ul>
                  <li>Description: x
                  <li>Intent: x
                  <li>Key: wh/x
                  <li>Group: x
                  <li>Target: x.x.x
                  <li>Strategy: x
                  <li>Partitions: daily, from x
                  <li>Freshness: at most 7200 s old by x
                  <li>Upstream: up/x
                  <li>Downstream: down/one, down/two
                </ul>
                """);
    }

    @Test
    void saysNothingOfWhatIsNot() {
        assertThat(javadoc(AssetSpec.builder(AssetKey.of("a"), "seed:a", NodeKind.SEED, "a", "g").build())).isEqualTo("""
                Seed <b>a</b>.

                <ul>
                  <li>Key: a
                  <li>Group: g
                </ul>
                """);
    }

    @Test
    void neighboursAreCapped() {
        AssetSpec.Builder hub = AssetSpec.builder(AssetKey.of("hub"), "hub", NodeKind.TRANSFORMATION, "hub", "g");
        List<AssetSpec> downstream = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            hub.dependency(AssetKey.of("up" + i), Dependency.Origin.DECLARED);
            downstream.add(plain("down" + i, "hub"));
        }
        downstream.add(plain("more", "hub"));
        assertThat(javadoc(hub.build(), downstream.toArray(AssetSpec[]::new)))
                .contains("Upstream: up0, up1, up2, up3, up4, up5, up6, up7 and 1 more\n")
                .contains("Downstream: down0, down1, down2, down3, down4, down5, down6, down7 and 2 more\n");
    }

    @Test
    void ofAColumn() {
        AssetSpec spec = everywhere("x").build();
        assertThat(ColumnJavadoc.of(spec, "x", Optional.of("DECIMAL(18, 2)")))
                .hasToString("Column <b>x</b>, DECIMAL(18, 2), made of:\n\n<ul>\n  <li>up/x/x (x)\n</ul>\n");
        assertThat(ColumnJavadoc.of(spec, "y", Optional.of("DATE"))).hasToString("Column <b>y</b>, DATE.");
        assertThat(ColumnJavadoc.of(spec, "y", Optional.empty())).hasToString("Column <b>y</b>.");
    }

    /** Whichever member of a snapshot it stands in. */
    @ParameterizedTest
    @ValueSource(strings = {
        "*/ class Evil {} /*", "\\u002a/", "\\uuu002a\\u002f", "</ul><script>alert(1)</script>", "{@link Evil}", "@deprecated",
        "a\n * @param b", "\r\n*/", "\u202e\u2066txt", "a\u2028b", "&lt;", "$L$T", "\u0000"
    })
    void noTextCanEndACommentOrStartATag(String text) {
        AssetSpec spec = everywhere(text).build();
        String all = javadoc(spec, plain("down/" + text.replace("/", "").replace("\\", ""), AssetKey.of("wh", text).toString()))
                + ColumnJavadoc.of(spec, text, Optional.of(text));
        assertThat(all)
                .doesNotContain("*", "\\", "{", "@", "<script", "</ul><", "\r", "\u0000")
                .satisfies(ascii -> assertThat(ascii.chars().allMatch(c -> c < 0x7f)).isTrue());
        // The lines and tags are those of a harmless text.
        String harmless = javadoc(everywhere("x").build(), plain("down/x", "wh/x")) + ColumnJavadoc.of(
                everywhere("x").build(), "x", Optional.of("x"));
        assertThat(all.lines().count()).isEqualTo(harmless.lines().count());
        assertThat(all.chars().filter(c -> c == '<').count()).isEqualTo(harmless.chars().filter(c -> c == '<').count());
    }
}
