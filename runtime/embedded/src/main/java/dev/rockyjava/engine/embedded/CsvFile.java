package dev.rockyjava.engine.embedded;

import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.sql.WhiteSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file in memory: fields separated by commas, {@code "} around fields that contain commas, quotes (doubled) or
 * line breaks; empty lines are ignored. Seeds are small.
 *
 * @param header names, trimmed
 * @param rows each with as many fields as the header; not trimmed
 */
record CsvFile(List<String> header, List<List<String>> rows) {

    /**
     * Reads a file.
     *
     * @throws WorkFailure if it can't be read, has no header, or a row has a different number of fields
     */
    static CsvFile read(Path file) {
        String text;
        try {
            text = RegularFile.text(file);
        } catch (IOException e) {
            throw new WorkFailure("can't read " + file.getFileName() + " as UTF-8: " + e, e);
        }
        List<List<String>> records = new Parser(text.startsWith("\uFEFF") ? text.substring(1) : text).records();
        if (records.isEmpty()) {
            throw new WorkFailure(file.getFileName() + " has no header row");
        }
        List<String> header = records.get(0).stream().map(WhiteSpace::trim).toList();
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i).size() != header.size()) {
                throw new WorkFailure(file.getFileName() + ", record " + (i + 1) + ": found " + records.get(i).size()
                        + " fields, but the header has " + header.size());
            }
        }
        return new CsvFile(header, records.subList(1, records.size()));
    }

    private static final class Parser {

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<List<String>> records() {
            List<List<String>> records = new ArrayList<>();
            while (at < text.length()) {
                if (!lineEnd()) {
                    records.add(record());
                }
            }
            return records;
        }

        private List<String> record() {
            List<String> fields = new ArrayList<>();
            do {
                fields.add(field());
            } while (next(','));
            lineEnd();
            return fields;
        }

        private String field() {
            StringBuilder field = new StringBuilder();
            if (next('"')) {
                while (at < text.length() && !(text.charAt(at) == '"' && !doubled())) {
                    field.append(text.charAt(at++));
                }
                next('"');
            }
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                field.append(text.charAt(at++));
            }
            return field.toString();
        }

        // Leaves the position at the second of two quotes.
        private boolean doubled() {
            if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                at++;
                return true;
            }
            return false;
        }

        private boolean lineEnd() {
            boolean end = next('\r');
            return next('\n') || end;
        }

        private boolean next(char c) {
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }
    }
}
