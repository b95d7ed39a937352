package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.read.ContractReports;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.ConfiguredCheck;
import dev.rockyjava.internal.snapshot.read.Snapshot.Discover;
import dev.rockyjava.translate.SourceInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checks that are known before anything runs, apart from the tests in the graph. Their names are those of the
 * results, see {@link CheckSpec#nameOf}.
 */
final class DeclaredChecks {

    private static final String COMPLIANCE = "compliance_exception";
    private static final String FRESHNESS = "freshness";
    /** The checks that the engine evaluates for every table that it copies, regardless of the configuration. */
    private static final List<String> ALWAYS = List.of("row_count", "column_match", "row_count_anomaly");

    private static final String OVERLAP = "cross_source_overlap:";

    private final BuildOptions options;
    private final Optional<Discover> discover;
    private final Map<String, List<String>> contracts;
    private final ContractReports reports;

    DeclaredChecks(BuildOptions options, Snapshot snapshot) {
        this.options = options;
        this.discover = snapshot.discover();
        this.contracts = snapshot.ours().contracts().orElse(Map.of());
        this.reports = new ContractReports(snapshot);
    }

    /** Returns the checks of a source table. */
    List<CheckSpec> ofTable(AssetKey key, SourceInfo source, String table) {
        Set<String> names = new LinkedHashSet<>(ALWAYS);
        // Without a threshold the engine never reports this check, so it would never have a result.
        if (discover.flatMap(Discover::freshness).isPresent()) {
            names.add(FRESHNESS);
        }
        if (options.has(Switch.CONFIGURED_CHECKS)) {
            discover.map(found -> found.configuredChecks().getOrDefault(table, List.of())).orElse(List.of()).stream()
                    .filter(check -> concerns(check, source))
                    .forEach(check -> names.add(CheckSpec.nameOf(check.name())));
        }
        return specs(key, names, table);
    }

    /** Returns the checks of a model. */
    List<CheckSpec> ofModel(AssetKey key, String model) {
        return specs(key, new LinkedHashSet<>(), model);
    }

    /**
     * A check of a group of tables is listed only under the table's name, but its own name includes the source type.
     */
    private static boolean concerns(ConfiguredCheck check, SourceInfo source) {
        return !check.candidate()
                || !check.name().startsWith(OVERLAP)
                || check.name().startsWith(OVERLAP + source.sourceType() + ".");
    }

    private List<CheckSpec> specs(AssetKey key, Set<String> names, String label) {
        if (options.has(Switch.COMPLIANCE)) {
            names.add(COMPLIANCE);
        }
        List<CheckSpec> specs = new ArrayList<>(names.size());
        names.forEach(name -> specs.add(CheckSpec.withoutNode(key, name, Optional.empty())));
        for (String name : contracts.getOrDefault(label, List.of())) {
            if (!names.contains(name)) {
                specs.add(CheckSpec.withoutNode(key, name, Optional.of(reports.of(label, name))));
            }
        }
        return specs;
    }
}
