package dev.rockyjava.processor.select;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.state.Problem;
import dev.rockyjava.state.ProblemId;
import dev.rockyjava.state.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The columns that a snapshot knows: those of models that column lineage ends in. A column made of nothing, such as a
 * literal, is in no lineage.
 */
public final class LineageColumns {

    private final Map<String, Set<String>> byModel = new HashMap<>();
    private final Optional<String> unavailable;

    private LineageColumns(Optional<String> unavailable) {
        this.unavailable = unavailable;
    }

    /** Those of a snapshot. */
    public static LineageColumns of(Snapshot snapshot) {
        LineageColumns columns = new LineageColumns(snapshot.dag().flatMap(Snapshot.Dag::lineageUnavailable));
        snapshot.dag().ifPresent(dag -> dag.columnLineage().forEach(edge -> columns.byModel
                .computeIfAbsent(edge.targetModel(), model -> new TreeSet<>())
                .add(edge.targetColumn())));
        return columns;
    }

    /** No columns at all. */
    public static LineageColumns none() {
        return new LineageColumns(Optional.empty());
    }

    /** The columns of an asset, sorted; none if they aren't known. */
    public Collection<String> of(AssetSpec spec) {
        return spec.kind() == NodeKind.TRANSFORMATION ? byModel.getOrDefault(spec.label(), Set.of()) : List.of();
    }

    /** What to say when the engine could not give lineage: that there are no columns then means nothing. */
    public List<Problem> problems() {
        return unavailable
                .map(reason -> Problem.of(
                        ProblemId.COLUMNS_UNAVAILABLE,
                        "there are no constants for columns, since the engine could not give column lineage when this"
                                + " snapshot was written: " + reason + ". Mend that and refresh, or set columns = {}",
                        null))
                .stream()
                .toList();
    }
}
