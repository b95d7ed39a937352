package dev.rockyjava.internal.sql;

import dev.rockyjava.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the tables that a query reads. Knows where a table name can occur and what hides one, and nothing else of the
 * grammar, so that it is independent of any dialect's expressions.
 */
final class SqlReads {

    /** Deeper than any query that a warehouse accepts, and far from the end of a thread's stack. */
    private static final int DEEPEST = 300;

    private static final Set<String> QUERY_WORDS =
            Set.of("SELECT", "FROM", "VALUES", "TABLE", "PIVOT", "UNPIVOT", "DESCRIBE", "SUMMARIZE");
    /** Those of them that can be the name of a column. */
    private static final Set<String> WORDS_BEFORE_TABLES = Set.of("TABLE", "PIVOT", "UNPIVOT", "DESCRIBE", "SUMMARIZE");
    private static final Set<String> FUNCTIONS_WITH_FROM =
            Set.of("EXTRACT", "TRIM", "SUBSTRING", "SUBSTR", "OVERLAY", "POSITION", "LTRIM", "RTRIM", "BTRIM");
    /** Functions whose first argument names a table, in a string or, for some, as an identifier. */
    private static final Set<String> FUNCTIONS_OF_NAMES =
            Set.of("IDENTIFIER", "QUERY_TABLE", "TABLE_CHANGES", "TABLE", "STREAM");
    private static final Set<String> SET_OPERATORS = Set.of("UNION", "INTERSECT", "EXCEPT", "MINUS");
    /** After one of these words a comma doesn't lead to another table. */
    private static final Set<String> ENDS_OF_FROM = Set.of(
            "SELECT", "WHERE", "GROUP", "HAVING", "WINDOW", "QUALIFY", "ORDER", "LIMIT", "FETCH", "UNION", "INTERSECT",
            "EXCEPT", "MINUS", "SETTINGS");
    private static final Set<String> ENDS_OF_FROM_BEFORE_BY = Set.of("CONNECT", "CLUSTER", "DISTRIBUTE", "SORT");

    private final List<Token> tokens;
    private final int[] closing;
    private final TableNames names;
    private int depth;

    private SqlReads(List<Token> tokens, TableNames names, int depth) throws UnreadableSqlException {
        this.tokens = tokens;
        this.closing = closing(tokens);
        this.names = names;
        this.depth = depth;
    }

    /** Returns the tables that a query reads. Text that can't be read isn't an error: the result says so. */
    static TableReads of(String sql) {
        try {
            List<Token> tokens = SqlTokens.of(sql);
            SqlReads reads = new SqlReads(tokens, new TableNames(), 0);
            int begin = 0;
            while (begin < tokens.size() && tokens.get(begin).kind() == Kind.PLACEHOLDER) {
                begin++; // {{ config(...) }} of a project that is being migrated
            }
            if (!reads.isQuery(begin, tokens.size())) {
                throw new UnreadableSqlException("it is not a query");
            }
            reads.query(0, tokens.size(), Scope.EMPTY, false);
            return reads.names.reads();
        } catch (UnreadableSqlException e) {
            return new TableReads(new TreeSet<>(), Optional.of(e.reason()));
        }
    }

