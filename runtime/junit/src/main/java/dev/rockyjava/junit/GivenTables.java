package dev.rockyjava.junit;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.name.Nearest;
import dev.rockyjava.internal.sql.ModelFile;
import dev.rockyjava.junit.SandboxDatabase.ColumnOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The tables that a test gave rows to. */
final class GivenTables {

    private final TestedProject project;
    private final Definitions definitions;
    private final ProjectCopy copy;
    private final Map<AssetKey, Rows> rowsOfAssets = new LinkedHashMap<>();

    GivenTables(TestedProject project, ProjectCopy copy) {
        this.project = project;
        this.definitions = project.definitions();
        this.copy = copy;
    }

    void put(AssetSpec spec, Rows rows) {
        rows.asset().filter(asset -> rows.isExpected() && !asset.equals(spec.key().toString())).ifPresent(asset -> {
            throw new SandboxException("rows with the columns of " + asset + " are given to " + spec.key());
        });
        SortedSet<String> known = knownColumns(spec);
        Optional<ModelFile> file = TestedModel.of(spec, copy).file();
        for (String column : rows.columns()) {
            if (!known.contains(column.toLowerCase(Locale.ROOT)) && !isNamed(column, file)) {
                Nearest nearest = Nearest.of(column, known);
                throw new SandboxException(spec.key() + " has no column " + column + nearest.text(), nearest.names());
            }
        }
        Target target = target(spec);
        try {
            copy.database(target).replace(target, columns(rows, known, project.types(spec)), rows);
        } catch (SandboxException e) {
            throw new SandboxException("rows of " + spec.key() + ": " + e.getMessage(), e);
        }
        rowsOfAssets.put(spec.key(), rows);
    }

    void putEmpty(AssetSpec spec) {
        SortedSet<String> known = knownColumns(spec);
        if (known.isEmpty()) {
            throw new SandboxException("the columns of " + spec.key() + " aren't known; give it a text table of one line, its columns");
        }
        put(spec, Rows.expected(List.copyOf(known), known.stream().map(name -> Optional.<String>empty()).toList(), List.of()));
    }

    void put(String table, Rows rows) {
        Target target = TestedModel.table(table);
        try {
            copy.database(target).replace(target, columns(rows, new TreeSet<>(), Map.of()), rows);
        } catch (SandboxException e) {
            throw new SandboxException("rows of " + table + ": " + e.getMessage(), e);
        }
    }

