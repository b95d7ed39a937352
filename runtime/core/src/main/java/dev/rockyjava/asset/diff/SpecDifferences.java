package dev.rockyjava.asset.diff;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.VolatileMetadata;
import dev.rockyjava.asset.diff.AssetChange.Difference;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.internal.text.DurationText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Compares two descriptions of one asset, member by member. */
final class SpecDifferences {

    /** The difference between the digests of a model's files. */
    static final String FILES = "files";

    private static final Map<String, Function<AssetSpec, Stream<String>>> MEMBERS = members();

    private SpecDifferences() {}

    private static Map<String, Function<AssetSpec, Stream<String>>> members() {
        Map<String, Function<AssetSpec, Stream<String>>> members = new LinkedHashMap<>();
        members.put("node", spec -> Stream.of(spec.nodeId()));
        members.put("kind", spec -> Stream.of(spec.kind().word()));
        members.put("stands for", spec -> spec.isTable() ? Stream.of("one table") : Stream.empty());
        members.put("label", spec -> Stream.of(spec.label()));
        members.put("pipeline", spec -> text(spec.pipeline()));
        members.put("target", spec -> text(spec.target()));
        members.put("strategy", spec -> text(spec.strategy()));
        members.put("strategy parameters", spec -> pairs(spec.stated().strategy()));
        members.put("group", spec -> Stream.of(spec.group()));
        members.put("tags", spec -> pairs(spec.tags()));
        members.put("kinds", spec -> spec.kinds().stream());
        members.put("owners", spec -> spec.owners().stream());
        members.put("text", spec -> text(spec.description()));
        members.put("freshness", spec -> spec.freshness().stream().map(SpecDifferences::freshness));
        members.put("partitions", spec -> spec.partitions().stream().map(SpecDifferences::partitions));
        members.put("dependencies", spec -> spec.dependencies().stream().map(SpecDifferences::dependency));
        members.put("reads", spec -> spec.readsKnown() ? Stream.empty() : Stream.of("unknown"));
        members.put("sources", spec -> spec.sourceFilters().stream().map(SourceFilter::argument));
        members.put("columns", spec -> spec.columnLineage().entrySet().stream()
                .flatMap(column -> column.getValue().stream().map(source -> column.getKey() + " from " + source.key() + "."
                        + source.table().map(table -> table + ".").orElse("") + source.column() + " (" + source.transform() + ")")));
        members.put("metadata", spec -> pairs(VolatileMetadata.without(spec.metadata())));
        members.put(FILES, spec -> pairs(spec.stated().code()));
        members.put("other members", spec -> pairs(spec.stated().others()));
        return members;
    }

    /** Returns the members that differ; empty only for specs that are equal apart from {@link VolatileMetadata}. */
    static List<Difference> between(AssetSpec before, AssetSpec after) {
        if (before.describesTheSame(after)) {
            return List.of();
        }
        List<Difference> differences = new ArrayList<>();
        MEMBERS.forEach((what, member) -> {
            List<String> old = member.apply(before).toList();
            List<String> now = member.apply(after).toList();
            if (!old.equals(now)) {
                differences.add(new Difference(what, without(old, now), without(now, old)));
            }
        });
        if (differences.isEmpty()) {
            differences.add(new Difference(
                    "parts of the snapshot that this version has no name for, by digest", digest(before), digest(after)));
        }
        return differences;
    }

    private static List<String> without(List<String> all, Collection<String> others) {
        Set<String> known = new HashSet<>(others);
        return all.stream().filter(text -> !known.contains(text)).toList();
    }

    private static List<String> digest(AssetSpec spec) {
        return List.of("#" + Long.toHexString(spec.stated().digest()));
    }

    private static Stream<String> text(Optional<?> value) {
        return value.map(Object::toString).stream();
    }

    private static Stream<String> pairs(SortedMap<String, String> pairs) {
        return pairs.entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue());
    }

    private static String freshness(FreshnessPolicy policy) {
        return DurationText.of(policy.maxLag())
                + policy.timeColumn().map(column -> " of " + column).orElse("")
                + policy.severity().map(severity -> " (" + severity + ")").orElse("");
    }

    private static String partitions(PartitionsDefinition partitions) {
        return partitions.grain().dagWord() + partitions.first().map(first -> " from " + first).orElse("");
    }

    private static String dependency(Dependency dependency) {
        return dependency.key() + (dependency.origin().derived() ? " (derived)" : "");
    }
}
