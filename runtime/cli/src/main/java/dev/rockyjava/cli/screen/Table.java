package dev.rockyjava.cli.screen;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text table with aligned columns. On a terminal that is too narrow it gives way column by column, from the right,
 * as each of them says. The first column, which users copy from, is never shortened: what is too long for it has a
 * line of its own.
 */
public final class Table {

    /** What happens to a column for which a terminal has no room. */
    public enum IfNarrow {
        /** It stays. */
        STAYS,
        /** Its text wraps. For the last column. */
        WRAPS,
        /** Its values are on another line below the row, each with its title; empty ones and {@code 0} are left out. */
        BELOW,
        /** The same, on a line of its own and without the title. */
        BELOW_AS_TEXT,
        /** It is left out. */
        LEFT_OUT
    }

    private record Column(String title, IfNarrow narrow) {}

    /** A cell of one line, measured once. */
    private record Measured(String text, Style style, int width) {

        static Measured of(Cell cell) {
            String text = Terminal.oneLine(cell.text);
            return new Measured(text, cell.style, TextWidth.of(text));
        }
    }

    /** The text of one row in one column. */
    public record Cell(String text, Style style) {

        public static Cell of(String text) {
            return new Cell(text, Style.PLAIN);
        }
    }

    private static final int GAP = 2;
    private static final int INDENT = 4;
    private static final int NARROWEST = 10;

    private final List<Column> columns = new ArrayList<>();
    private final List<Measured[]> rows = new ArrayList<>();

    public Table column(String title, IfNarrow narrow) {
        columns.add(new Column(title, narrow));
        return this;
    }

    public void row(Cell... cells) {
        Measured[] row = new Measured[cells.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = Measured.of(cells[i]);
        }
        rows.add(row);
    }

    /** Returns the lines, with the titles first if there are any. */
    public StyledText text(int width) {
        return layout(width).text;
    }

    /** A table as it is laid out for a width. */
    record Layout(StyledText text, List<String> leftOut) {}

    Layout layout(int width) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = TextWidth.of(columns.get(i).title);
        }
        for (Measured[] row : rows) {
            widen(widths, row);
        }
        BitSet gone = new BitSet();
        for (int i = 0; i < widths.length; i++) {
            gone.set(i, widths[i] == 0);
        }
        for (int i = widths.length - 1; i > 0 && total(widths, gone) > width; i--) {
            switch (columns.get(i).narrow) {
                case STAYS -> {}
                case WRAPS -> widths[i] = Math.max(NARROWEST, width - total(widths, gone) + widths[i]);
                case BELOW, BELOW_AS_TEXT, LEFT_OUT -> gone.set(i);
            }
        }
        widths[0] = first(Math.max(NARROWEST, width - total(widths, gone) + widths[0]));
        StyledText text = new StyledText();
        if (columns.stream().anyMatch(column -> !column.title.isEmpty())) {
            line(columns.stream().map(column -> Measured.of(new Cell(column.title, Style.MINOR))).toArray(Measured[]::new),
                    widths, gone, text);
        }
        for (Measured[] row : rows) {
            line(row, widths, gone, text);
            below(row, width, gone, text);
        }
        List<String> leftOut = gone.stream()
                .mapToObj(columns::get)
                .filter(column -> column.narrow == IfNarrow.LEFT_OUT)
                .map(Column::title)
                .toList();
        return new Layout(text, leftOut);
    }

    private static void widen(int[] widths, Measured[] row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row[i].width);
        }
    }

    /** Returns the width of the first column, in which not all cells need fit. */
    private int first(int most) {
        return rows.stream()
                .mapToInt(row -> row[0].width)
                .filter(cell -> cell <= most)
                .reduce(TextWidth.of(columns.get(0).title), Math::max);
    }

    private static int total(int[] widths, BitSet gone) {
        int total = -GAP;
        for (int i = 0; i < widths.length; i++) {
            total += gone.get(i) ? 0 : widths[i] + GAP;
        }
        return total;
    }

    private static void line(Measured[] row, int[] widths, BitSet gone, StyledText text) {
        int column = 0; // where the line has got to
        int start = 0;
        for (int i = 0; i < widths.length; i++) {
            Measured cell = row[i];
            if (gone.get(i)) {
                continue;
            }
            if (!cell.text.isEmpty()) {
                List<String> lines = i == widths.length - 1 && cell.width > widths[i]
                        ? TextWidth.wrapped(cell.text, widths[i])
                        : List.of(cell.text);
                for (String part : lines) {
                    if (column > 0 && column > start - GAP) {
                        text.add("\n");
                        column = 0;
                    }
                    text.spaces(start - column).add(part, cell.style);
                    column = start + (lines.size() == 1 ? cell.width : TextWidth.of(part));
                }
            }
            start += widths[i] + GAP;
        }
        text.add("\n");
    }

    private void below(Measured[] row, int width, BitSet gone, StyledText text) {
        if (gone.isEmpty()) {
            return;
        }
        List<Integer> filled = gone.stream()
                .boxed()
                .filter(i -> !Set.of("", "-", "0").contains(row[i].text))
                .toList();
        String named = filled.stream()
                .filter(i -> columns.get(i).narrow == IfNarrow.BELOW)
                .map(i -> named(columns.get(i).title.toLowerCase(Locale.ROOT), row[i].text))
                .collect(Collectors.joining(", "));
        if (!named.isEmpty()) {
            indented(named, Style.PLAIN, width, text);
        }
        filled.stream()
                .filter(i -> columns.get(i).narrow == IfNarrow.BELOW_AS_TEXT)
                .forEach(i -> indented(row[i].text, row[i].style, width, text));
    }

    private static String named(String title, String value) {
        return value.chars().allMatch(Character::isDigit) ? value + " " + title : title + " " + value;
    }

    private static void indented(String cell, Style style, int width, StyledText text) {
        TextWidth.wrapped(cell, width - INDENT)
                .forEach(line -> text.add(" ".repeat(INDENT)).add(line, style).add("\n"));
    }
}
