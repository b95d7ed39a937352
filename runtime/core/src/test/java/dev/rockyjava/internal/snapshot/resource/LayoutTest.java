package dev.rockyjava.internal.snapshot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.asset.compile.ContractReport;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.generated.DefinitionsResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** The bytes of a resource change only together with the version of their layout, and each version reads its own only. */
class LayoutTest {

    private static final int VERSION = DefinitionsWriter.MAGIC & 0xff;
    private static final String GOLDEN = "definitions-" + VERSION + ".base64";

    /** The kinds of this version of the layout. A new one has a code of its own and changes no byte of the others. */
    private static final List<NodeKind> KINDS = List.of(
            NodeKind.SOURCE, NodeKind.LOAD, NodeKind.TRANSFORMATION, NodeKind.SEED, NodeKind.QUALITY, NodeKind.SNAPSHOT,
            NodeKind.TEST, NodeKind.OTHER);

    /** These kinds, every grain, origin and state, every member set. */
    private static final Definitions ALL = all();

    @Test
    void bytesAreThoseOfTheirVersion() throws IOException {
        byte[] written = DefinitionsWriter.write(ALL);

        try (InputStream golden = LayoutTest.class.getResourceAsStream(GOLDEN)) {
            assertThat(golden).as("there is no %s among the test's resources; commit it with\n%s", GOLDEN, base64(written))
                    .isNotNull();
            assertThat(base64(written))
                    .as("the layout is another than that of version %s: raise the version in DefinitionsWriter.MAGIC, so"
                            + " that resources of before are refused, and replace %s by the one of the new version", VERSION, GOLDEN)
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(load(written)).isEqualTo(ALL);
    }

    @Test
    void theOneBeforeIsRefused() {
        byte[] before = DefinitionsWriter.write(ALL);
        before[3] = (byte) (VERSION - 1);

        assertThatThrownBy(() -> load(before)).hasMessageContaining("was written by another version of rocky-java; compile");
    }

    @Test
    void aCodeOfALaterVersionIsRefused() {
        AssetKey key = AssetKey.of("k");
        byte[] bytes = DefinitionsWriter.write(Definitions.of(
                List.of(AssetSpec.builder(key, "n", NodeKind.OTHER, "l", "g").build()), List.of()));
        int spec = ByteBuffer.wrap(bytes).getInt(DefinitionsWriter.HEADER + 4 * (textCount(bytes) + 1));
        int kind = spec + 3; // the node id, how many segments the key has, and its segment are before it
        assertThat(bytes[kind]).isEqualTo((byte) Codes.of(NodeKind.OTHER));
        bytes[kind] = (byte) (Stream.of(NodeKind.values()).mapToInt(NodeKind::code).max().orElseThrow() + 1);
        CRC32 sum = new CRC32();
        sum.update(bytes, DefinitionsWriter.CHECKED_FROM, bytes.length - DefinitionsWriter.CHECKED_FROM);
        ByteBuffer.wrap(bytes).putInt(4, (int) sum.getValue());

        assertThatThrownBy(() -> load(bytes).get(key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was written by another version of rocky-java; compile");
    }

    private static int textCount(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(12);
    }

    private static Definitions load(byte[] bytes) {
        return DefinitionsResource.load(new ByteArrayInputStream(bytes), "r.bin");
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes) + "\n";
    }

    private static Definitions all() {
        AssetKey first = AssetKey.of("wh", "first");
        List<AssetSpec> specs = new ArrayList<>();
        List<CheckSpec> checks = new ArrayList<>();
        specs.add(AssetSpec.builder(first, "table:first", NodeKind.SOURCE, "first", "raw").table(true)
                .writes(List.of(new Target("c", "s", "first"), new Target("", "s", "first")))
                .build());
        for (NodeKind kind : KINDS) {
            specs.add(AssetSpec.builder(AssetKey.of("wh", "of", kind.word()), "node:" + kind.word(), kind, "ü", "kinds").build());
        }
        for (Origin origin : Origin.values()) {
            String word = "by" + specs.size();
            specs.add(AssetSpec.builder(AssetKey.of(word), word, NodeKind.TRANSFORMATION, word, "origins")
                    .dependency(first, origin)
                    .build());
        }
        for (Grain grain : Grain.values()) {
            String word = grain.word();
            specs.add(AssetSpec.builder(AssetKey.of(word), word, NodeKind.TRANSFORMATION, word, "grains")
                    .partitions(new PartitionsDefinition(grain, Optional.of("2020")))
                    .build());
        }
        for (ContractReport.State state : ContractReport.State.values()) {
            checks.add(CheckSpec.withoutNode(first, state.word(), Optional.of(new ContractReport(state, List.of()))));
        }
        specs.add(whole(first));
        checks.add(new CheckSpec(first, "unique_id", "test:first::unique_id"));
        checks.add(CheckSpec.withoutNode(first, "contract", Optional.of(new ContractReport(
                ContractReport.State.COMPARED,
                List.of(new CompileDiagnostic("Error", "E010", "first", "m", Optional.of("f:1:2")))))));
        return Definitions.of(specs, checks, new TreeMap<>(Map.of("slot", "content")));
    }

    private static AssetSpec whole(AssetKey upstream) {
        return AssetSpec.builder(AssetKey.of("whole"), "transformation:whole", NodeKind.TRANSFORMATION, "whole", "all")
                .pipeline("p")
                .target(new Target("c", "s", "t"))
                .strategy("time_interval")
                .freshness(new FreshnessPolicy(Duration.ofHours(26), Optional.of("at"), Optional.of("error")))
                .sourceFilters(List.of(new SourceFilter("id=a")))
                .readsKnown(true)
                .tags(Map.of("team", "a"))
                .kinds(List.of("rocky"))
                .owners(List.of("o"))
                .description("d")
                .metadata(Map.of("k", "v"))
                .stated(new Stated(
                        new TreeMap<>(Map.of("unique_key", "id")), new TreeMap<>(Map.of("dag.retention", "3")),
                        new TreeMap<>(Map.of("models/m.sql", "0f")), 0x0123456789abcdefL))
                .reads(List.of(new Target("c", "s", "r"), new Target("", "s", "q")))
                .columnSource("c", new ColumnSource(upstream, "x", "direct"))
                .columnSource("c", new ColumnSource(upstream, "x", "direct", Optional.of(new Target("c", "s", "r"))))
                .build();
    }
}
