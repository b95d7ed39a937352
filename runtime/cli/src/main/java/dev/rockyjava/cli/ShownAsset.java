package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.cli.screen.Style;
import dev.rockyjava.cli.screen.StyledText;
import dev.rockyjava.cli.screen.Table;
import dev.rockyjava.cli.screen.Table.Cell;
import dev.rockyjava.cli.screen.Table.IfNarrow;
import dev.rockyjava.internal.text.DurationText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats what is known about one asset. A fact that an earlier line gives isn't repeated. */
final class ShownAsset {

    private final Definitions definitions;
    private final AssetSpec spec;
    private final Map<String, String> columnTypes;
    private final Optional<PartitionCoverage> coverage;
    private final Table lines = new Table().column("", IfNarrow.STAYS).column("", IfNarrow.WRAPS);

    /**
     * @param columnTypes the columns of the asset with the types of the database; the type is empty if it isn't known
     */
    ShownAsset(
            Definitions definitions,
            AssetSpec spec,
            Map<String, String> columnTypes,
            Optional<PartitionCoverage> coverage) {
        this.definitions = definitions;
        this.spec = spec;
        this.columnTypes = columnTypes;
        this.coverage = coverage;
    }

    StyledText text(int width) {
        facts();
        StyledText text = StyledText.of(spec.key() + "\n").add(lines.text(width));
        if (!columns().isEmpty()) {
            text.add("  columns\n", Style.MINOR).add(columnTable().text(width));
        }
        return text;
    }

    private void facts() {
        String kind = spec.kind().word();
        line("kind", kind);
        if (!spec.nodeId().equals(kind + ":" + last(spec.key().path()))) {
            line("node", spec.nodeId());
        }
        spec.pipeline().ifPresent(pipeline -> line("pipeline", pipeline));
        spec.target()
                .map(Object::toString)
                .filter(target -> !target.equals(String.join(".", spec.key().path())))
                .ifPresent(target -> line("target", target));
        if (spec.target().isEmpty()) {
            lines("writes", spec.writes());
        }
        if (!spec.group().equals(spec.pipeline().orElse(""))) {
            line("group", spec.group());
        }
        spec.description().ifPresent(description -> line("description", description));
        lines("owners", spec.owners());
        spec.strategy().ifPresent(strategy -> line("strategy", strategy));
        spec.partitions().ifPresent(partitions -> line("partitions", CommandTexts.partitions(partitions)));
        coverage.ifPresent(built -> line("built", built + ", as far as the journal knows"));
        spec.freshness().ifPresent(policy -> line("freshness", "at most " + DurationText.of(policy.maxLag())
                + policy.timeColumn().map(column -> " by " + column).orElse("")
                + policy.severity().map(severity -> " (" + severity + ")").orElse("")));
        lines("parameters", members(spec.stated().strategy(), spec.partitions().flatMap(partitions -> partitions.first()).orElse("")));
        lines("tags", members(spec.tags(), kind));
        lines("upstream", spec.dependencies().stream().map(ShownAsset::dependency).toList());
        lines("downstream", definitions.graph().downstream(spec.key()));
        lines("sources", spec.sourceFilters().stream().map(SourceFilter::argument).toList());
        lines("checks", definitions.checks().stream()
                .filter(check -> check.asset().equals(spec.key()))
                .map(CheckSpec::name)
                .toList());
        Set<String> said = Stream.of(Stream.of(kind, spec.nodeId()), spec.pipeline().stream(), spec.strategy().stream())
                .flatMap(value -> value)
                .collect(Collectors.toSet());
        lines("metadata", members(spec.metadata(), said.toArray(String[]::new)));
        lines("unknown to this version", members(spec.stated().others()));
    }

    /** Returns the members except those whose value another line has. */
    private static List<String> members(Map<String, String> members, String... said) {
        return members.entrySet().stream()
                .filter(member -> !List.of(said).contains(member.getValue()))
                .map(Object::toString)
                .toList();
    }

    private static String dependency(Dependency dependency) {
        return dependency.key() + (dependency.origin().derived() ? "  (derived)" : "");
    }

    private void line(String name, String value) {
        lines.row(new Cell("  " + name, Style.MINOR), Cell.of(value));
    }

    private void lines(String name, Collection<?> values) {
        String title = name;
        for (Object value : values) {
            line(title, value.toString());
            title = "";
        }
    }

    private Set<String> columns() {
        Set<String> columns = new TreeSet<>(columnTypes.keySet());
        columns.addAll(spec.columnLineage().keySet());
        return columns;
    }

    private Table columnTable() {
        Table table = new Table()
                .column("", IfNarrow.STAYS)
                .column("", IfNarrow.STAYS)
                .column("", IfNarrow.WRAPS);
        for (String column : columns()) {
            String name = "    " + column;
            Cell type = new Cell(columnTypes.getOrDefault(column, ""), Style.MINOR);
            List<ColumnSource> sources = spec.columnLineage().getOrDefault(column, List.of());
            if (sources.isEmpty()) {
                table.row(Cell.of(name), type, Cell.of(""));
            }
            for (ColumnSource source : sources) {
                String how = source.transform().equals("direct") ? "" : " (" + source.transform() + ")";
                table.row(Cell.of(name), type, Cell.of("from " + source.key() + "." + source.column() + how));
                name = "";
                type = Cell.of("");
            }
        }
        return table;
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }
}
