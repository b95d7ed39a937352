package dev.rockyjava.cli.page;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.Target;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.internal.sql.ModelCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A project of 10,000 assets in 40 groups, with SQL files, eight columns each and 19,000 dependencies. */
final class LargeProject {

    private static final int SIZE = 10_000;
    private static final int LAYER = 1_000;
    private static final String[] NAMES = {"orders", "customers", "invoices", "payments", "shipments", "returns", "prices", "stock"};
    private static final String[] COLUMNS =
            {"id", "customer_id", "ordered_at", "status", "amount_eur", "currency", "updated_at", "country_code"};

    private LargeProject() {}

    static RockyComponent component(Path folder) {
        return RockyComponent.of(ComponentConfig.builder().set(Attribute.DAG_MODE, true).build(), folder);
    }

    static Definitions definitions(Path folder) throws IOException {
        ModelCode code = new ModelCode(folder, Optional.empty());
        Files.createDirectories(folder.resolve("models"));
        List<AssetSpec> specs = new ArrayList<>();
        List<CheckSpec> checks = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            AssetKey key = key(i);
            AssetSpec.Builder spec = AssetSpec.builder(key, "transformation:" + key.name(), kind(i), key.name(), key.path().get(1))
                    .pipeline("pipeline_" + i % 12)
                    .target(new Target("warehouse", key.path().get(1), key.name()))
                    .strategy(i % 7 == 0 ? "incremental" : "full_refresh")
                    .description("One row for each of the " + NAMES[i % 8] + " of area " + i % 97 + ", as of the last load.")
                    .tags(Map.of("domain", "area_" + i % 20, "tier", i % 3 == 0 ? "gold" : "silver"))
                    .freshness(new FreshnessPolicy(Duration.ofHours(24), Optional.of("updated_at"), Optional.empty()));
            List<Dependency> upstream = upstream(i);
            upstream.forEach(one -> spec.dependency(one.key(), one.origin()));
            for (String column : COLUMNS) {
                boolean sum = column.endsWith("eur");
                upstream.stream().limit(sum ? 2 : 1).forEach(one ->
                        spec.columnSource(column, new ColumnSource(one.key(), column, sum ? "aggregation: sum" : "direct")));
            }
            if (i >= LAYER) {
                Path file = Files.writeString(folder.resolve("models/" + key.name() + ".sql"), sql(i, upstream));
                spec.stated(new Stated(new TreeMap<>(), new TreeMap<>(), code.of(file, key.name()), 0));
                checks.add(new CheckSpec(key, "not_null_id", "test:" + key.name()));
            }
            specs.add(spec.build());
        }
        return Definitions.of(specs, checks);
    }

    private static NodeKind kind(int i) {
        return i >= LAYER ? NodeKind.TRANSFORMATION : i % 4 == 0 ? NodeKind.SOURCE : i % 4 == 1 ? NodeKind.LOAD : NodeKind.SEED;
    }

    /** Groups are four to a layer, so that the data goes from group to group. */
    private static AssetKey key(int i) {
        int layer = i / LAYER;
        return AssetKey.of("warehouse", "area_" + layer + "_" + i % 4, NAMES[i % 8] + "_" + i);
    }

    private static List<Dependency> upstream(int i) {
        if (i < LAYER) {
            return List.of();
        }
        int before = (i / LAYER - 1) * LAYER;
        int one = before + i * 31 % LAYER;
        int other = before + (i * 31 + i % 9 * 4 + 4) % LAYER;
        Dependency first = new Dependency(key(one), Dependency.Origin.DECLARED);
        return i % 9 == 0 ? List.of(first) : List.of(first, new Dependency(key(other), Dependency.Origin.SQL));
    }

    private static String sql(int i, List<Dependency> upstream) {
        return """
                -- %s, number %d
                with recent as (
                    select id, customer_id, ordered_at, status, amount_eur, currency, updated_at, country_code
                    from %s
                    where updated_at >= date '2024-01-%02d' and status <> 'cancelled'
                )
                select
                    id, customer_id, ordered_at, status,
                    sum(amount_eur) over (partition by customer_id order by ordered_at) as amount_eur,
                    coalesce(currency, 'EUR') as currency, updated_at, upper(country_code) as country_code
                from recent
                %s
                """.formatted(
                NAMES[i % 8], i, upstream.get(0).key().name(), 1 + i % 28,
                upstream.size() > 1 ? "join " + upstream.get(1).key().name() + " using (id)" : "");
    }
}
