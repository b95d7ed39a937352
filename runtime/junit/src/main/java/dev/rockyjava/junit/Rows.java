package dev.rockyjava.junit;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table, with columns by name: given to a test, read from the database, or expected. Immutable.
 *
 * <p>Rows from the database equal expected ones (from text, a file or Java values) if the expected columns do, in any order of
 * rows and of columns; other columns don't count. {@link #ordered()} and {@link #exactly()} are stricter. Values are equal as
 * the database's type has them: {@code 6} and {@code 6.00}, {@code 2026-03-01} and midnight of that day in a timestamp. Of a
 * {@code DOUBLE} 15 digits count, of a {@code FLOAT} 6. Text without a type is read as the type that it is compared with, so
 * equality isn't transitive. Names of columns are compared regardless of case.
 *
 * <p>AssertJ's {@code assertThat(rows)} returns a {@link RowsAssert}, whose failures mark the cells that differ.
 */
public final class Rows implements AssertProvider<RowsAssert> {

    private final List<String> columns;
    private final List<Optional<String>> types;
    private final List<List<Cell>> cells;
    private final Options options;

    /**
     * How rows are compared.
     *
     * @param expected whether these are what a test expects, rather than what the database has
     * @param asset of expected rows, the key of the asset whose column constants name the columns; of actual ones, the asset
     *     whose table they are of. Empty if that isn't known
     */
    private record Options(boolean expected, boolean ordered, boolean exactly, Optional<String> asset) {

        static final Options EXPECTED = new Options(true, false, false, Optional.empty());
        static final Options ACTUAL = new Options(false, false, false, Optional.empty());
    }

    private Rows(List<String> columns, List<Optional<String>> types, List<List<Cell>> cells, Options options) {
        this.columns = List.copyOf(columns);
        this.types = List.copyOf(types);
        this.cells = List.copyOf(cells);
        this.options = options;
        Set<String> names = new LinkedHashSet<>();
        for (String column : columns) {
            if (!names.add(column.toLowerCase(Locale.ROOT))) {
                throw new SandboxException("the column " + column + " is there twice; columns are " + String.join(", ", columns));
            }
        }
    }

    static Rows expected(List<String> columns, List<Optional<String>> types, List<List<Cell>> cells) {
        return new Rows(columns, types, cells, Options.EXPECTED);
    }

    static Rows ofDatabase(List<String> columns, List<String> types, List<List<Cell>> cells) {
        return new Rows(columns, types.stream().map(Optional::of).toList(), cells, Options.ACTUAL);
    }

    /**
     * Reads a text table: the names of the columns in the first line, cells separated by {@code |}.
     *
     * <p>Blanks around cells don't count, nor do lines of dashes. An empty cell or {@code null} is NULL, {@code ''} is the
     * empty text; in {@code 'quotes'} stands any text ({@code ''} for a quote, {@code \n} for a line end, {@code \\} for a
     * backslash). {@code amount::DECIMAL(12,2)} in the first line gives a column a type of the database.
     *
     * @throws SandboxException if a row has more or fewer cells than the first line, or the table is otherwise invalid
     */
    public static Rows table(String text) {
        return TextTable.parse(text);
    }

    /**
     * Reads comma-separated values: the names of the columns in the first line, each perhaps with a type as in
     * {@link #table}. An empty cell is NULL, a cell of two quotes the empty text.
     *
     * @throws SandboxException if the text is no CSV, or a row has more or fewer cells than the first line
     */
    public static Rows csv(String text) {
        return CsvText.parse(text);
    }

    /**
     * Reads a file of comma-separated values, in UTF-8.
     *
     * @throws SandboxException as {@link #csv(String)}, or if it can't be read
     */
    public static Rows csv(Path file) {
        return CsvText.read(file);
    }

    /**
     * Returns rows of Java values.
     *
     * @param rows maps from names of columns to values, or records, whose component {@code orderId} is the column
     *     {@code order_id}. Values are null, numbers, booleans, text, enums, {@link java.util.UUID}s or of {@code java.time}
     * @throws SandboxException if they are neither maps nor records, or a value has another type
     */
    public static Rows of(List<?> rows) {
        return JavaRows.of(rows);
    }

    /** Returns no rows yet, with columns by the generated constants of one asset; see {@link #row}. */
    public static Rows columns(Column first, Column... more) {
        List<Column> all = Stream.concat(Stream.of(first), Arrays.stream(more)).toList();
        for (Column column : all) {
            if (!column.asset().equals(first.asset())) {
                throw new SandboxException(column + " isn't a column of " + first.asset() + " as " + first + " is");
            }
        }
        List<String> names = all.stream().map(Column::name).toList();
        return new Rows(names, untyped(names), List.of(), new Options(true, false, false, Optional.of(first.asset())));
    }

