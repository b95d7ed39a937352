package dev.rockyjava.generated;

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
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.asset.compile.ContractReport;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class DefinitionsResourceTest {

    private static final AssetKey UP = AssetKey.of("", "s\u0000", "t/\\𝄞");
    private static final AssetKey DOWN = AssetKey.of("poc", "gold", "down");

    /** Every member of a spec, once set and once not. */
    private static final Definitions FULL = Definitions.of(
            List.of(
                    AssetSpec.builder(UP, "seed:t", NodeKind.SEED, "", "").build(),
                    AssetSpec.builder(DOWN, "transformation:down", NodeKind.TRANSFORMATION, "down", "gold")
                            .pipeline("p")
                            .target(new Target("poc", "gold", "down"))
                            .strategy("time_interval")
                            .tags(Map.of("rocky/kind", "transformation", "team", "ü"))
                            .kinds(List.of("rocky", "transformation"))
                            .freshness(new FreshnessPolicy(
                                    Duration.ofSeconds(Long.MAX_VALUE), Optional.of("at"), Optional.of("error")))
                            .partitions(new PartitionsDefinition(Grain.YEAR, Optional.of("2020")))
                            .dependency(UP, Origin.PHYSICAL_TARGET)
                            .sourceFilters(List.of(new SourceFilter("id=a"), new SourceFilter("id=b")))
                            .columnSource("c", new ColumnSource(UP, "x", "aggregation: sum"))
                            .columnSource("c", new ColumnSource(UP, "y", ""))
                            .metadata(Map.of("k", "v"))
                            .build()),
            List.of(
                    new CheckSpec(DOWN, "unique_id", "test:down::unique_id"),
                    CheckSpec.withoutNode(DOWN, "contract_a", Optional.of(new ContractReport(
                            ContractReport.State.COMPARED,
                            List.of(
                                    new CompileDiagnostic("Error", "E010", "down", "m", Optional.empty()),
                                    new CompileDiagnostic("Info", "I003", "down", "n", Optional.of("f:1:2"))))))));

    @Test
    void whatIsWrittenIsReadEqual() {
        assertThat(load(DefinitionsWriter.write(FULL))).isEqualTo(FULL);
        assertThat(load(DefinitionsWriter.write(Definitions.empty()))).isEqualTo(Definitions.empty());
    }

    @Test
    void theExampleIsReadEqual() {
        Definitions example = DefinitionsBuilder.build(SnapshotReader.read(Snapshots.EXAMPLE), new RockyTranslator())
                .definitions();

        assertThat(load(DefinitionsWriter.write(example))).isEqualTo(example);
    }

    @Test
    void aFileThatEndsAnywhereIsDamaged() {
        byte[] whole = DefinitionsWriter.write(FULL);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> load(cut)).as("cut after %s bytes", length).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aByteMoreIsDamage() {
        byte[] whole = DefinitionsWriter.write(FULL);

        assertThatThrownBy(() -> load(Arrays.copyOf(whole, whole.length + 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anyWrongByteIsFoundAtOnce() {
        byte[] whole = DefinitionsWriter.write(FULL);

        for (int position = 0; position < whole.length; position++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bytes = whole.clone();
                bytes[position] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> load(bytes))
                        .as("bit %s of byte %s", bit, position)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("the resource r.bin is damaged, or was written by another version");
            }
        }
    }

    @Test
    void bytesOfAnotherWriterNeverGiveAnotherException() {
        byte[] whole = DefinitionsWriter.write(FULL);

        for (int position = 8; position < whole.length; position++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = whole.clone();
                bytes[position] = (byte) value;
                try {
                    useAll(load(withChecksum(bytes)));
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageStartingWith("the resource r.bin is damaged, or was written by another version");
                }
            }
        }
    }

    private static void useAll(Definitions definitions) {
        definitions.hashCode();
        definitions.checks();
        for (AssetSpec spec : definitions.specs()) {
            definitions.find(spec.key());
            definitions.findByNodeId(spec.nodeId());
            spec.toString();
        }
        definitions.find(AssetKey.of("none"));
        definitions.findByNodeId("none");
    }

    @Test
    void hugeCountsAreRefusedBeforeAnythingIsAllocated() {
        for (int count : new int[] {8, 12}) {
            for (int value : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE / 4, 1 << 24, -1, Integer.MIN_VALUE}) {
                byte[] bytes = DefinitionsWriter.write(FULL);
                ByteBuffer.wrap(bytes).putInt(count, value);
                assertThatThrownBy(() -> load(withChecksum(bytes)))
                        .as("%s at %s", value, count)
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void whatNobodyAsksForIsNotRead() {
        byte[] bytes = DefinitionsWriter.write(FULL);
        int recordOfUp = ByteBuffer.wrap(bytes).getInt(20 + 4 * (ByteBuffer.wrap(bytes).getInt(12) + 1));
        // The node id and the path stay; the kind is none.
        int kindOfUp = recordOfUp + 2 + UP.path().size();
        assertThat(bytes[kindOfUp]).isEqualTo((byte) 4);
        bytes[kindOfUp] = 100;

        Definitions definitions = load(withChecksum(bytes));

        assertThat(definitions.get(DOWN)).isEqualTo(FULL.get(DOWN));
        assertThat(definitions.keys()).containsExactly(UP, DOWN);
        assertThatThrownBy(() -> definitions.get(UP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the resource r.bin is damaged");
    }

    private static byte[] withChecksum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 8, bytes.length - 8);
        ByteBuffer.wrap(bytes).putInt(4, (int) sum.getValue());
        return bytes;
    }

    @Test
    void aMissingResourceSaysWhatToDo() {
        assertThatThrownBy(() -> DefinitionsResource.load(null, "W.bin"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("W.bin")
                .hasMessageContaining("must be packaged with it");
    }

    @Test
    void theStreamIsClosedAndItsFailureNamed() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };

        assertThatThrownBy(() -> DefinitionsResource.load(failing, "W.bin"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("W.bin");
        assertThat(closed).isTrue();
    }

    @Test
    void aStreamMayEstimateAnythingAndReturnFewBytesAtATime() {
        byte[] bytes = DefinitionsWriter.write(FULL);

        for (int estimate : new int[] {0, 1, bytes.length / 2, bytes.length - 1, bytes.length, bytes.length + 1, 100_000}) {
            InputStream slow = new ByteArrayInputStream(bytes) {
                @Override
                public synchronized int available() {
                    return estimate;
                }

                @Override
                public synchronized int read(byte[] into, int from, int length) {
                    return super.read(into, from, Math.min(length, 7));
                }
            };
            assertThat(DefinitionsResource.load(slow, "r.bin")).as("estimate %s", estimate).isEqualTo(FULL);
        }
    }

    private static Definitions load(byte[] bytes) {
        return DefinitionsResource.load(new ByteArrayInputStream(bytes), "r.bin");
    }
}
