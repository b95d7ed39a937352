package dev.rockyjava.asset;

import java.util.Arrays;
import java.util.List;

/** Short specs for tests. */
public final class Specs {

    private Specs() {}

    public static AssetSpec.Builder builder(String key, String... upstream) {
        AssetKey parsed = AssetKey.parse(key);
        AssetSpec.Builder builder = AssetSpec.builder(
                parsed, "transformation:" + key, NodeKind.TRANSFORMATION, parsed.name(), "marts");
        for (String name : upstream) {
            builder.dependency(AssetKey.parse(name), Dependency.Origin.DECLARED);
        }
        return builder;
    }

    public static AssetSpec spec(String key, String... upstream) {
        return builder(key, upstream).build();
    }

    public static Definitions definitions(AssetSpec... specs) {
        return Definitions.of(List.of(specs), List.of());
    }

    public static List<AssetKey> keys(String... texts) {
        return Arrays.stream(texts).map(AssetKey::parse).toList();
    }

    /** {@code m0} to {@code m<length-1>}, each reading the one before it. */
    public static Definitions chain(int length) {
        AssetSpec[] specs = new AssetSpec[length];
        for (int i = 0; i < length; i++) {
            specs[i] = i == 0 ? spec("m0") : spec("m" + i, "m" + (i - 1));
        }
        return definitions(specs);
    }
}
