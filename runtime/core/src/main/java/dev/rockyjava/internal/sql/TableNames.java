package dev.rockyjava.internal.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects the names of the tables that a text reads. */
final class TableNames {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$-]*");

    private final SortedSet<String> tables = new TreeSet<>();
    private Optional<String> unknown = Optional.empty();

    /** A name at a position in a text: its parts, and the index of the token after it. */
    record Name(List<String> parts, int end) {}

    /** Reads a name that may have several parts; returns no parts if any of it is only filled in later. */
    static Name at(List<Token> tokens, int start, int to) {
        List<String> parts = new ArrayList<>(3);
        boolean complete = true;
        int i = start;
        while (i < to) {
            Token token = tokens.get(i);
            if (token.is('[')) {
                i = bracketed(tokens, i, to, parts);
            } else if (token.kind() == Token.Kind.BACKTICKS) {
                parts.addAll(Arrays.asList(token.text().split("\\.", -1)));
                i++;
            } else if (token.isName()) {
                i = dashed(tokens, i, to, parts);
            } else if (token.kind() == Token.Kind.PLACEHOLDER) {
                complete = false;
                i++;
                if (i < to && tokens.get(i).is('(') && token.touches(tokens.get(i))) {
                    i = closing(tokens, i, to) + 1;
                }
            } else if (token.is('.')) {
                parts.add(""); // two dots: the schema is left out
            } else {
                break;
            }
            if (i < to && tokens.get(i).kind() == Token.Kind.PLACEHOLDER && tokens.get(i - 1).touches(tokens.get(i))
                    || i < to && tokens.get(i - 1).kind() == Token.Kind.PLACEHOLDER && tokens.get(i).isName()
                            && tokens.get(i - 1).touches(tokens.get(i))) {
                complete = false; // raw_{{ env }}
                continue;
            }
            if (i < to && tokens.get(i).is('.')) {
                i++;
            } else {
                break;
            }
        }
        return new Name(complete ? parts : List.of(), i);
    }

    /** A BigQuery project name may contain dashes without quotes. */
    private static int dashed(List<Token> tokens, int start, int to, List<String> parts) {
        StringBuilder part = new StringBuilder(tokens.get(start).text());
        int i = start + 1;
        while (tokens.get(start).kind() == Token.Kind.WORD
                && i + 1 < to
                && tokens.get(i).is('-')
                && tokens.get(i - 1).touches(tokens.get(i))
                && tokens.get(i).touches(tokens.get(i + 1))
                && (tokens.get(i + 1).kind() == Token.Kind.WORD || tokens.get(i + 1).kind() == Token.Kind.NUMBER)) {
            part.append('-').append(tokens.get(i + 1).text());
            i += 2;
        }
        parts.add(part.toString());
        return i;
    }

    private static int bracketed(List<Token> tokens, int start, int to, List<String> parts) {
        int i = start + 1;
        StringBuilder part = new StringBuilder();
        while (i < to && !tokens.get(i).is(']')) {
            if (i > start + 1) {
                part.append(" ".repeat(tokens.get(i).start() - tokens.get(i - 1).end()));
            }
            part.append(tokens.get(i).text());
            i++;
        }
        parts.add(part.toString());
        return Math.min(i + 1, to);
    }

    private static int closing(List<Token> tokens, int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            depth += tokens.get(i).is('(') ? 1 : tokens.get(i).is(')') ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return to - 1;
    }

    void add(List<String> parts) {
        tables.add(parts.stream().map(TableNames::quoted).collect(Collectors.joining(".")));
    }

    void unknown(String reason) {
        unknown = unknown.or(() -> Optional.of(reason));
    }

    TableReads reads() {
        return new TableReads(tables, unknown);
    }

    private static String quoted(String part) {
        return part.isEmpty() || PLAIN.matcher(part).matches() ? part : '"' + part.replace("\"", "\"\"") + '"';
    }
}
