package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.run.OutcomeCause;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The assets of a run that would write a table that models read, but aren't executed, as their kind wasn't chosen. */
public final class Placeholders {

    private static final Set<NodeKind> WITH_TABLES = Set.of(NodeKind.SEED, NodeKind.SNAPSHOT);

    private final Definitions definitions;
    private final Set<AssetKey> keys;

    /**
     * Finds the placeholders of a run.
     *
     * @param assets all assets of the run, including those of which nothing is left after a resume
     * @param executed the kinds that the run executes by choice
     */
    Placeholders(Definitions definitions, Set<AssetKey> assets, Set<NodeKind> executed) {
        this.definitions = definitions;
        this.keys = assets.stream()
                .filter(key -> definitions.find(key)
                        .map(AssetSpec::kind)
                        .filter(kind -> WITH_TABLES.contains(kind) && !executed.contains(kind))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /** Returns the placeholders directly upstream of an asset; empty if there are none. */
    public Optional<OutcomeCause.UpstreamNotLoaded> above(AssetKey key) {
        List<AssetKey> above = definitions.get(key).upstreamKeys().stream().filter(keys::contains).sorted().toList();
        return above.isEmpty()
                ? Optional.empty()
                : Optional.of(new OutcomeCause.UpstreamNotLoaded(
                        above, above.stream().map(one -> definitions.get(one).kind()).distinct().sorted().toList()));
    }
}
