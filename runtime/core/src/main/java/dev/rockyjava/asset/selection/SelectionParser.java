package dev.rockyjava.asset.selection;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NearestKeys;
import dev.rockyjava.internal.text.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/** Parses the text form of a selection; {@link AssetSelection#parse} documents the grammar. */
final class SelectionParser {

    /** Deeper than any practical selection, and far from overflowing the thread's stack. */
    private static final int DEEPEST = 200;

    private static final int LONGEST_WORD = 20;

    private static final Set<String> KEYWORDS = Set.of("and", "or", "not");
    private static final String STALE = "stale";
    private static final String ANY = "*";
    private static final String OPERAND =
            "an asset, a pattern, kind:, group:, tag:, key:, changed:, stale, status:, source:, 'not' or '('";

    private final String text;
    private final SelectionScanner in;
    private final SelectionContext context;
    private int depth;
    private boolean mayBeEmpty;

    SelectionParser(String text, SelectionContext context) {
        this.text = text;
        this.in = new SelectionScanner(text);
        this.context = context;
    }

    /** Returns the selection, which is rejected when it is resolved and matches nothing. */
    AssetSelection parse() {
        AssetSelection selection = or();
        if (!in.atEnd()) {
            throw in.expected(in.at(',')
                    ? "'and' or 'or' (a comma is 'and' to dbt and 'or' to others, so it is not taken)"
                    : "'and', 'or' or the end");
        }
        return SelectionTerms.notEmpty(text, selection, mayBeEmpty);
    }

    private AssetSelection or() {
        List<AssetSelection> parts = new ArrayList<>(List.of(and()));
        while (in.keyword("or")) {
            parts.add(and());
        }
        return joined(parts, AssetSelection::plus);
    }

    private AssetSelection and() {
        List<AssetSelection> parts = new ArrayList<>(List.of(not()));
        while (in.keyword("and")) {
            parts.add(not());
        }
        return joined(parts, AssetSelection::and);
    }