    /** Returns no rows yet, with columns by name; see {@link #row}. */
    public static Rows columns(String first, String... more) {
        List<String> names = Stream.concat(Stream.of(first), Arrays.stream(more)).toList();
        return expected(names, untyped(names), List.of());
    }

    private static List<Optional<String>> untyped(List<String> names) {
        return Collections.nCopies(names.size(), Optional.empty());
    }

    /**
     * Returns a copy with one more row.
     *
     * @param values one per column, of the types that {@link #of} takes
     * @throws SandboxException if there are more or fewer values than columns, or a value has another type
     */
    public Rows row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new SandboxException("a row of " + values.length + " values doesn't fit the " + columns.size() + " columns "
                    + String.join(", ", columns));
        }
        List<List<Cell>> more = new ArrayList<>(cells);
        List<Cell> row = new ArrayList<>();
        for (Object value : values) {
            row.add(JavaRows.cell(value));
        }
        more.add(List.copyOf(row));
        return new Rows(columns, types, more, options);
    }

    /** Returns a copy of expected rows whose order counts. */
    public Rows ordered() {
        return new Rows(columns, types, cells, new Options(true, true, options.exactly, options.asset));
    }

    /** Returns a copy of expected rows that equals only rows with no other columns. */
    public Rows exactly() {
        return new Rows(columns, types, cells, new Options(true, options.ordered, true, options.asset));
    }

    /** Returns the names of the columns, in order. */
    public List<String> columns() {
        return columns;
    }

    /** Returns the number of rows. */
    public int size() {
        return cells.size();
    }

    /**
     * Returns the values of one column, from the first row to the last.
     *
     * @return null for NULL; a {@link java.math.BigDecimal} for every number, without trailing zeros; {@code java.time} values
     *     for dates, times and timestamps ({@link java.time.Instant} for one with a time zone); {@link Boolean}; text as the
     *     database writes it for any other type
     * @throws SandboxException if there is no such column; the message names the others
     */
    public List<@Nullable Object> values(String column) {
        int index = index(column);
        List<@Nullable Object> values = new ArrayList<>();
        cells.forEach(row -> values.add(value(row.get(index))));
        return values;
    }

    /** Returns the values of one column, see {@link #values(String)}. */
    public List<@Nullable Object> values(Column column) {
        return values(column.name());
    }

    /** Returns the rows as maps from the names of the columns to {@linkplain #values(String) values}, in order. */
    public List<Map<String, @Nullable Object>> asMaps() {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        for (List<Cell> row : cells) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                map.put(columns.get(i), value(row.get(i)));
            }
            maps.add(map);
        }
        return maps;
    }

    private static @Nullable Object value(Cell cell) {
        return cell.isUntyped() ? cell.text().orElse("") : cell.value();
    }

    /**
     * Returns a copy with these columns only, in this order.
     *
     * @throws SandboxException if there is no such column; the message names the others
     */
    public Rows select(String... names) {
        List<Integer> indexes = Arrays.stream(names).map(this::index).toList();
        return new Rows(
                indexes.stream().map(columns::get).toList(),
                indexes.stream().map(types::get).toList(),
                cells.stream().map(row -> indexes.stream().map(row::get).toList()).toList(),
                options);
    }

    private int index(String column) {
        int index = indexOf(column);
        if (index < 0) {
            throw new SandboxException("there is no column " + column + "; there are " + String.join(", ", columns));
        }
        return index;
    }

    /** Returns the place of a column, regardless of case; -1 if there is none. */
    int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    List<List<Cell>> cells() {
        return cells;
    }

    List<Optional<String>> types() {
        return types;
    }

    /** Returns a copy that knows whose rows they are. */
    Rows of(AssetKey key) {
        return new Rows(columns, types, cells, new Options(false, false, false, Optional.of(key.toString())));
    }

    boolean isExpected() {
        return options.expected;
    }

    boolean isOrdered() {
        return options.ordered;
    }

    boolean isExact() {
        return options.exactly;
    }

    Optional<String> asset() {
        return options.asset;
    }

    /** Returns an assertion whose failures mark the cells that differ. Called by AssertJ. */
    @Override
    public RowsAssert assertThat() {
        return new RowsAssert(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Rows that)) {
            return false;
        }
        return that.isExpected()
                ? RowsDifference.between(this, that).isEmpty()
                : RowsDifference.between(that, isExpected() ? this : exactly()).isEmpty();
    }

    @Override
    public int hashCode() {
        return cells.size(); // of equal rows, columns and texts may differ
    }

    /** Returns a text table with aligned columns, which {@link #table} reads again. */
    @Override
    public String toString() {
        return TextTable.of(this);
    }
}
