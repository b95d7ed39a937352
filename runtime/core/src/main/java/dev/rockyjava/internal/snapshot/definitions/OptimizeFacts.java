package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.VolatileMetadata;
import dev.rockyjava.internal.snapshot.read.Snapshot.Recommendation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recommendations of {@code rocky optimize}, as metadata under dagster-rocky's names. */
final class OptimizeFacts {

    private final Map<String, Map<String, String>> byModel = new HashMap<>();

    OptimizeFacts(List<Recommendation> recommendations) {
        recommendations.forEach(one -> byModel.putIfAbsent(one.model(), facts(one)));
    }

    private static Map<String, String> facts(Recommendation one) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(VolatileMetadata.CURRENT_STRATEGY, one.currentStrategy());
        facts.put(VolatileMetadata.RECOMMENDED_STRATEGY, one.recommendedStrategy());
        one.monthlySavings().ifPresent(savings -> facts.put(VolatileMetadata.ESTIMATED_MONTHLY_SAVINGS, savings));
        facts.put(VolatileMetadata.OPTIMIZE_REASONING, one.reasoning());
        return facts;
    }

    /** Returns the metadata of a model; empty if nothing is recommended for it. */
    Map<String, String> of(String model) {
        return byModel.getOrDefault(model, Map.of());
    }
}
