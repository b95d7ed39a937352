package dev.rockyjava.internal.snapshot.resource;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.SpecSource;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.asset.compile.ContractReport;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The specs of a resource, created lazily and cached. Two threads may create the same one concurrently; both are
 * equal and immutable.
 *
 * <p>Creating a spec uses no lambda, stream or string concatenation: the first use of each costs a new process some
 * ten milliseconds, more than everything else here.
 */
public final class StoredSpecs implements SpecSource {

    private final StoredBytes stored;
    private final String name;
    private final @Nullable AssetSpec[] specs;

    /**
     * Creates the specs.
     *
     * @param name the resource's name, for messages
     */
    public StoredSpecs(StoredBytes stored, String name) {
        this.stored = stored;
        this.name = name;
        this.specs = new AssetSpec[stored.specs()];
    }

    @Override
    public int size() {
        return specs.length;
    }

    @Override
    public AssetKey key(int index) {
        try {
            return stored.key(index);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw StoredBytes.damaged(name, e);
        }
    }

    @Override
    public int indexOf(AssetKey key) {
        int low = 0;
        int high = specs.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = key(middle).compareTo(key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    @Override
    public int indexOf(String nodeId) {
        try {
            int low = 0;
            int high = specs.length - 1;
            while (low <= high) {
                int middle = low + high >>> 1;
                int index = stored.byNodeId(middle);
                int order = stored.nodeId(index).compareTo(nodeId);
                if (order == 0) {
                    return index;
                }
                if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return -1;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw StoredBytes.damaged(name, e);
        }
    }

    @Override
    public AssetSpec spec(int index) {
        AssetSpec spec = specs[index];
        if (spec == null) {
            try {
                spec = read(index);
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw StoredBytes.damaged(name, e);
            }
            specs[index] = spec;
        }
        return spec;
    }

    private AssetSpec read(int index) {
        StoredBytes.Cursor from = stored.spec(index);
        NodeKind kind = Codes.kind(from.size());
        boolean table = from.present();
        AssetSpec.Builder spec = AssetSpec.builder(
                        stored.key(index), stored.nodeId(index), kind, from.text(), from.text())
                .table(table)
                .pipeline(from.textOrNull())
                .target(from.present() ? StoredDetails.table(from) : null)
                .strategy(from.textOrNull())
                .freshness(from.present() ? freshness(from) : null)
                .partitions(from.present() ? partitions(from) : null);
        for (int i = from.size(); i > 0; i--) {
            spec.dependency(from.key(), Codes.origin(from.size()));
        }
        spec.readsKnown(from.present());
        for (int i = from.size(); i > 0; i--) {
            spec.sourceFilters(List.of(new SourceFilter(from.text())));
        }
        return spec.details(new StoredDetails(stored, from.position(), name)).build();
    }

    private static FreshnessPolicy freshness(StoredBytes.Cursor from) {
        return new FreshnessPolicy(
                Duration.ofSeconds(from.number()),
                Optional.ofNullable(from.textOrNull()),
                Optional.ofNullable(from.textOrNull()));
    }

    private static PartitionsDefinition partitions(StoredBytes.Cursor from) {
        return new PartitionsDefinition(Codes.grain(from.size()), Optional.ofNullable(from.textOrNull()));
    }

    @Override
    public Collection<CheckSpec> checks() {
        try {
            StoredBytes.Cursor from = stored.checks();
            List<CheckSpec> checks = new ArrayList<>();
            for (int i = from.size(); i > 0; i--) {
                checks.add(new CheckSpec(
                        from.key(),
                        from.text(),
                        from.text(),
                        from.present() ? Optional.of(contract(from)) : Optional.empty()));
            }
            return checks;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw StoredBytes.damaged(name, e);
        }
    }

    @Override
    public SortedMap<String, String> otherContent() {
        try {
            StoredBytes.Cursor from = stored.checks();
            for (int i = from.size(); i > 0; i--) {
                from.skip(3);
                if (from.present()) {
                    contract(from);
                }
            }
            return StoredDetails.pairs(from);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw StoredBytes.damaged(name, e);
        }
    }

    private static ContractReport contract(StoredBytes.Cursor from) {
        ContractReport.State state = ContractReport.State.ofWord(from.text());
        List<CompileDiagnostic> diagnostics = new ArrayList<>();
        for (int i = from.size(); i > 0; i--) {
            diagnostics.add(new CompileDiagnostic(
                    from.text(), from.text(), from.text(), from.text(), Optional.ofNullable(from.textOrNull())));
        }
        return new ContractReport(state, diagnostics);
    }
}
