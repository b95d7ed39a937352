package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.document.DiscoverOutput;
import dev.rockyjava.internal.document.EngineDocuments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the sources of replications that have been synchronized since they were last built. */
final class SyncedSources {

    private SyncedSources() {}

    /**
     * Asks the engine for the sources of each replication pipeline.
     *
     * @param built the newest materialization of each asset
     * @param ask returns the engine's answer to a query
     * @return why, for each source and load that is to be built again
     */
    static SortedMap<AssetKey, String> of(
            Definitions definitions, Map<AssetKey, RecordedAsset> built, Function<QueryRequest, String> ask) {
        Map<String, List<DiscoverOutput.Source>> discovered = new HashMap<>();
        SortedMap<AssetKey, String> reasons = new TreeMap<>();
        for (AssetSpec spec : sources(definitions)) {
            List<DiscoverOutput.Source> all = discovered.computeIfAbsent(spec.pipeline().orElseThrow(), pipeline ->
                    EngineDocuments.discover(ask.apply(new QueryRequest.Discover(pipeline))).sources());
            reason(spec, all, Optional.ofNullable(built.get(spec.key())))
                    .ifPresent(reason -> reasons.put(spec.key(), "source changed: " + reason));
        }
        return reasons;
    }

    /** Returns the names of the pipelines that have a source. */
    static Set<String> replications(Definitions definitions) {
        return definitions.specs().stream()
                .filter(spec -> spec.kind() == NodeKind.SOURCE)
                .flatMap(spec -> spec.pipeline().stream())
                .collect(Collectors.toSet());
    }

    /** Returns the sources of replications and the loads of the same pipelines. A load pipeline has no source. */
    private static List<AssetSpec> sources(Definitions definitions) {
        Set<String> replications = replications(definitions);
        return definitions.specs().stream()
                .filter(spec -> spec.kind() == NodeKind.SOURCE || spec.kind() == NodeKind.LOAD)
                .filter(spec -> spec.pipeline().filter(replications::contains).isPresent())
                .toList();
    }

    private static Optional<String> reason(
            AssetSpec spec, List<DiscoverOutput.Source> discovered, Optional<RecordedAsset> built) {
        if (built.isEmpty()) {
            return Optional.of("never built");
        }
        Instant began = built.get().build().map(build -> build.began().began()).orElse(Instant.MIN);
        return discovered.stream()
                .filter(source -> spec.sourceFilters().isEmpty()
                        || spec.sourceFilters().stream().anyMatch(filter -> selects(filter, source)))
                .flatMap(source -> reason(source, began).stream())
                .findFirst();
    }

    private static Optional<String> reason(DiscoverOutput.Source source, Instant began) {
        Optional<Instant> synced = source.lastSyncAt().flatMap(SyncedSources::instant);
        if (synced.isEmpty()) {
            return Optional.of("the engine reports no time at which " + source.id() + " was synchronized");
        }
        return synced.filter(time -> time.isAfter(began)).map(time -> source.id() + " was synchronized at " + time);
    }

    private static Optional<Instant> instant(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the engine's {@code --filter} selects the source. */
    private static boolean selects(SourceFilter filter, DiscoverOutput.Source source) {
        int equal = filter.argument().indexOf('=');
        String name = filter.argument().substring(0, equal);
        String value = filter.argument().substring(equal + 1);
        Object part = name.equals("id") ? source.id() : source.components().getOrDefault(name, "");
        return part instanceof List<?> parts ? parts.contains(value) : value.equals(part);
    }
}
