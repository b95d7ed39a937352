package dev.rockyjava.asset;

import java.util.Locale;
import java.util.Set;

/** Reads the text form of a selection; {@link AssetSelection#parse} has the grammar. */
final class SelectionParser {

    /** Deeper than anybody writes, and far from the end of the thread's stack. */
    private static final int DEEPEST = 200;

    private static final Set<String> KEYWORDS = Set.of("and", "or", "not");
    private static final String OPERAND = "an asset, a pattern, kind:, group:, tag:, key:, 'not' or '('";

    private final SelectionScanner in;
    private int depth;

    SelectionParser(String text) {
        this.in = new SelectionScanner(text);
    }

    AssetSelection parse() {
        AssetSelection selection = or();
        if (!in.atEnd()) {
            throw in.expected(in.at(',')
                    ? "'and' or 'or' (a comma is 'and' to dbt and 'or' to others, so it is not taken)"
                    : "'and', 'or' or the end");
        }
        return selection;
    }

    private AssetSelection or() {
        AssetSelection left = and();
        while (in.keyword("or")) {
            left = left.plus(and());
        }
        return left;
    }

    private AssetSelection and() {
        AssetSelection left = not();
        while (in.keyword("and")) {
            left = left.and(not());
        }
        return left;
    }

    private AssetSelection not() {
        if (++depth > DEEPEST) {
            throw in.expected("fewer than " + DEEPEST + " nested parts");
        }
        AssetSelection selection;
        if (in.keyword("not")) {
            selection = AssetSelection.all().minus(not());
        } else {
            selection = withNeighbours();
        }
        depth--;
        return selection;
    }

    private AssetSelection withNeighbours() {
        in.skipSpace();
        int up = in.depthBefore();
        AssetSelection selection = operand();
        int down = in.depthAfter();
        AssetSelection whole = selection;
        if (up > 0) {
            whole = up == SelectionScanner.ALL ? selection.upstream() : selection.upstream(up);
        }
        if (down > 0) {
            AssetSelection below =
                    down == SelectionScanner.ALL ? selection.downstream() : selection.downstream(down);
            whole = up > 0 ? whole.plus(below) : below;
        }
        return whole;
    }

    private AssetSelection operand() {
        if (in.take('(')) {
            return closed();
        }
        if (in.at('"')) {
            return SelectionTerms.exactly(in.quoted());
        }
        int start = in.position();
        String word = in.word();
        if (word.isEmpty() || KEYWORDS.contains(word.toLowerCase(Locale.ROOT))) {
            throw in.expectedAt(start, OPERAND);
        }
        if (in.take('(')) {
            return function(word, start, closed());
        }
        int colon = word.indexOf(':');
        return colon < 0 ? SelectionTerms.key(word) : attribute(word, colon, start);
    }

    private AssetSelection closed() {
        AssetSelection inner = or();
        in.skipSpace();
        if (!in.take(')')) {
            throw in.expected("'and', 'or' or ')'");
        }
        return inner;
    }

    private AssetSelection function(String name, int start, AssetSelection argument) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "roots" -> argument.roots();
            case "leaves", "sinks" -> argument.leaves();
            default -> throw in.expectedAt(start, "roots(…), leaves(…) or sinks(…)");
        };
    }

    private AssetSelection attribute(String word, int colon, int start) {
        String name = word.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = word.substring(colon + 1);
        SelectionTerms.Text value = rest.isEmpty() && in.at('"')
                ? SelectionTerms.Text.literal(in.quoted())
                : SelectionTerms.Text.ofWord(rest);
        if (value.text().isEmpty()) {
            throw in.expected("a value after '" + name + ":'");
        }
        return switch (name) {
            case "key" -> value.literal() ? SelectionTerms.exactly(value.text()) : SelectionTerms.key(value.text());
            case "kind" -> SelectionTerms.kind(value);
            case "group" -> SelectionTerms.group(value);
            case "tag" -> tag(value);
            default -> throw in.expectedAt(start, "key:, kind:, group: or tag:; a ':' in a key needs quotes around it");
        };
    }

    private AssetSelection tag(SelectionTerms.Text first) {
        String text = first.text();
        if (first.literal()) {
            return in.take('=') ? SelectionTerms.tag(first, tagValue(in.word())) : SelectionTerms.tag(first);
        }
        int equal = text.indexOf('=');
        return equal < 0
                ? SelectionTerms.tag(first)
                : SelectionTerms.tag(
                        SelectionTerms.Text.ofWord(text.substring(0, equal)), tagValue(text.substring(equal + 1)));
    }

    private SelectionTerms.Text tagValue(String word) {
        return word.isEmpty() && in.at('"')
                ? SelectionTerms.Text.literal(in.quoted())
                : SelectionTerms.Text.ofWord(word);
    }
}
