package dev.rockyjava.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.Grain;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionsDefinition;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Target;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
            List.of(new CheckSpec(DOWN, "unique_id", "test:down::unique_id")));

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
    void anyByteMayBeWrong() {
        byte[] whole = DefinitionsWriter.write(FULL);

        for (int position = 0; position < whole.length; position++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = whole.clone();
                bytes[position] = (byte) value;
                try {
                    load(bytes);
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageStartingWith("the resource r.bin is damaged, or was written by another version");
                }
            }
        }
    }

    @Test
    void hugeCountsAreRefusedBeforeAnythingIsAllocated() {
        for (int bytes : new int[] {4, 5, 9, 10, 11}) {
            byte[] file = Arrays.copyOf(DefinitionsWriter.MAGIC, 4 + bytes);
            Arrays.fill(file, 4, file.length - 1, (byte) 0xff);
            file[file.length - 1] = 0x7f;
            assertThatThrownBy(() -> load(file)).isInstanceOf(IllegalStateException.class);
        }
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

    private static Definitions load(byte[] bytes) {
        return DefinitionsResource.load(new ByteArrayInputStream(bytes), "r.bin");
    }
}
