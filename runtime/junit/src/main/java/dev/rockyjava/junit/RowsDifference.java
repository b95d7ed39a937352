package dev.rockyjava.junit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What differs between actual and expected rows, as text for people. */
final class RowsDifference {

    private static final int MOST_ROWS = 50;

    private final Rows actual;
    private final Rows expected;
    private final List<Integer> indexes = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();

    /** A row of each that belong together; one of them may be missing. */
    private record Pair(Optional<List<Cell>> expected, Optional<List<Cell>> actual, int order) {

        boolean isEqual() {
            return expected.isPresent() && actual.isPresent() && alike(expected.get(), actual.get()) == expected.get().size();
        }
    }

    private RowsDifference(Rows actual, Rows expected) {
        this.actual = actual;
        this.expected = expected;
    }

    /**
     * Returns the difference; empty if there is none.
     *
     * @param expected decides which columns are compared, and whether the order of rows counts
     */
    static Optional<String> between(Rows actual, Rows expected) {
        return new RowsDifference(actual, expected).text();
    }

    private Optional<String> text() {
        List<String> missing = expected.columns().stream().filter(column -> actual.indexOf(column) < 0).toList();
        List<String> more = actual.columns().stream().filter(column -> expected.indexOf(column) < 0).toList();
        if (!missing.isEmpty() || expected.isExact() && !more.isEmpty()) {
            return Optional.of((missing.isEmpty() ? "" : "there is no column " + String.join(", ", missing) + "\n")
                    + (expected.isExact() && !more.isEmpty() ? "unexpected columns: " + String.join(", ", more) + "\n" : "")
                    + "actual columns: " + String.join(", ", actual.columns()) + "\n");
        }
        expected.columns().forEach(column -> indexes.add(actual.indexOf(column)));
        List<List<Cell>> rows = actual.cells().stream()
                .map(row -> indexes.stream().map(row::get).toList())
                .toList();
        pair(expected.cells(), rows);
        long equal = pairs.stream().filter(Pair::isEqual).count();
        if (equal == pairs.size()) {
            return Optional.empty();
        }
        return Optional.of(headline(equal) + "\n" + table()
                + (more.isEmpty() ? "" : "\nnot compared: " + String.join(", ", more) + "\n"));
    }

    private void pair(List<List<Cell>> wanted, List<List<Cell>> rows) {
        if (expected.isOrdered()) {
            for (int i = 0; i < Math.max(wanted.size(), rows.size()); i++) {
                pairs.add(new Pair(at(wanted, i), at(rows, i), i));
            }
            return;
        }
        List<Integer> leftWanted = new ArrayList<>();
        List<Integer> leftRows = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            leftRows.add(i);
        }
        for (int i = 0; i < wanted.size(); i++) {
            List<Cell> row = wanted.get(i);
            Optional<Integer> same = leftRows.stream().filter(n -> alike(row, rows.get(n)) == row.size()).findFirst();
            if (same.isPresent()) {
                leftRows.remove(same.get());
                pairs.add(new Pair(Optional.of(row), Optional.of(rows.get(same.get())), i));
            } else {
                leftWanted.add(i);
            }
        }
        pairAlike(wanted, leftWanted, rows, leftRows);
        pairs.sort(Comparator.comparingInt(Pair::order));
    }

    /** Pairs those first that have most cells in common, and rows of several cells only if they have any. */
    private void pairAlike(
            List<List<Cell>> wanted, List<Integer> leftWanted, List<List<Cell>> rows, List<Integer> leftRows) {
        while (!leftWanted.isEmpty() && !leftRows.isEmpty()) {
            int most = -1;
            int bestWanted = leftWanted.get(0);
            int bestRow = leftRows.get(0);
            for (int w : leftWanted) {
                for (int r : leftRows) {
                    int alike = alike(wanted.get(w), rows.get(r));
                    if (alike > most) {
                        most = alike;
                        bestWanted = w;
                        bestRow = r;
                    }
                }
            }
            if (most == 0 && indexes.size() > 1) {
                break;
            }
            leftWanted.remove((Integer) bestWanted);
            leftRows.remove((Integer) bestRow);
            pairs.add(new Pair(Optional.of(wanted.get(bestWanted)), Optional.of(rows.get(bestRow)), bestWanted));
        }
        leftWanted.forEach(w -> pairs.add(new Pair(Optional.of(wanted.get(w)), Optional.empty(), w)));
        leftRows.forEach(r -> pairs.add(new Pair(Optional.empty(), Optional.of(rows.get(r)), wanted.size() + r)));
    }

    private static Optional<List<Cell>> at(List<List<Cell>> rows, int i) {
        return i < rows.size() ? Optional.of(rows.get(i)) : Optional.empty();
    }

    private static int alike(List<Cell> one, List<Cell> other) {
        int alike = 0;
        for (int i = 0; i < one.size(); i++) {
            alike += one.get(i).matches(other.get(i)) ? 1 : 0;
        }
        return alike;
    }

    private String headline(long equal) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("different", pairs.stream().filter(p -> p.expected.isPresent() && p.actual.isPresent()).count() - equal);
        counts.put("missing", pairs.stream().filter(p -> p.actual.isEmpty()).count());
        counts.put("unexpected", pairs.stream().filter(p -> p.expected.isEmpty()).count());
        counts.put("as expected", equal);
        return actual.asset().map(asset -> "rows of " + asset + ": ").orElse("rows: ")
                + counts.entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "))
                + (expected.isOrdered() ? " (in this order)" : "")
                + "\n";
    }

    private String table() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("", expected.columns()));
        for (Pair pair : pairs) {
            if (lines.size() > MOST_ROWS) {
                break;
            }
            if (pair.isEqual()) {
                lines.add(line("", texts(pair.actual.get())));
            } else if (pair.actual.isEmpty()) {
                lines.add(line("missing", texts(pair.expected.get())));
            } else if (pair.expected.isEmpty()) {
                lines.add(line("unexpected", texts(pair.actual.get())));
            } else {
                lines.add(line("expected", marked(pair.expected.get(), pair.actual.get())));
                lines.add(line("but was", marked(pair.actual.get(), pair.expected.get())));
            }
        }
        return TextTable.aligned(lines) + (pairs.size() > MOST_ROWS ? "...\n" : "");
    }

    private static List<String> line(String what, List<String> cells) {
        List<String> line = new ArrayList<>(List.of(what));
        line.addAll(cells);
        return line;
    }

    private static List<String> texts(List<Cell> row) {
        return row.stream().map(TextTable::text).toList();
    }

    private static List<String> marked(List<Cell> row, List<Cell> other) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String text = TextTable.text(row.get(i));
            cells.add(row.get(i).matches(other.get(i)) ? text : ">" + text + "<");
        }
        return cells;
    }
}
