package dev.rockyjava.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes a table as text: columns separated by {@code |}, the names in the first line. Blanks around cells and
 * blank lines don't count. An empty cell, or the word {@code null}, is NULL; {@code 'text'} is a text with its blanks, in which
 * {@code ''} is a quote, {@code \n} a line end and {@code \\} a backslash.
 */
final class TextTable {

    private static final String NULL = "null";
    private static final String NO_ROWS = "(no rows)";

    private TextTable() {}

    /** A name of the first line, such as {@code amount} or {@code amount::DECIMAL(12,2)}. */
    record Head(String name, Optional<String> type) {

        static Head of(String text) {
            int colons = text.indexOf("::");
            return colons < 0
                    ? new Head(text, Optional.empty())
                    : new Head(text.substring(0, colons).strip(), Optional.of(text.substring(colons + 2).strip()));
        }
    }

    /**
     * Reads a table.
     *
     * @throws SandboxException if a row has more or fewer cells than the first line, a name is missing or twice there, or a
     *     quote isn't closed
     */
    static Rows parse(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new SandboxException("the table is empty; its first line has the names of the columns, separated by |");
        }
        String first = lines.get(0).strip();
        boolean framed = first.length() > 1 && first.startsWith("|") && first.endsWith("|");
        List<Head> heads = cells(first, framed).stream().map(cell -> Head.of(cell.text().orElse(""))).toList();
        List<String> names = heads.stream().map(Head::name).toList();
        if (names.contains("") || new LinkedHashSet<>(names).size() < names.size()) {
            throw new SandboxException("each column of a table needs a name of its own, unlike in: " + first);
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (isRuler(line) || line.equals(NO_ROWS)) {
                continue;
            }
            List<Cell> row = cells(line, framed);
            if (row.size() != names.size()) {
                throw new SandboxException("row " + (rows.size() + 1) + " of the table has " + row.size() + " cells, but there are "
                        + names.size() + " columns (" + String.join(", ", names) + "): " + line);
            }
            rows.add(row);
        }
        return Rows.expected(names, heads.stream().map(Head::type).toList(), rows);
    }

    private static boolean isRuler(String line) {
        return line.contains("-") && line.chars().allMatch(c -> "-|+: \t".indexOf(c) >= 0) && line.contains("--");
    }

    /** @param framed whether the line begins and ends with a {@code |} that separates nothing */
    private static List<Cell> cells(String line, boolean framed) {
        String row = framed && line.length() > 1 && line.endsWith("|") ? line.substring(1, line.length() - 1) : line;
        List<Cell> cells = new ArrayList<>();
        int at = 0;
        while (at <= row.length()) {
            int begin = at;
            while (begin < row.length() && Character.isWhitespace(row.charAt(begin))) {
                begin++;
            }
            boolean quoted = begin < row.length() && row.charAt(begin) == '\'';
            int closing = quoted ? closing(row, begin) : begin;
            int end = row.indexOf('|', closing);
            end = end < 0 ? row.length() : end;
            if (!quoted) {
                cells.add(plain(row.substring(begin, end).strip()));
            } else if (row.substring(closing + 1, end).isBlank()) {
                String text = unquoted(row.substring(begin + 1, closing));
                cells.add(new Cell(Optional.of(text), text, Optional.of("VARCHAR")));
            } else {
                throw new SandboxException("nothing may follow the closing quote of a cell, unlike in: " + line);
            }
            at = end + 1;
        }
        return cells;
    }

    private static int closing(String row, int opening) {
        for (int i = opening + 1; i < row.length(); i++) {
            if (row.charAt(i) == '\\' || row.startsWith("''", i)) {
                i++;
            } else if (row.charAt(i) == '\'') {
                return i;
            }
        }
        throw new SandboxException("a quote isn't closed in the table, in: " + row);
    }

    private static Cell plain(String text) {
        return text.isEmpty() || text.equals(NULL) ? Cell.NULL : Cell.text(text);
    }

    private static String unquoted(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                plain.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
            } else {
                plain.append(c);
                i += c == '\'' ? 1 : 0;
            }
        }
        return plain.toString();
    }

    /** Returns a cell as text that {@link #parse} reads as the same cell. */
    static String text(Cell cell) {
        if (cell.isNull()) {
            return NULL;
        }
        String text = cell.text().orElse("");
        boolean plain = !text.isEmpty()
                && !text.equals(NULL)
                && !text.startsWith("'")
                && text.strip().equals(text)
                && text.indexOf('|') < 0
                && text.indexOf('\n') < 0
                && !isRuler(text);
        return plain ? text : "'" + text.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n") + "'";
    }

    /**
     * Returns lines of equally wide columns.
     *
     * @param lines each with the same number of cells; the first are the names
     */
    static String aligned(List<List<String>> lines) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(lines.get(0).size(), 0));
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths.set(i, Math.max(widths.get(i), width(line.get(i))));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                row.append(i == 0 ? "" : " | ")
                        .append(line.get(i))
                        .append(" ".repeat(widths.get(i) - width(line.get(i))));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Returns a whole table, which {@link #parse} reads again. Ends in a line end. */
    static String of(Rows rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(rows.columns());
        rows.cells().forEach(row -> lines.add(row.stream().map(TextTable::text).toList()));
        return aligned(lines) + (rows.size() == 0 ? NO_ROWS + "\n" : "");
    }
}
