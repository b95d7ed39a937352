package dev.rockyjava.openlineage;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.openlineage.DatasetNames.Dataset;
import dev.rockyjava.openlineage.DatasetNames.Warehouse;
import dev.rockyjava.run.Materialization;
import dev.rockyjava.run.MetadataKeys;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacetFieldsBuilder;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.InputField;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.OutputDatasetOutputFacetsBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables that assets read and write, as datasets of events. */
final class AssetDatasets {

    private final OpenLineage events;
    private final Definitions definitions;
    private final DatasetNames names;
    private final Map<String, Map<String, String>> columnTypes;
    private final Masked masked;
    private final Map<Dataset, AssetSpec> writers = new HashMap<>();

    /** @param columnTypes the columns with their types, or empty texts, of those models for which they are known */
    AssetDatasets(
            OpenLineage events,
            Definitions definitions,
            DatasetNames names,
            Map<String, Map<String, String>> columnTypes,
            Masked masked) {
        this.events = events;
        this.definitions = definitions;
        this.names = names;
        this.columnTypes = columnTypes;
        this.masked = masked;
        for (AssetSpec spec : definitions.specs()) {
            written(spec).forEach(dataset -> writers.putIfAbsent(dataset, spec));
        }
    }

    /** Returns the tables that an asset reads. */
    List<InputDataset> inputs(AssetSpec spec) {
        return read(spec).stream().map(this::input).toList();
    }

    private Set<Dataset> read(AssetSpec spec) {
        boolean model = spec.kind() == NodeKind.TRANSFORMATION;
        Warehouse from = model ? names.target(spec.pipeline()) : names.source(spec.pipeline());
        Set<Dataset> read = new LinkedHashSet<>();
        spec.reads().forEach(table -> read.add(from.dataset(table)));
        if (!read.isEmpty() || model && spec.readsKnown()) {
            return read; // what is upstream also has what a pipeline waits for
        }
        spec.upstreamKeys().forEach(key -> definitions.find(key).ifPresent(upstream -> read.addAll(written(upstream))));
        return read;
    }

    private Set<Dataset> written(AssetSpec spec) {
        Set<Dataset> written = new LinkedHashSet<>();
        spec.writes().forEach(table -> written.add(names.target(spec.pipeline()).dataset(table)));
        return written;
    }

    private InputDataset input(Dataset dataset) {
        return events.newInputDatasetBuilder()
                .namespace(masked.text(dataset.namespace()))
                .name(masked.text(dataset.name()))
                .facets(facets(dataset, Optional.ofNullable(writers.get(dataset))).build())
                .build();
    }

    /** Returns a table that was checked, without facets. */
    OpenLineage.InputDatasetBuilder checked(Dataset dataset) {
        return events.newInputDatasetBuilder().namespace(masked.text(dataset.namespace())).name(masked.text(dataset.name()));
    }

    /** Returns the tables that an asset is expected to write. */
    List<OutputDataset> outputs(AssetSpec spec) {
        return written(spec).stream().map(dataset -> output(dataset, spec, Optional.empty())).toList();
    }

    /** Returns the tables that were written for an asset; if the engine names none, those that were expected. */
    List<OutputDataset> outputs(AssetSpec spec, List<Materialization> materializations) {
        Map<Dataset, Statistics> built = new LinkedHashMap<>();
        if (isTableOf(spec)) {
            for (Materialization one : materializations) {
                table(spec, one).ifPresent(dataset -> built.merge(dataset, Statistics.of(one), Statistics::plus));
            }
        }
        return built.isEmpty()
                ? outputs(spec)
                : built.entrySet().stream().map(one -> output(one.getKey(), spec, Optional.of(one.getValue()))).toList();
    }

    /** The source of a replication shares the answer of its load, which is what writes the tables. */
    private static boolean isTableOf(AssetSpec spec) {
        return spec.kind() != NodeKind.SOURCE || spec.isTable();
    }

    /** Returns the table that was built; empty if the engine doesn't name it. */
    Optional<Dataset> table(AssetSpec spec, Materialization built) {
        Object full = built.metadata().get(MetadataKeys.TARGET_TABLE);
        return spec.target()
                .or(() -> Optional.ofNullable(full).map(name -> DatasetNames.table(List.of(name.toString()))))
                .or(() -> Optional.of(built.engineKey()).filter(key -> key.size() == 1).map(DatasetNames::table))
                .map(names.target(spec.pipeline())::dataset);
    }

    /** Returns the table that an asset is; empty if it is several, or none is known. */
    Optional<Dataset> expected(AssetSpec spec) {
        Set<Dataset> written = written(spec);
        return written.size() == 1 ? Optional.of(written.iterator().next()) : Optional.empty();
    }

    /** Returns a table by the engine's name for it. */
    Dataset named(AssetSpec spec, List<String> name) {
        return names.target(spec.pipeline()).dataset(DatasetNames.table(name));
    }

