package dev.rockyjava.internal.snapshot.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.generated.DefinitionsResource;
import dev.rockyjava.internal.snapshot.RandomDefinitions;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions that are made of a resource piece by piece are those that it was written of, however they are asked. */
class StoredDefinitionsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 50, 5000})
    void areEqualInBothDirections(int assets) {
        Definitions written = RandomDefinitions.of(assets, new Random(assets));
        byte[] bytes = DefinitionsWriter.write(written);

        assertThat(load(bytes)).isEqualTo(written);
        assertThat(written).isEqualTo(load(bytes));
        assertThat(load(bytes)).hasSameHashCodeAs(written).hasToString(written.toString());
        assertThat(load(bytes).keys()).containsExactlyElementsOf(written.keys());
        assertThat(load(bytes).specs()).containsExactlyElementsOf(written.specs());
        assertThat(load(bytes).checks()).containsExactlyElementsOf(written.checks());
        assertThat(DefinitionsWriter.write(load(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyMemberOfEverySpecIsTheSame(long seed) {
        Definitions written = RandomDefinitions.of(40, new Random(seed));
        Definitions read = load(DefinitionsWriter.write(written));

        for (AssetSpec expected : written.specs()) {
            AssetSpec spec = read.get(expected.key());
            assertThat(spec.columnLineage()).isEqualTo(expected.columnLineage());
            assertThat(spec.metadata()).isEqualTo(expected.metadata());
            assertThat(spec.tags()).isEqualTo(expected.tags());
            assertThat(spec.kinds()).isEqualTo(expected.kinds());
            assertThat(spec).isEqualTo(expected).hasSameHashCodeAs(expected).hasToString(expected.toString());
            assertThat(read.get(expected.key())).isSameAs(spec);
        }
    }

    @Test
    void everyKeyAndNodeIdIsFoundAndNoOther() {
        Definitions written = RandomDefinitions.of(300, new Random(7));
        Definitions read = load(DefinitionsWriter.write(written));

        List<AssetSpec> shuffled = new ArrayList<>(written.specs());
        Collections.shuffle(shuffled, new Random(8));
        for (AssetSpec spec : shuffled) {
            assertThat(read.find(spec.key())).contains(spec);
            assertThat(read.findByNodeId(spec.nodeId())).contains(spec);
            assertThat(read.keys().contains(spec.key())).isTrue();
            assertThat(read.specs().contains(spec)).isTrue();

            List<String> longer = new ArrayList<>(spec.key().path());
            longer.add("");
            assertThat(read.find(new AssetKey(longer))).isEmpty();
            assertThat(read.keys().contains(new AssetKey(longer))).isFalse();
            assertThat(read.findByNodeId(spec.nodeId() + "\0")).isEmpty();
        }
        assertThat(read.find(AssetKey.of("\uffff"))).isEmpty();
        assertThat(read.findByNodeId("")).isEmpty();
    }

    @Test
    void severalThreadsSeeTheSame() throws Exception {
        Definitions written = RandomDefinitions.of(2000, new Random(3));
        Definitions read = load(DefinitionsWriter.write(written));
        Callable<Boolean> compare = () -> written.equals(read);

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> equal : threads.invokeAll(Collections.nCopies(4, compare))) {
                assertThat(equal.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void lineageTakesFewBytes() {
        List<AssetSpec> specs = new ArrayList<>();
        AssetKey upstream = AssetKey.of("warehouse", "core", "model_0");
        for (int i = 0; i < 2000; i++) {
            AssetKey key = AssetKey.of("warehouse", "core", "model_" + i);
            AssetSpec.Builder spec = AssetSpec.builder(key, "transformation:model_" + i, NodeKind.TRANSFORMATION, "m", "g");
            for (int column = 0; column < 12; column++) {
                spec.columnSource("column_" + column, new ColumnSource(upstream, "column_" + column, "direct"));
            }
            specs.add(spec.build());
        }

        // Of that are 45 bytes names, and 16 what finds them.
        assertThat(DefinitionsWriter.write(Definitions.of(specs, List.of())).length / specs.size()).isLessThan(160);
    }

    private static Definitions load(byte[] bytes) {
        return DefinitionsResource.load(new ByteArrayInputStream(bytes), "r.bin");
    }
}
