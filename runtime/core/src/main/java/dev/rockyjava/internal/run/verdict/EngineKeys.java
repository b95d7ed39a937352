package dev.rockyjava.internal.run.verdict;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.document.RunOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the asset for one of the engine's own names (ENGINE.md §3.8). Never guesses between two. Without
 * {@code dag_mode} replicated tables are assets; with it only their pipeline is. Safe for use by several threads.
 */
public final class EngineKeys {

    /** The engine's key of a table, and the asset for it. */
    public record NamedTable(List<String> engineKey, Optional<AssetKey> asset) {}

    private final Definitions definitions;
    private boolean made;
    private final Index models = new Index();
    /** By the engine's key of a replicated table, or by catalog, schema and table. */
    private final Index keys = new Index();
    /** By schema and table. */
    private final Index tables = new Index();
    /** By schema and table, for tables without a catalog. */
    private final Index withoutCatalog = new Index();
    /** By the last part of a replicated table's key. */
    private final Index replicated = new Index();
    /** Assets that are tables of several tenants. */
    private final List<AssetSpec> ofTenants = new ArrayList<>();

    public EngineKeys(Definitions definitions) {
        this.definitions = definitions;
    }

    /** Builds the indexes on first use, as most runs need none. */
    private synchronized void make() {
        if (made) {
            return;
        }
        made = true;
        for (AssetSpec spec : definitions.specs()) {
            if (spec.kind() == NodeKind.TRANSFORMATION) {
                models.add(List.of(spec.label()), spec.key());
            }
            if (spec.isTable()) {
                List<String> key = AssetKey.parse(spec.label()).path();
                keys.add(key, spec.key());
                if (spec.label().contains("*")) {
                    ofTenants.add(spec);
                }
                replicated.add(key.subList(key.size() - 1, key.size()), spec.key());
            }
            spec.target().ifPresent(target -> addTarget(target, spec.key()));
        }
    }

    private void addTarget(Target target, AssetKey key) {
        List<String> table = List.of(target.schema(), target.table());
        keys.add(List.of(target.catalog(), target.schema(), target.table()), key);
        tables.add(table, key);
        if (target.catalog().isEmpty()) {
            withoutCatalog.add(table, key);
        }
    }

    /** Returns the asset of a model; never a source table with the model's name, for which dagster-rocky takes it. */
    public Optional<AssetKey> ofModel(String name) {
        make();
        return models.find(List.of(name));
    }

    /**
     * Returns the asset for a key as used in results and exclusions. A catalog that only one of the two keys has makes
     * no difference.
     */
    public Optional<AssetKey> of(List<String> engineKey) {
        make();
        Optional<AssetKey> exact = keys.find(engineKey).or(() -> ofTenant(engineKey));
        if (exact.isPresent() || engineKey.size() != 3) {
            return exact;
        }
        return (engineKey.get(0).isEmpty() ? tables : withoutCatalog).find(engineKey.subList(1, 3));
    }

    private Optional<AssetKey> ofTenant(List<String> engineKey) {
        List<AssetKey> all = ofTenants.stream()
                .filter(spec -> spec.isReportedAs(engineKey))
                .map(AssetSpec::key)
                .toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /**
     * Returns what the dotted name of a target table, as used in drift and anomalies, refers to. Only the tables that
     * were copied have their key in the same answer; for others the name is tried as a key, from the whole name down to
     * its last part, as dagster-rocky does.
     */
    public NamedTable ofTable(String table, RunOutput output) {
        for (RunOutput.MaterializedTable built : output.materializations()) {
            if (built.metadata().targetTableFullName().filter(table::equals).isPresent()) {
                return new NamedTable(built.assetKey(), of(built.assetKey()));
            }
        }
        List<String> words = List.of(table.split("\\.", -1));
        Optional<AssetKey> asset = of(words)
                .or(() -> tables.find(words))
                .or(() -> replicated.find(words.subList(words.size() - 1, words.size())));
        return new NamedTable(words, asset);
    }

    /**
     * Returns the asset whose table was read to build another, if it isn't upstream of that asset in the definitions.
     *
     * @param reader the engine's key for what was built
     * @param table the full name of the table that was read
     */
    public Optional<AssetKey> undeclared(List<String> reader, String table) {
        Optional<AssetKey> upstream = of(List.of(table.split("\\.", -1)));
        return of(reader).flatMap(built -> upstream.filter(read ->
                !read.equals(built) && !definitions.get(built).upstreamKeys().contains(read)));
    }

    /** Assets by name; a name that two assets share finds neither. */
    private static final class Index {

        private final Map<List<String>, AssetKey> assets = new HashMap<>();
        private final Set<List<String>> ambiguous = new HashSet<>();

        void add(List<String> name, AssetKey key) {
            AssetKey other = assets.put(name, key);
            if (other != null && !other.equals(key)) {
                ambiguous.add(name);
            }
        }

        Optional<AssetKey> find(List<String> name) {
            return ambiguous.contains(name) ? Optional.empty() : Optional.ofNullable(assets.get(name));
        }
    }
}
