package dev.rockyjava.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a kind says of itself fits together. */
class NodeKindTest {

    @ParameterizedTest
    @EnumSource
    void aConstantIsMadeOfAKeyAndKnowsItsKind(NodeKind kind) throws ReflectiveOperationException {
        var factory = kind.assetType().getMethod("of", String.class);
        assertThat(Modifier.isStatic(factory.getModifiers())).isTrue();

        Asset asset = (Asset) factory.invoke(null, "wh/a");

        assertThat(asset).isInstanceOf(kind.assetType());
        assertThat(asset.key()).isEqualTo(AssetKey.of("wh", "a"));
        assertThat(asset.toString()).isEqualTo("wh/a");
        assertThat(asset.kind()).isEqualTo(kind == NodeKind.TEST ? NodeKind.OTHER : kind);
    }

    @Test
    void everyTypeOfAssetIsThatOfAKind() {
        Set<Class<?>> types = new HashSet<>(Set.of(PartitionedAsset.class));
        for (NodeKind kind : NodeKind.values()) {
            types.add(kind.assetType());
        }
        assertThat(types).containsExactlyInAnyOrder(Asset.class.getPermittedSubclasses());
    }

    @Test
    void noTwoHaveOneWordOrOneCode() {
        assertThat(NodeKind.values()).extracting(NodeKind::word).doesNotHaveDuplicates();
        assertThat(NodeKind.values()).extracting(NodeKind::code).doesNotHaveDuplicates();
    }
}