    /** Joins by halves: thousands of parts joined one after another would nest as deeply and overflow the stack. */
    private static AssetSelection joined(List<AssetSelection> parts, BinaryOperator<AssetSelection> join) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int half = (parts.size() + 1) / 2;
        return join.apply(joined(parts.subList(0, half), join), joined(parts.subList(half, parts.size()), join));
    }

    private AssetSelection not() {
        if (++depth >= DEEPEST) {
            throw in.expected("fewer than " + DEEPEST + " nested parts");
        }
        AssetSelection selection = in.keyword("not") ? AssetSelection.all().minus(not()) : withNeighbours();
        depth--;
        return selection;
    }

    private AssetSelection withNeighbours() {
        int up = in.depthBefore();
        AssetSelection selection = operand();
        int down = in.depthAfter();
        AssetSelection whole = up > 0 ? selection.upstream(up) : selection;
        if (down > 0) {
            AssetSelection below = selection.downstream(down);
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
        if (word.isEmpty() || KEYWORDS.contains(lowered(word))) {
            throw in.expectedAt(start, OPERAND);
        }
        if (in.take('(')) {
            return function(word, start, closed());
        }
        if (word.equals(STALE)) {
            return SelectionTerms.notAName(word, changing(word, start));
        }
        int colon = word.indexOf(':');
        return colon < 0 ? name(word) : attribute(word, colon, start);
    }

    /** Returns a word of the language in lower case. A longer one is none, and may take long: some letters become two. */
    private static String lowered(String word) {
        return word.length() > LONGEST_WORD ? word : word.toLowerCase(Locale.ROOT);
    }

    private AssetSelection closed() {
        AssetSelection inner = or();
        if (!in.take(')')) {
            throw in.expected("'and', 'or' or ')'");
        }
        return inner;
    }

    private AssetSelection function(String name, int start, AssetSelection argument) {
        return switch (lowered(name)) {
            case "roots" -> argument.roots();
            case "leaves", "sinks" -> argument.leaves();
            default -> throw in.expectedAt(start, "roots(…), leaves(…) or sinks(…)");
        };
    }

    private AssetSelection name(String word) {
        try {
            return SelectionTerms.name(word);
        } catch (IllegalArgumentException e) {
            throw in.expectedAt(in.position() - 1, "a character after '\\', which takes it literally");
        }
    }

    private AssetSelection attribute(String word, int colon, int start) {
        String name = lowered(word.substring(0, colon));
        boolean quoted = colon == word.length() - 1 && in.at('"');
        String value = quoted ? in.quoted() : word.substring(colon + 1);
        if (value.isEmpty()) {
            throw in.expected("a value after '" + name + ":'");
        }
        return switch (name) {
            case "key" -> quoted ? SelectionTerms.quotedKey(value) : name(value);
            case "kind" -> SelectionTerms.kind(Wildcards.Text.of(value));
            case "group" -> SelectionTerms.group(Wildcards.Text.of(value));
            case "tag" -> tag(value, quoted);
            case "changed" -> changed(value, start);
            case STALE -> changing(value.equals(ANY) ? STALE : STALE + ":" + value, start);
            case "status", "source" -> changing(name + ":" + value, start);
            case "state" -> throw in.expectedAt(
                    start,
                    "'changed:FILE', with the snapshot file to compare with, for what dbt calls 'state:modified'");
            case "result" -> throw in.expectedAt(start, "'status:failed' for what dbt calls 'result:error'");
            case "source_status" -> throw in.expectedAt(
                    start, "'source:changed' for what dbt calls 'source_status:fresher'");
            default -> throw in.expectedAt(start, "key:, kind:, group:, tag:, changed:, stale:, status: or source:; a ':'"
                    + " in a key needs quotes around it");
        };
    }

    private AssetSelection tag(String text, boolean quoted) {
        int equal = quoted ? -1 : text.indexOf('=');
        if (equal >= 0) {
            return SelectionTerms.tag(
                    Wildcards.Text.of(text.substring(0, equal)), tagValue(text.substring(equal + 1)));
        }
        Wildcards.Text name = Wildcards.Text.of(text);
        return quoted && in.take('=') ? SelectionTerms.tag(name, tagValue(in.word())) : SelectionTerms.tag(name);
    }

    private Wildcards.Text tagValue(String word) {
        return Wildcards.Text.of(word.isEmpty() && in.at('"') ? in.quoted() : word);
    }

    private AssetSelection changed(String file, int start) {
        Function<String, Definitions> snapshots = context.snapshots().orElseThrow(() ->
                in.expectedAt(start, "no 'changed:', as other snapshots can't be read here: the command line can, "
                        + "and AssetSelection.parse with a SelectionContext that reads them"));
        mayBeEmpty = true;
        return AssetSelection.changedSince(snapshots.apply(file));
    }

    /** Returns the selection of a word whose meaning changes from run to run. */
    private AssetSelection changing(String word, int start) {
        String name = word.substring(0, (word + ":").indexOf(':'));
        Map<String, Supplier<AssetSelection>> known = context.words(name);
        Supplier<AssetSelection> selection = known.get(word);
        if (selection == null) {
            throw known.isEmpty() ? in.expectedAt(start, unavailable(name)) : unknown(word, known.keySet(), start);
        }
        mayBeEmpty = true;
        return selection.get();
    }

    private static String unavailable(String name) {
        return name.equals("source")
                ? "no 'source:', as the engine can't be asked for its sources here: the command line can, and"
                        + " Materializer.select(String)"
                : "no '" + name + "', as it needs a journal of earlier runs, and there is none here: the command line has"
                        + " one, and so has a Materializer with journal(…) for its select(String)"
                        + (name.equals(STALE) ? "; an asset of this name is key:" + name : "");
    }

    private SelectionSyntaxException unknown(String word, Collection<String> known, int start) {
        // Compared without the part that all have: the known words are listed anyway.
        String prefix = word.substring(0, word.indexOf(':') + 1);
        List<String> values = known.stream()
                .filter(name -> !prefix.isEmpty() && name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
        List<String> near = word.equals(prefix)
                ? List.of()
                : NearestKeys.ofNames(word.substring(prefix.length()), values).stream().map(prefix::concat).toList();
        return in.expectedAt(
                start, "one of " + String.join(", ", known) + ", not " + word + DidYouMean.of(near, ""), near);
    }
}