    /** Returns, for each opening parenthesis, the index of the matching closing one. */
    private static int[] closing(List<Token> tokens) throws UnreadableSqlException {
        int[] closing = new int[tokens.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is('(')) {
                open.add(i);
            } else if (tokens.get(i).is(')')) {
                if (open.isEmpty()) {
                    throw new UnreadableSqlException("a parenthesis is closed that was not opened");
                }
                closing[open.remove(open.size() - 1)] = i;
            }
        }
        if (!open.isEmpty()) {
            throw new UnreadableSqlException("a parenthesis is not closed");
        }
        return closing;
    }

    /**
     * Reads the tokens on one level of parentheses.
     *
     * @param inFrom whether it begins with a table, rather than with a word like SELECT
     */
    private void query(int from, int to, Scope outer, boolean inFrom) throws UnreadableSqlException {
        if (++depth > DEEPEST) {
            throw new UnreadableSqlException("it is nested too deeply");
        }
        Scope scope = outer;
        boolean tables = inFrom;
        int i = inFrom ? table(from, to, scope) : from;
        while (i < to) {
            Token token = tokens.get(i);
            if (token.is('(')) {
                group(i, scope);
                i = closing[i] + 1;
            } else if (token.is(',') && tables) {
                i = table(i + 1, to, scope);
            } else if (token.is(';') || token.is('|') && is(i + 1, to, '>') && token.touches(tokens.get(i + 1))) {
                tables = false;
                i++;
            } else if (token.kind() != Kind.WORD || i > from && tokens.get(i - 1).is('.')) {
                i++;
            } else if (token.upper().equals("WITH") && isCte(recursive(i, to) ? i + 2 : i + 1, to)) {
                boolean recursive = recursive(i, to);
                Ctes ctes = ctes(recursive ? i + 2 : i + 1, to, scope, recursive);
                scope = ctes.scope();
                i = ctes.end();
            } else if (leadsToTable(i, from, to, tables)) {
                tables = !token.upper().equals("TABLE"); // which takes one
                i = table(i + 1, to, scope);
            } else if (isArgument(i, to)) {
                i = table(i + 1, to, scope);
            } else {
                tables &= !endsFrom(i, to);
                i++;
            }
        }
        depth--;
    }

    private boolean leadsToTable(int i, int from, int to, boolean tables) {
        String previous = i > from ? tokens.get(i - 1).upper() : "";
        return switch (tokens.get(i).upper()) {
            case "FROM" -> isClause(i, from, to);
            // ClickHouse's ARRAY JOIN joins an array.
            case "JOIN" -> !previous.equals("ARRAY");
            case "STRAIGHT_JOIN" -> true;
            case "APPLY" -> previous.equals("CROSS") || previous.equals("OUTER");
            case "TABLE", "PIVOT", "UNPIVOT", "DESCRIBE", "SUMMARIZE" -> !tables && beginsQuery(i, from);
            default -> false;
        };
    }

    private boolean beginsQuery(int i, int from) {
        return i == from
                || tokens.get(i - 1).is(';')
                || tokens.get(i - 1).is(')')
                || Set.of("ALL", "DISTINCT", "NAME").contains(tokens.get(i - 1).upper())
                || SET_OPERATORS.contains(tokens.get(i - 1).upper());
    }

    /** Returns whether a FROM begins a clause, rather than being part of an expression. */
    private boolean isClause(int i, int from, int to) {
        String previous = i > from ? tokens.get(i - 1).upper() : "";
        String beforeThat = i > from + 1 ? tokens.get(i - 2).upper() : "";
        String next = i + 1 < to ? tokens.get(i + 1).upper() : "";
        String afterThat = i + 2 < to ? tokens.get(i + 2).upper() : "";
        boolean distinctFrom = previous.equals("DISTINCT") && (beforeThat.equals("IS") || beforeThat.equals("NOT"));
        boolean timeFrom = previous.equals("SYSTEM_TIME") || previous.equals("APPLICATION_TIME");
        boolean fromLast = (next.equals("FIRST") || next.equals("LAST"))
                && Set.of("OVER", "RESPECT", "IGNORE").contains(afterThat);
        return !distinctFrom && !timeFrom && !fromLast;
    }

    private boolean endsFrom(int i, int to) {
        String word = tokens.get(i).upper();
        String next = i + 1 < to ? tokens.get(i + 1).upper() : "";
        return ENDS_OF_FROM.contains(word)
                || ENDS_OF_FROM_BEFORE_BY.contains(word) && next.equals("BY")
                || word.equals("START") && next.equals("WITH")
                // Hive's LATERAL VIEW names columns after commas.
                || word.equals("LATERAL") && next.equals("VIEW");
    }

    /** Reads one table, or what is used in its place, and returns the index of the token after it. */
    private int table(int start, int to, Scope scope) throws UnreadableSqlException {
        int i = start;
        while (i < to && Set.of("LATERAL", "ONLY").contains(tokens.get(i).upper()) && begins(i + 1, to)) {
            i++;
        }
        if (i >= to) {
            return i;
        }
        Token token = tokens.get(i);
        if (token.is('(')) {
            query(i + 1, closing[i], scope, !isQuery(i + 1, closing[i]));
            return closing[i] + 1;
        }
        boolean function = token.upper().equals("TABLE") && is(i + 1, to, '(');
        if (QUERY_WORDS.contains(token.upper()) && !function || ENDS_OF_FROM.contains(token.upper())) {
            return i; // DESCRIBE SELECT, or a comma before WHERE
        }
        if (!token.isName() && !token.is('[') && token.kind() != Kind.PLACEHOLDER) {
            if (token.kind() == Kind.SYMBOL) {
                names.unknown("the name of a table is not readable: " + token.text());
            }
            return token.kind() == Kind.TEXT ? i + 1 : i; // a string names a file
        }
        TableNames.Name name = TableNames.at(tokens, i, to);
        if (is(name.end(), to, '(') && name.parts().size() > 0 && !tokens.get(name.end() - 1).is(']')) {
            return function(name, i, scope);
        }
        if (!name.parts().isEmpty()) {
            if (name.parts().size() > 1 || !scope.has(name.parts().get(0))) {
                names.add(name.parts());
            }
        } else if (!token.text().startsWith("@") || token.text().equals("@var")) {
            names.unknown("the name of a table is only filled in when it runs: " + token.text());
        }
        return Math.max(name.end(), i + 1);
    }

    /**
     * Returns whether a word like LATERAL is followed by something that can be a table, so that it isn't a name
     * itself.
     */
    private boolean begins(int i, int to) {
        return i < to
                && (tokens.get(i).isName() && !tokens.get(i).upper().equals("AS") && !endsFrom(i, to)
                                && !tokens.get(i).upper().equals("JOIN")
                        || tokens.get(i).is('('));
    }

    private int function(TableNames.Name name, int start, Scope scope) throws UnreadableSqlException {
        int open = name.end();
        int close = closing[open];
        String word = tokens.get(start).upper();
        Token first = tokens.get(open + 1);
        if (FUNCTIONS_OF_NAMES.contains(word) && name.parts().size() == 1) {
            named(word, open + 1, close, scope);
        } else if (word.equals("QUERY") && first.kind() == Kind.TEXT && open + 2 == close) {
            List<Token> text = SqlTokens.of(first.text());
            new SqlReads(text, names, depth).query(0, text.size(), scope, false);
        } else if (word.equals("QUERY")) {
            names.unknown("a query is only put together when it runs: " + first.text());
        } else if (first.upper().equals("NOLOCK") || first.upper().equals("READUNCOMMITTED")) {
            names.add(name.parts());
        } else {
            group(open, scope);
        }
        return close + 1;
    }

    /** Reads the arguments of a function whose first one names a table, or tables in brackets. */
    private void named(String function, int from, int to, Scope scope) throws UnreadableSqlException {
        boolean quoted = !function.equals("TABLE") && !function.equals("STREAM");
        boolean list = is(from, to, '[');
        int i = list ? from + 1 : from;
        if (tokens.get(i).kind() == Kind.TEXT) {
            do {
                List<Token> text = SqlTokens.of(tokens.get(i).text());
                names.add(TableNames.at(text, 0, text.size()).parts());
                i += 2;
            } while (list && i < to && tokens.get(i).kind() == Kind.TEXT);
        } else if (quoted) {
            names.unknown("the name of a table is only filled in when it runs: " + tokens.get(i).text());
        } else if (tokens.get(i).isName() && TableNames.at(tokens, i, to).end() == to) {
            table(i, to, scope);
        } else {
            group(from - 1, scope);
        }
    }

    /** Reads the content of parentheses within an expression. */
    private void group(int open, Scope scope) throws UnreadableSqlException {
        boolean function = open > 0 && FUNCTIONS_WITH_FROM.contains(tokens.get(open - 1).upper());
        if (!function && isQuery(open + 1, closing[open])) {
            query(open + 1, closing[open], scope, false);
            return;
        }
        if (++depth > DEEPEST) {
            throw new UnreadableSqlException("it is nested too deeply");
        }
        for (int i = open + 1; i < closing[open]; i++) {
            if (tokens.get(i).is('(')) {
                group(i, scope);
                i = closing[i];
            } else if (isArgument(i, closing[open])) {
                i = table(is(i + 1, closing[open], '(') ? i : i + 1, closing[open], scope) - 1;
            }
        }
        depth--;
    }

    /** Returns whether this is a TABLE in front of a table argument of a function. */
    private boolean isArgument(int i, int to) {
        return tokens.get(i).upper().equals("TABLE")
                && i > 0
                && tokens.get(i - 1).kind() == Kind.SYMBOL
                && !tokens.get(i - 1).is('.')
                && i + 1 < to
                && (tokens.get(i + 1).isName() || tokens.get(i + 1).is('('));
    }

    private boolean isQuery(int from, int to) {
        int i = from;
        while (i < to && tokens.get(i).is('(')) {
            i++;
        }
        return i < to
                && (QUERY_WORDS.contains(tokens.get(i).upper()) && !isColumn(i, to)
                        || tokens.get(i).upper().equals("WITH") && isCte(recursive(i, to) ? i + 2 : i + 1, to));
    }

    private boolean isColumn(int i, int to) {
        return WORDS_BEFORE_TABLES.contains(tokens.get(i).upper())
                && !(i + 1 < to
                        && (tokens.get(i + 1).isName()
                                || tokens.get(i + 1).kind() == Kind.TEXT
                                || tokens.get(i + 1).kind() == Kind.PLACEHOLDER
                                || is(i + 1, to, '(')
                                || is(i + 1, to, '[')));
    }

    private boolean recursive(int with, int to) {
        return with + 1 < to
                && tokens.get(with + 1).upper().equals("RECURSIVE")
                && !(with + 2 < to && tokens.get(with + 2).upper().equals("AS"));
    }

    private record Ctes(Scope scope, int end) {}

    /**
     * Returns the index of the parenthesis that opens the query of the CTE with its name at this index; -1 if there
     * is none.
     */
    private int bodyOfCte(int name, int to) {
        int i = name + 1;
        if (name >= to || !tokens.get(name).isName()) {
            return -1;
        }
        if (is(i, to, '(')) {
            i = closing[i] + 1;
        }
        if (i + 1 < to && tokens.get(i).upper().equals("USING") && tokens.get(i + 1).upper().equals("KEY")) {
            i = is(i + 2, to, '(') ? closing[i + 2] + 1 : i + 2;
        }
        if (i >= to || !tokens.get(i).upper().equals("AS")) {
            return -1;
        }
        i++;
        while (i < to && (tokens.get(i).upper().equals("NOT") || tokens.get(i).upper().equals("MATERIALIZED"))) {
            i++;
        }
        return is(i, to, '(') ? i : -1;
    }

    private boolean isCte(int name, int to) {
        return bodyOfCte(name, to) >= 0;
    }

    /**
     * Reads the CTEs of a WITH. A CTE sees the previous ones; itself and the following ones only if they are
     * recursive: CTEs named like the table they read are common.
     */
    private Ctes ctes(int first, int to, Scope outer, boolean recursive) throws UnreadableSqlException {
        List<String> all = new ArrayList<>();
        List<Integer> bodies = new ArrayList<>();
        int i = first;
        while (isCte(i, to)) {
            int body = bodyOfCte(i, to);
            all.add(tokens.get(i).text());
            bodies.add(body);
            i = closing[body] + 1;
            // The standard's SEARCH and CYCLE come between a CTE and what follows it.
            while (i < to && (tokens.get(i).upper().equals("SEARCH") || tokens.get(i).upper().equals("CYCLE"))) {
                do {
                    i++;
                } while (i < to
                        && !Set.of("SEARCH", "CYCLE", "SELECT", "FROM", "VALUES", "TABLE").contains(tokens.get(i).upper())
                        && !(tokens.get(i).is(',') && isCte(i + 1, to)));
            }
            if (!is(i, to, ',')) {
                break;
            }
            i++;
        }
        Scope whole = outer.with(all);
        for (int n = 0; n < bodies.size(); n++) {
            int body = bodies.get(n);
            query(body + 1, closing[body], recursive ? whole : outer.with(all.subList(0, n)), false);
        }
        return new Ctes(whole, i);
    }

    private boolean is(int i, int to, char symbol) {
        return i < to && tokens.get(i).is(symbol);
    }
}