    private OutputDataset output(Dataset dataset, AssetSpec spec, Optional<Statistics> statistics) {
        DatasetFacetsBuilder facets = facets(dataset, Optional.of(spec));
        columnLineage(spec, facets);
        if (!spec.tags().isEmpty()) {
            facets.tags(events.newTagsDatasetFacet(spec.tags().entrySet().stream()
                    .map(tag -> events.newTagsDatasetFacetFieldsBuilder()
                            .key(tag.getKey()).value(masked.text(tag.getValue())).source("ROCKY").build())
                    .toList()));
        }
        OutputDatasetOutputFacetsBuilder outputFacets = events.newOutputDatasetOutputFacetsBuilder();
        statistics.filter(Statistics::isKnown).ifPresent(known ->
                outputFacets.outputStatistics(events.newOutputStatisticsOutputDatasetFacet(known.rows(), known.bytes(), null)));
        return events.newOutputDatasetBuilder()
                .namespace(masked.text(dataset.namespace()))
                .name(masked.text(dataset.name()))
                .facets(facets.build())
                .outputFacets(outputFacets.build())
                .build();
    }

    private DatasetFacetsBuilder facets(Dataset dataset, Optional<AssetSpec> writer) {
        String namespace = masked.text(dataset.namespace());
        URI uri = UriText.of(namespace).orElse(null);
        DatasetFacetsBuilder facets = events.newDatasetFacetsBuilder()
                .dataSource(events.newDatasourceDatasetFacetBuilder().name(namespace).uri(uri).build());
        writer.ifPresent(spec -> {
            // Only a table with one asset of its own has the columns and words of that asset.
            if (spec.target().isPresent() || spec.isTable()) {
                describe(spec, facets);
            }
        });
        return facets;
    }

    private void describe(AssetSpec spec, DatasetFacetsBuilder facets) {
        SortedMap<String, String> columns = new TreeMap<>(
                spec.kind() == NodeKind.TRANSFORMATION ? columnTypes.getOrDefault(spec.label(), Map.of()) : Map.of());
        spec.columnLineage().keySet().forEach(column -> columns.putIfAbsent(column, ""));
        if (!columns.isEmpty()) {
            facets.schema(events.newSchemaDatasetFacet(columns.entrySet().stream()
                    .map(column -> events.newSchemaDatasetFacetFieldsBuilder()
                            .name(column.getKey())
                            .type(column.getValue().isEmpty() ? null : column.getValue())
                            .build())
                    .toList()));
        }
        spec.description().ifPresent(text -> facets.documentation(
                events.newDocumentationDatasetFacetBuilder().description(masked.text(text)).build()));
        if (!spec.owners().isEmpty()) {
            facets.ownership(events.newOwnershipDatasetFacet(spec.owners().stream()
                    .map(owner -> events.newOwnershipDatasetFacetOwnersBuilder().name(owner).build())
                    .toList()));
        }
    }

    private void columnLineage(AssetSpec spec, DatasetFacetsBuilder facets) {
        ColumnLineageDatasetFacetFieldsBuilder fields = events.newColumnLineageDatasetFacetFieldsBuilder();
        boolean any = false;
        for (Map.Entry<String, List<ColumnSource>> column : spec.columnLineage().entrySet()) {
            List<InputField> from = inputFields(column.getValue());
            if (!from.isEmpty()) {
                any = true;
                fields.put(column.getKey(), events.newColumnLineageDatasetFacetFieldsAdditionalBuilder().inputFields(from).build());
            }
        }
        if (any) {
            facets.columnLineage(events.newColumnLineageDatasetFacet(fields.build(), null));
        }
    }

    private List<InputField> inputFields(List<ColumnSource> sources) {
        List<InputField> fields = new ArrayList<>();
        for (ColumnSource source : sources) {
            dataset(source).ifPresent(dataset -> fields.add(events.newInputFieldBuilder()
                    .namespace(masked.text(dataset.namespace()))
                    .name(masked.text(dataset.name()))
                    .field(source.column())
                    .transformations(List.of(TransformationWords.of(events, source.transform())))
                    .build()));
        }
        return fields;
    }

    private Optional<Dataset> dataset(ColumnSource source) {
        return definitions.find(source.key()).flatMap(upstream -> source.table().or(upstream::target)
                .map(names.target(upstream.pipeline())::dataset));
    }

    /**
     * What the engine reports about a table, summed over partitions.
     *
     * @param rows null if it doesn't report any
     * @param bytes null if it doesn't report any
     */
    private record Statistics(@Nullable Long rows, @Nullable Long bytes) {

        static Statistics of(Materialization built) {
            SortedMap<String, Object> facts = built.metadata();
            return new Statistics(
                    built.rowCount().orElse(null), facts.get(MetadataKeys.BYTES_WRITTEN) instanceof Long bytes ? bytes : null);
        }

        Statistics plus(Statistics other) {
            return new Statistics(sum(rows, other.rows), sum(bytes, other.bytes));
        }

        boolean isKnown() {
            return rows != null || bytes != null;
        }

        private static @Nullable Long sum(@Nullable Long one, @Nullable Long two) {
            List<Long> known = Stream.of(Optional.ofNullable(one), Optional.ofNullable(two)).flatMap(Optional::stream).toList();
            return known.isEmpty() ? null : Long.valueOf(known.stream().mapToLong(Long::longValue).sum());
        }
    }
}
