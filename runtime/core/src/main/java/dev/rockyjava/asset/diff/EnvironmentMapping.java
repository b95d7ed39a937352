package dev.rockyjava.asset.diff;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How the catalogs and schemas of one environment correspond to those of another, for example production's catalog
 * {@code wh} to the catalog {@code pr_17} of a pull request. Only names that differ are listed; no two names
 * correspond to the same one.
 *
 * @param catalogs the later name of each catalog whose name differs
 * @param schemas the later name of each schema whose name differs
 * @param affix the prefix or suffix by which all these schemas differ; empty if there is no such schema
 */
public record EnvironmentMapping(
        SortedMap<String, String> catalogs, SortedMap<String, String> schemas, Optional<SchemaAffix> affix) {

    /** The mapping between two snapshots of one environment. */
    public static final EnvironmentMapping SAME =
            new EnvironmentMapping(Collections.emptySortedMap(), Collections.emptySortedMap(), Optional.empty());

    public EnvironmentMapping {
        catalogs = Collections.unmodifiableSortedMap(new TreeMap<>(catalogs));
        schemas = Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
    }

    /** The targets of a node that both definitions have. */
    private record Pair(Target before, Target after) {}

    /**
     * Finds out by the targets of the nodes that both definitions have, by node id, whether they belong to different
     * environments. They do if most of these nodes are in a catalog with another name, or in a schema whose name has
     * another prefix or suffix, and if these names correspond one to one. In a project with a single schema, its
     * whole name may differ. The targets of the other nodes are real changes.
     *
     * @return {@link #SAME} if they belong to the same environment, or if that can't be told
     */
    public static EnvironmentMapping between(Definitions before, Definitions after) {
        List<Pair> pairs = new ArrayList<>();
        for (AssetSpec spec : before.specs()) {
            spec.target().ifPresent(old -> after.findByNodeId(spec.nodeId())
                    .flatMap(AssetSpec::target)
                    .ifPresent(now -> pairs.add(new Pair(old, now))));
        }
        SortedMap<String, String> catalogs = names(before, pairs, Target::catalog);
        SortedMap<String, String> schemas = names(before, pairs, Target::schema);
        Optional<SchemaAffix> affix = SchemaAffix.of(schemas);
        boolean singleSchema = pairs.stream().map(pair -> pair.before().schema()).distinct().count() == 1;
        if (affix.isEmpty() && !singleSchema) {
            schemas = Collections.emptySortedMap();
        }
        return new EnvironmentMapping(catalogs, schemas, affix);
    }

    private static SortedMap<String, String> names(
            Definitions all, List<Pair> pairs, Function<Target, String> part) {
        SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
        all.specs().forEach(spec ->
                spec.target().ifPresent(target -> counts.computeIfAbsent(part.apply(target), name -> new TreeMap<>())));
        pairs.forEach(pair -> counts.computeIfAbsent(part.apply(pair.before()), name -> new TreeMap<>())
                .merge(part.apply(pair.after()), 1, Integer::sum));
        SortedMap<String, String> names = new TreeMap<>();
        counts.forEach((name, later) -> names.put(name, mostFrequent(name, later)));
        long moved = pairs.stream()
                .filter(pair -> !part.apply(pair.before()).equals(part.apply(pair.after())))
                .filter(pair -> part.apply(pair.after()).equals(names.get(part.apply(pair.before()))))
                .count();
        boolean oneToOne = names.values().stream().distinct().count() == names.size();
        if (!oneToOne || 2 * moved <= pairs.size()) {
            return Collections.emptySortedMap();
        }
        names.entrySet().removeIf(name -> name.getKey().equals(name.getValue()));
        return names;
    }

    /** Returns the name that more than half of the nodes have; otherwise the same name. */
    private static String mostFrequent(String name, SortedMap<String, Integer> later) {
        int all = later.values().stream().mapToInt(Integer::intValue).sum();
        return later.entrySet().stream()
                .filter(count -> 2 * count.getValue() > all)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    /** Returns whether no name differs. */
    public boolean isSame() {
        return catalogs.isEmpty() && schemas.isEmpty();
    }

    /** Returns the later name of a catalog. */
    public String catalog(String name) {
        return catalogs.getOrDefault(name, name);
    }

    /** Returns the later name of a schema that may contain placeholders, as that of a replication. */
    public String schemaTemplate(String template) {
        return schemas.containsKey(template)
                ? schema(template)
                : affix.filter(rule -> template.contains("{")).map(rule -> rule.on(template)).orElse(template);
    }

    /** Returns the later name of a schema. */
    public String schema(String name) {
        return schemas.getOrDefault(name, name);
    }

    /** Returns one line per name that differs, for users: {@code catalog wh -> pr_17}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        catalogs.forEach((before, after) -> lines.add("catalog " + named(before) + " -> " + named(after)));
        schemas.forEach((before, after) -> lines.add("schema " + named(before) + " -> " + named(after)));
        return lines;
    }

    private static String named(String name) {
        return name.isEmpty() ? "\"\"" : name;
    }

    /** Returns {@link #lines} as one. */
    @Override
    public String toString() {
        return isSame() ? "the same environment" : String.join(", ", lines());
    }
}
