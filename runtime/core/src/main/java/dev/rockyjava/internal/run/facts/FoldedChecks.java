package dev.rockyjava.internal.run.facts;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.run.CheckEffect;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.MetadataKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes one result of all results that a check has on one asset, such as those for each table of a replication: a name
 * stands for one check, and Dagster refuses a second result of it.
 */
public record FoldedChecks(Definitions definitions) {

    private static final Comparator<CheckEvaluation> SEVERITY = Comparator.comparing(CheckEvaluation::failedAsError)
            .thenComparing(check -> switch (check.status()) {
                case PASSED -> 0;
                case NOT_EVALUATED -> 1;
                case FAILED -> 2;
            })
            .thenComparing(check -> !check.severity().equals(CheckEvaluation.WARNING));

    private record Name(AssetKey asset, String check) {}

    /**
     * Returns the results in the order of the first of each name.
     *
     * @param spec the asset that the engine worked on, which has the results of tables that aren't assets
     */
    public List<CheckEvaluation> of(List<CheckEvaluation> checks, AssetSpec spec) {
        if (checks.isEmpty()) {
            return List.of(); // as for nearly all calls
        }
        Map<Name, List<CheckEvaluation>> byName = new LinkedHashMap<>();
        for (CheckEvaluation check : checks) {
            byName.computeIfAbsent(new Name(check.asset().orElse(spec.key()), check.name()), name -> new ArrayList<>(1)).add(check);
        }
        return byName.entrySet().stream()
                .map(same -> same.getValue().size() == 1
                        ? same.getValue().get(0)
                        : folded(definitions.get(same.getKey().asset()).label(), same.getValue()))
                .toList();
    }

    private static CheckEvaluation folded(String label, List<CheckEvaluation> parts) {
        CheckEvaluation first = parts.get(0);
        CheckEvaluation worst = parts.stream().max(SEVERITY).orElseThrow();
        SortedMap<String, Object> details = new TreeMap<>();
        List<String> alike = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (CheckEvaluation part : parts) {
            String table = unique(String.join(".", part.engineKey()), labels);
            part.details().forEach((name, value) -> details.put(table + "." + name, value));
            details.put(table + "." + MetadataKeys.RESULT, part.status().word());
            if (part.status() == worst.status()) {
                alike.add(table);
            }
        }
        details.put(MetadataKeys.CHECKED_TABLES, (long) parts.size());
        Optional.ofNullable(worst.details().get(MetadataKeys.SEVERITY))
                .ifPresent(severity -> details.put(MetadataKeys.SEVERITY, severity));
        Optional<String> reason = worst.passed()
                ? Optional.empty()
                : Optional.of(alike.size() + " of " + parts.size() + ": " + Listing.named(alike)
                        + worst.reason().map(text -> ": " + text).orElse(""));
        boolean oneTable = parts.stream().allMatch(part -> part.engineKey().equals(first.engineKey()));
        return new CheckEvaluation(
                parts.stream().flatMap(part -> part.asset().stream()).findFirst(),
                oneTable ? first.engineKey() : List.of(label),
                first.name(),
                worst.status(),
                worst.cause(),
                reason,
                worst.severity(),
                parts.stream().map(CheckEvaluation::effect).max(Comparator.naturalOrder()).orElse(CheckEffect.NONE),
                details,
                parts);
    }

    private static String unique(String table, Set<String> labels) {
        String label = table;
        for (int more = 2; !labels.add(label); more++) {
            label = table + "#" + more;
        }
        return label;
    }
}
