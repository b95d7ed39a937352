package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import dev.rockyjava.internal.snapshot.read.Snapshot.Ours;
import dev.rockyjava.internal.snapshot.read.Snapshot.Reads;
import dev.rockyjava.internal.snapshot.read.Snapshot.UnansweredQueries;
import dev.rockyjava.internal.snapshot.read.Snapshot.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the slot {@code rocky_java}, which dagster-rocky ignores. Each member is an object, except where a list is
 * noted:
 * <ul>
 *   <li>{@code sources_by_pipeline}: pipeline to ids of sources
 *   <li>{@code models_by_pipeline}: pipeline to names of models
 *   <li>{@code pipeline_depends_on}: pipeline to names of pipelines
 *   <li>{@code discover_errors}: pipeline to the reason why {@code discover} failed
 *   <li>{@code compile_errors}: root folder of models to the reason why {@code compile} failed
 *   <li>{@code compile_diagnostics}: a list of the diagnostics of {@code compile} for the other roots
 *   <li>{@code lineage}: model to the output of {@code rocky lineage}
 *   <li>{@code contracts}: model to names of checks, see {@link ContractChecks}
 *   <li>{@code code}: model to digests of its files by path, which {@link ContentsCollector} takes
 *   <li>{@code pipeline_code}: pipeline to the digest of its part of {@code rocky.toml}, likewise
 *   <li>{@code seed_code}: node id of a seed to digests of its files by path, likewise
 *   <li>{@code reads}: model to names of tables that its SQL reads
 *   <li>{@code reads_unknown}: model to the reason why it may read more
 *   <li>{@code writes}: pipeline to where it writes: {@code catalog}, {@code schema}, {@code table},
 *       {@code separator}
 * </ul>
 */
final class RockyJavaSlotReader {

    private final JsonCursor json;
    private Map<String, List<String>> sources = Map.of();
    private Map<String, List<String>> models = Map.of();
    private Map<String, List<String>> dependsOn = Map.of();
    private Optional<Map<String, List<String>>> contracts = Optional.empty();
    private Optional<List<LineageEdge>> lineage = Optional.empty();
    private final Map<String, Map<String, String>> columns = new TreeMap<>();
    private Map<String, List<String>> reads = Map.of();
    private Map<String, String> readsUnknown = Map.of();
    private Map<String, String> discoverErrors = Map.of();
    private Map<String, String> compileErrors = Map.of();
    private List<CompileDiagnostic> compileDiagnostics = List.of();
    private final Map<String, Written> written = new TreeMap<>();

    RockyJavaSlotReader(JsonCursor json) {
        this.json = json;
    }

    Ours read() {
        json.object(member -> {
            switch (member) {
                case "sources_by_pipeline" -> sources = lists();
                case "models_by_pipeline" -> models = lists();
                case "pipeline_depends_on" -> dependsOn = lists();
                case "discover_errors" -> discoverErrors = texts();
                case "compile_errors" -> compileErrors = texts();
                case "compile_diagnostics" -> compileDiagnostics =
                        json.isNull() ? List.of() : List.copyOf(json.array(new CompileReader(json)::diagnostic));
                case "contracts" -> contracts = json.isNull() ? Optional.empty() : Optional.of(lists());
                case "lineage" -> lineage = json.isNull() ? Optional.empty() : Optional.of(lineage());
                case "reads" -> reads = lists();
                case "reads_unknown" -> readsUnknown = texts();
                case "writes" -> written();
                default -> {}
            }
        });
        return new Ours(
                sources,
                models,
                dependsOn,
                contracts,
                lineage,
                Collections.unmodifiableMap(columns),
                new Reads(reads, readsUnknown, Collections.unmodifiableMap(written)),
                new UnansweredQueries(discoverErrors, compileErrors, compileDiagnostics));
    }

    private Map<String, String> texts() {
        return json.isNull() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(json.texts()));
    }

    private Map<String, List<String>> lists() {
        Map<String, List<String>> read = new TreeMap<>();
        json.optionalObject(name -> read.put(name, List.copyOf(json.array(json::text))));
        return Collections.unmodifiableMap(read);
    }

    private void written() {
        json.optionalObject(pipeline -> {
            JsonCursor.Start at = json.start();
            Map<String, String> members = json.texts();
            written.put(
                    pipeline,
                    new Written(
                            members.getOrDefault("catalog", ""),
                            json.require(members.get("schema"), "schema", at),
                            Optional.ofNullable(members.get("table")),
                            members.getOrDefault("separator", "")));
        });
    }

    private List<LineageEdge> lineage() {
        List<LineageEdge> all = new ArrayList<>();
        LineageReader edges = new LineageReader(json);
        json.object(model -> json.optionalObject(member -> {
            switch (member) {
                case "edges" -> all.addAll(edges.edges());
                case "columns" -> columns.put(model, columns());
                default -> {}
            }
        }));
        return List.copyOf(all);
    }

    private Map<String, String> columns() {
        Map<String, String> types = new TreeMap<>();
        json.array(json::texts).forEach(column -> {
            String name = column.get("name");
            if (name != null) {
                types.put(name, column.getOrDefault("data_type", ""));
            }
        });
        return Collections.unmodifiableMap(types);
    }
}
