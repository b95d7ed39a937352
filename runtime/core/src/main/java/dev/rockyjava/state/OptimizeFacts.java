package dev.rockyjava.state;

import dev.rockyjava.state.Snapshot.Recommendation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code rocky optimize} recommends, as metadata under the peer's names. */
final class OptimizeFacts {

    private final Map<String, Map<String, String>> byModel = new HashMap<>();

    OptimizeFacts(List<Recommendation> recommendations) {
        recommendations.forEach(one -> byModel.putIfAbsent(one.model(), facts(one)));
    }

    private static Map<String, String> facts(Recommendation one) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("rocky/current_strategy", one.currentStrategy());
        facts.put("rocky/recommended_strategy", one.recommendedStrategy());
        one.monthlySavings().ifPresent(savings -> facts.put("rocky/estimated_monthly_savings", savings));
        facts.put("rocky/optimize_reasoning", one.reasoning());
        return facts;
    }

    /** The metadata of a model; none when nothing is recommended for it. */
    Map<String, String> of(String model) {
        return byModel.getOrDefault(model, Map.of());
    }
}
