package dev.rockyjava.internal.snapshot;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Definitions that can be anything the types allow, with texts that somebody without mercy chose. */
public final class RandomDefinitions {

    private static final String[] ODD = {
        "", " ", "/", "\\", "a", "A", "ä", "a\u0308", "\0", "\n", "𝄞", "\uffff", "\ud7ff", "名前", "*/", "\\u002a", "x".repeat(300),
    };

    private final Random random;

    private RandomDefinitions(Random random) {
        this.random = random;
    }

    public static Definitions of(int assets, Random random) {
        return new RandomDefinitions(random).make(assets);
    }

    private Definitions make(int assets) {
        Set<AssetKey> unique = new LinkedHashSet<>();
        while (unique.size() < assets) {
            unique.add(key());
        }
        List<AssetKey> keys = List.copyOf(unique);
        List<AssetSpec> specs = new ArrayList<>();
        List<CheckSpec> checks = new ArrayList<>();
        for (int i = 0; i < assets; i++) {
            specs.add(spec(keys, i));
            if (maybe()) {
                checks.add(new CheckSpec(keys.get(i), text(), "test:" + text()));
            }
        }
        return Definitions.of(specs, checks);
    }

    private AssetKey key() {
        String[] path = new String[1 + random.nextInt(4)];
        for (int i = 0; i < path.length; i++) {
            path[i] = text() + (maybe() ? random.nextInt(10_000) : "");
        }
        return AssetKey.of(path);
    }

    private AssetSpec spec(List<AssetKey> keys, int i) {
        AssetSpec.Builder spec = AssetSpec.builder(keys.get(i), text() + i, any(NodeKind.values()), text(), text())
                .table(maybe())
                .pipeline(maybe() ? text() : null)
                .target(maybe() ? new Target(text(), text(), text()) : null)
                .strategy(maybe() ? text() : null)
                .tags(pairs())
                .kinds(List.of(text(), text()))
                .owners(maybe() ? List.of(text(), text()) : List.of())
                .description(maybe() ? text() : null)
                .freshness(maybe() ? new FreshnessPolicy(
                        Duration.ofSeconds(random.nextLong() >>> random.nextInt(63) + 1), optional(), optional()) : null)
                .partitions(maybe() ? new PartitionsDefinition(any(Grain.values()), optional()) : null)
                .sourceFilters(maybe() ? List.of(new SourceFilter(text()), new SourceFilter(text())) : List.of())
                .metadata(pairs());
        for (int n = random.nextInt(4); n > 0; n--) {
            spec.dependency(keys.get(random.nextInt(keys.size())), any(Dependency.Origin.values()));
            spec.columnSource(text(), new ColumnSource(keys.get(random.nextInt(keys.size())), text(), text()));
        }
        return spec.build();
    }

    private Map<String, String> pairs() {
        return maybe() ? Map.of("k" + text(), text(), "l" + text(), text()) : Map.of();
    }

    private Optional<String> optional() {
        return maybe() ? Optional.of(text()) : Optional.empty();
    }

    private String text() {
        return maybe() ? any(ODD) + any(ODD) : any(ODD);
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
