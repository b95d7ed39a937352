package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.run.OutcomeCause;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The assets of a run that would write a table that models read, but aren't executed, as their kind wasn't chosen; and
 * those outside of the run whose table a model misses.
 */
public final class Placeholders {

    private static final Set<NodeKind> WITH_TABLES = Set.of(NodeKind.SEED, NodeKind.SNAPSHOT);

    /** How databases say that a table or a schema is missing. */
    private static final Pattern NOT_THERE =
            Pattern.compile("(?i)\\b(?:not exist|doesn't exist|not found|not_found|cannot be found|no such table)\\b");
    /** The line that a database quotes, which may have other names. */
    private static final Pattern QUOTED = Pattern.compile("(?ms)^[ \\t]*LINE \\d+: .*");

    private final Definitions definitions;
    private final Set<AssetKey> assets;
    private final Set<AssetKey> keys;

    /**
     * Finds the placeholders of a run.
     *
     * @param assets all assets of the run, including those of which nothing is left after a resume
     * @param executed the kinds that the run executes by choice
     */
    Placeholders(Definitions definitions, Set<AssetKey> assets, Set<NodeKind> executed) {
        this.definitions = definitions;
        this.assets = assets;
        Set<AssetKey> placeholders = new HashSet<>();
        for (AssetSpec spec : definitions.specs()) {
            if (WITH_TABLES.contains(spec.kind()) && !executed.contains(spec.kind()) && assets.contains(spec.key())) {
                placeholders.add(spec.key());
            }
        }
        this.keys = placeholders;
    }

    /** Returns the placeholders directly upstream of an asset; empty if there are none. */
    public Optional<OutcomeCause.UpstreamNotLoaded> above(AssetKey key) {
        return keys.isEmpty()
                ? Optional.empty()
                : cause(definitions.get(key).upstreamKeys().stream().filter(keys::contains).toList(), true);
    }

    /**
     * Returns what a failed asset misses: the placeholders directly upstream, or otherwise the assets there that aren't
     * part of the run and whose table, or its schema, is missing by the words of the error.
     *
     * @param error the database's text
     */
    public Optional<OutcomeCause.UpstreamNotLoaded> missing(AssetKey key, String error) {
        return above(key).or(() -> cause(outside(key, QUOTED.matcher(error).replaceFirst("")), false));
    }

    private List<AssetKey> outside(AssetKey key, String error) {
        if (!NOT_THERE.matcher(error).find()) {
            return List.of();
        }
        List<AssetKey> outside =
                definitions.get(key).upstreamKeys().stream().filter(above -> !assets.contains(above)).toList();
        List<AssetKey> tables = outside.stream().filter(above -> names(error, table(definitions.get(above)))).toList();
        return tables.isEmpty()
                ? outside.stream()
                        .filter(above -> definitions.get(above).target()
                                .filter(target -> names(error, target.schema()))
                                .isPresent())
                        .toList()
                : tables;
    }

    private static String table(AssetSpec spec) {
        return spec.target().map(target -> target.table()).orElse(spec.label());
    }

    private static boolean names(String error, String name) {
        return !name.isEmpty()
                && Pattern.compile("(?i)(?<!\\w)" + Pattern.quote(name) + "(?!\\w)").matcher(error).find();
    }

    private Optional<OutcomeCause.UpstreamNotLoaded> cause(List<AssetKey> above, boolean inRun) {
        return above.isEmpty()
                ? Optional.empty()
                : Optional.of(new OutcomeCause.UpstreamNotLoaded(
                        above.stream().sorted().toList(),
                        above.stream()
                                .map(one -> definitions.get(one).kind())
                                .filter(WITH_TABLES::contains)
                                .distinct()
                                .sorted()
                                .toList(),
                        inRun));
    }
}
