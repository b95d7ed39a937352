package dev.rockyjava.internal.run.facts;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.Observation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results about the assets of a run from commands that run once for all of them. */
public record GovernanceFacts(List<CheckEvaluation> checks, List<Observation> observations) {

    static final GovernanceFacts NONE = new GovernanceFacts(List.of(), List.of());

    /** Returns the outcomes, each with the checks and observations about it added. */
    public Map<AssetKey, AssetOutcome> in(Map<AssetKey, AssetOutcome> outcomes) {
        if (checks.isEmpty() && observations.isEmpty()) {
            return outcomes;
        }
        Map<AssetKey, AssetOutcome> more = new LinkedHashMap<>(outcomes);
        checks.forEach(check -> check.asset().ifPresent(
                key -> more.computeIfPresent(key, (k, outcome) -> outcome.with(check))));
        observations.forEach(observation -> observation.asset().ifPresent(
                key -> more.computeIfPresent(key, (k, outcome) -> outcome.with(observation))));
        return more;
    }

    /** Returns the checks that aren't about an asset of the run. */
    public List<CheckEvaluation> ofNoAsset() {
        return checks.stream().filter(check -> check.asset().isEmpty()).toList();
    }
}