    private static List<ColumnOf> columns(Rows rows, SortedSet<String> known, Map<String, String> types) {
        List<ColumnOf> columns = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            int column = i;
            Optional<String> stated = rows.types().get(i);
            List<Cell> cells = rows.cells().stream().map(row -> row.get(column)).toList();
            Optional<String> ofSnapshot = Optional.ofNullable(types.get(rows.columns().get(i).toLowerCase(Locale.ROOT)));
            columns.add(new ColumnOf(rows.columns().get(i), stated.or(() -> ofSnapshot).or(() -> ColumnTypes.of(cells))));
        }
        known.stream()
                .filter(name -> rows.indexOf(name) < 0)
                .forEach(name -> columns.add(new ColumnOf(name, Optional.ofNullable(types.get(name)))));
        return columns;
    }

    /** Returns the columns that lineage has, of the asset itself and of those that read it, in lower case. */
    private SortedSet<String> knownColumns(AssetSpec spec) {
        SortedSet<String> known = new TreeSet<>(project.columns(spec));
        spec.columnLineage().keySet().forEach(column -> known.add(column.toLowerCase(Locale.ROOT)));
        for (AssetKey downstream : definitions.graph().downstream(spec.key())) {
            for (List<ColumnSource> sources : definitions.get(downstream).columnLineage().values()) {
                sources.stream()
                        .filter(source -> source.key().equals(spec.key()))
                        .forEach(source -> known.add(source.column().toLowerCase(Locale.ROOT)));
            }
        }
        return known;
    }

    /** Lineage leaves out columns that no column is the source of, such as a count; the SQL names them, unless it has a star. */
    private static boolean isNamed(String column, Optional<ModelFile> file) {
        return file.map(ModelFile::sql)
                .filter(sql -> !sql.isEmpty())
                .map(sql -> Pattern.compile("\\b" + Pattern.quote(column) + "\\b|\\*\\s*(,|FROM\\b|EXCLUDE\\b|REPLACE\\b)", Pattern.CASE_INSENSITIVE)
                        .matcher(sql)
                        .find())
                .orElse(true);
    }

    /** Returns the seeds that a model reads and that have no table yet. */
    List<AssetSpec> missingSeeds(TestedModel model) {
        return missing(model).stream()
                .flatMap(table -> asset(table).stream())
                .filter(spec -> spec.kind() == NodeKind.SEED)
                .toList();
    }

    /**
     * Checks that all that a model reads has a table.
     *
     * @throws SandboxException naming all that have none
     */
    void requireAll(TestedModel model) {
        List<Target> missing = missing(model);
        if (missing.isEmpty()) {
            return;
        }
        List<String> sentences = new ArrayList<>();
        for (Target table : missing) {
            sentences.add("  " + table + ": " + asset(table)
                    .map(spec -> spec.key().equals(model.spec().key())
                            ? "its own table; give its earlier rows, or givenNoRows(...) for its first run"
                            : "the asset " + spec.key() + "; given(...) rows, or givenNoRows(...)")
                    .orElseGet(() -> "no asset of its own; givenTable(\"" + table + "\", ...)" + nearest(table)));
        }
        throw new SandboxException(model.spec().key() + " reads what has no rows in this test:\n" + String.join("\n", sentences));
    }

    private List<Target> missing(TestedModel model) {
        List<Target> missing = new ArrayList<>();
        for (Target table : model.reads()) {
            if (!copy.database(table).has(table)) {
                missing.add(table);
            }
        }
        return missing;
    }

    private String nearest(Target table) {
        List<String> known = definitions.specs().stream().flatMap(spec -> spec.target().stream()).map(Target::toString).toList();
        List<String> near = Nearest.of(table.toString(), known).names();
        return near.isEmpty() ? "" : ", or is it " + near.get(0) + "?";
    }

    private Optional<AssetSpec> asset(Target table) {
        return definitions.specs().stream()
                .filter(spec -> spec.target().filter(target -> isSame(target, table)).isPresent())
                .findFirst();
    }

    private static boolean isSame(Target target, Target read) {
        return target.table().equalsIgnoreCase(read.table())
                && target.schema().equalsIgnoreCase(read.schema())
                && (read.catalog().isEmpty() || target.catalog().isEmpty() || target.catalog().equalsIgnoreCase(read.catalog()));
    }

    /** If the model was given rows itself, makes them a table as the model would have built it. */
    void prepareState(TestedModel model) {
        Rows rows = rowsOfAssets.remove(model.spec().key());
        Optional<String> query = model.query();
        if (rows == null || query.isEmpty()) {
            return;
        }
        Target target = target(model.spec());
        SandboxDatabase database = copy.database(target);
        List<ColumnOf> columns;
        try {
            columns = database.columns(query.get());
        } catch (SandboxException e) {
            return; // the engine reports it with the place
        }
        List<String> names = columns.stream().map(ColumnOf::name).toList();
        for (String column : rows.columns()) {
            if (names.stream().noneMatch(column::equalsIgnoreCase)) {
                throw new SandboxException(model.spec().key() + " has no column " + column + Nearest.of(column, names).text());
            }
        }
        database.replace(target, columns, rows);
    }

    /** @throws SandboxException if the asset has no table of its own */
    Target target(AssetSpec spec) {
        return spec.target().orElseThrow(() -> new SandboxException(spec.key() + " (" + spec.kind().word()
                + ") has no table of its own; name the table that the SQL reads: givenTable(\"schema.table\", ...)"));
    }
}
