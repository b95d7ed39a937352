package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which asset the engine means by one of its own names (rocky-contract §3.8). Never guesses between two. */
final class EngineKeys {

    private final Map<String, AssetKey> models = new HashMap<>();

    EngineKeys(Definitions definitions) {
        Set<String> several = new HashSet<>();
        for (AssetSpec spec : definitions.specs()) {
            if (spec.kind() == NodeKind.TRANSFORMATION && models.put(spec.label(), spec.key()) != null) {
                several.add(spec.label());
            }
        }
        models.keySet().removeAll(several);
    }

    /** The asset of a model; not a source table that happens to have its name, which the peer takes it for. */
    Optional<AssetKey> ofModel(String name) {
        return Optional.ofNullable(models.get(name));
    }
}
