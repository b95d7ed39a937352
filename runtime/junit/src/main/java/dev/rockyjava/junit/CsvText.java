package dev.rockyjava.junit;

import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.junit.TextTable.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as RFC 4180 has them, with line ends of any system. */
final class CsvText {

    private final String text;
    private int at;

    private CsvText(String text) {
        this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    static Rows read(Path file) {
        try {
            return parse(RegularFile.text(file));
        } catch (IOException e) {
            throw new SandboxException("can't read the rows in " + file.toAbsolutePath() + ": " + e, e);
        } catch (SandboxException e) {
            throw new SandboxException(file.toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    static Rows parse(String text) {
        List<List<Cell>> lines = new CsvText(text).lines();
        if (lines.isEmpty()) {
            throw new SandboxException("the CSV is empty; its first line has the names of the columns");
        }
        List<Head> heads = lines.get(0).stream().map(cell -> Head.of(cell.text().orElse(""))).toList();
        List<String> names = heads.stream().map(Head::name).toList();
        if (names.contains("")) {
            throw new SandboxException("a column of the CSV has no name in the first line; there are " + names);
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).size() != names.size()) {
                throw new SandboxException("row " + i + " of the CSV has " + lines.get(i).size() + " cells, but there are "
                        + names.size() + " columns (" + String.join(", ", names) + ")");
            }
        }
        return Rows.expected(names, heads.stream().map(Head::type).toList(), lines.subList(1, lines.size()));
    }

    private List<List<Cell>> lines() {
        List<List<Cell>> lines = new ArrayList<>();
        while (at < text.length()) {
            if (isLineEnd()) {
                skipLineEnd();
                continue;
            }
            List<Cell> line = new ArrayList<>();
            line.add(cell());
            while (at < text.length() && text.charAt(at) == ',') {
                at++;
                line.add(cell());
            }
            skipLineEnd();
            lines.add(line);
        }
        return lines;
    }

    private Cell cell() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int begin = at;
        while (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
            at++;
        }
        String plain = text.substring(begin, at).strip();
        return plain.isEmpty() ? Cell.NULL : Cell.text(plain);
    }

    private Cell quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '"') {
                value.append(text.charAt(at));
            } else if (text.startsWith("\"\"", at)) {
                value.append('"');
                at++;
            } else {
                at++;
                if (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
                    throw new SandboxException("nothing may follow the closing quote of the CSV's cell \"" + value + "\"");
                }
                return Cell.text(value.toString());
            }
        }
        throw new SandboxException("a quote isn't closed in the CSV: \"" + value);
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void skipLineEnd() {
        if (text.startsWith("\r\n", at)) {
            at += 2;
        } else if (at < text.length()) {
            at++;
        }
    }
}
