package dev.rockyjava.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the tables that a model in the Rocky language reads: those after {@code from} and {@code join}. A {@code let}
 * names a part, which the following parts can refer to.
 */
final class DslReads {

    private static final Set<String> JOINS = Set.of("join", "left_join", "right_join", "full_join", "cross_join");

    private DslReads() {}

    static TableReads of(String text) {
        List<Token> tokens;
        try {
            tokens = SqlTokens.of(text);
        } catch (UnreadableSqlException e) {
            return new TableReads(new TreeSet<>(), Optional.of(e.reason()));
        }
        TableNames names = new TableNames();
        List<String> bindings = new ArrayList<>();
        String current = "";
        boolean steps = false;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            // Keywords of this language are only in lower case.
            String word = tokens.get(i).kind() == Token.Kind.WORD ? tokens.get(i).text() : "";
            boolean ofTable = i > 0 && tokens.get(i - 1).is('.');
            if (word.equals("let")) {
                bindings.add(current);
                current = tokens.get(i + 1).text();
                steps = false;
                i++;
            } else if (word.equals("from") && !ofTable) {
                // A second one begins the model itself.
                if (steps) {
                    bindings.add(current);
                }
                steps = true;
                add(tokens, i + 1, bindings, names);
            } else if (JOINS.contains(word) && !ofTable && tokens.get(i + 1).isName()) {
                add(tokens, i + 1, bindings, names);
            }
        }
        if (!steps) {
            names.unknown("there is no 'from' in it");
        }
        return names.reads();
    }

    private static void add(List<Token> tokens, int at, List<String> bindings, TableNames names) {
        List<String> parts = TableNames.at(tokens, at, tokens.size()).parts();
        if (parts.size() > 1 || parts.size() == 1 && !bindings.contains(parts.get(0))) {
            names.add(parts);
        }
    }
}
