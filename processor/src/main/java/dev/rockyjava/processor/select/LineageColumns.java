package dev.rockyjava.processor.select;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The columns that a snapshot knows: the targets of column lineage and, if lineage was asked for model by model, all
 * other columns of the model. The graph's own lineage lacks columns without a source, such as literals.
 */
public final class LineageColumns {

    private final Map<String, Set<String>> byModel = new HashMap<>();
    private final Map<String, Map<String, String>> types;
    private final Optional<Located<String>> unavailable;

    private LineageColumns(Map<String, Map<String, String>> types, Optional<Located<String>> unavailable) {
        this.types = types;
        this.unavailable = unavailable;
        types.forEach((model, columns) -> columns.keySet().forEach(column -> add(model, column)));
    }

    private void add(String model, String column) {
        byModel.computeIfAbsent(model, m -> new TreeSet<>()).add(column);
    }

    /** Returns the columns of a snapshot. */
    public static LineageColumns of(Snapshot snapshot) {
        Optional<Located<String>> unavailable = snapshot.dag().flatMap(Snapshot.Dag::lineageUnavailable);
        Optional<List<LineageEdge>> byModel = snapshot.ours().lineage();
        boolean asked = byModel.filter(edges -> !edges.isEmpty()).isPresent();
        LineageColumns columns =
                new LineageColumns(snapshot.ours().columns(), asked ? Optional.empty() : unavailable);
        Stream.concat(snapshot.dag().stream().map(Snapshot.Dag::columnLineage), byModel.stream())
                .flatMap(List::stream)
                .forEach(edge -> columns.add(edge.targetModel(), edge.targetColumn()));
        return columns;
    }

    /** Returns no columns. */
    public static LineageColumns none() {
        return new LineageColumns(Map.of(), Optional.empty());
    }

    /** Returns the columns of an asset, sorted; empty if they aren't known. */
    public Collection<String> of(AssetSpec spec) {
        return spec.kind() == NodeKind.TRANSFORMATION ? byModel.getOrDefault(spec.label(), Set.of()) : List.of();
    }

    /** Returns the data type of a column as the engine names it; empty if the snapshot doesn't have it. */
    public Optional<String> type(AssetSpec spec, String column) {
        String type = types.getOrDefault(spec.label(), Map.of()).get(column);
        return Optional.ofNullable(type).filter(word -> !word.isBlank());
    }

    /** Returns a problem if the engine could not give lineage, in which case missing columns prove nothing. */
    public List<Problem> problems() {
        return unavailable
                .map(reason -> Problem.of(
                        ProblemId.COLUMNS_UNAVAILABLE,
                        "there are no constants for columns, since the engine could not give column lineage when this"
                                + " snapshot was written: " + reason.value() + ". Fix that and refresh, or set columns = {}",
                        reason.location()))
                .stream()
                .toList();
    }
}
