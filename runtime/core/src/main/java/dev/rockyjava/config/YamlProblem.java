package dev.rockyjava.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * What is wrong with a YAML file, in words for someone who wrote it. A parser names the place where it couldn't go on,
 * which is often a line below the mistake, and what it expected there.
 *
 * @param line from 1; 0 if unknown
 * @param column from 1
 * @param hint what to do; an empty text if the problem says it
 */
record YamlProblem(int line, int column, String problem, String hint) {

    private static final Pattern NO_SPACE = Pattern.compile("^\\s*(?:- )?[\\w.-]+:(?![\\s/]|$)");

    /** Returns the problem behind a parser's exception. */
    static YamlProblem of(MarkedYamlEngineException e, String text) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        int last = mark.map(Mark::getLine).orElse(0);
        int first = e.getContextMark().map(Mark::getLine).filter(line -> line < last).orElse(last);
        List<String> lines = text.lines().toList();
        String what = Optional.ofNullable(e.getProblem()).orElseGet(() -> String.valueOf(e.getMessage()));
        Optional<YamlProblem> tab = indentedByTab(lines, first, last);
        if (tab.isPresent()) {
            return tab.get();
        }
        if (what.contains("unexpected end of stream") && e.getContextMark().isPresent()) {
            return at(e.getContextMark().get(), "what begins here has no end", "close the quote or bracket");
        }
        if (mark.isEmpty()) {
            return new YamlProblem(0, 0, what, "");
        }
        if (what.contains("'\\t")) {
            return at(mark.get(), "a tab", "write spaces instead");
        }
        if (what.startsWith("mapping values are not allowed")) {
            for (int line = Math.min(last, lines.size() - 1); line >= Math.max(0, last - 1); line--) {
                var space = NO_SPACE.matcher(lines.get(line));
                if (space.find()) {
                    return new YamlProblem(line + 1, space.end(), "no space after the ':'", "write one there");
                }
            }
            return at(mark.get(), "a ':' within a value", "put the value in quotes, or indent the line like the others");
        }
        if (what.startsWith("expected <block end>")) {
            return at(mark.get(), "indented differently than the lines that it belongs to", "give all of them the same column");
        }
        return what.contains("cannot start any token")
                ? at(mark.get(), what.replaceFirst("(?s)\\. \\(.*", ""), "put the value in quotes")
                : at(mark.get(), what, "");
    }

    private static Optional<YamlProblem> indentedByTab(List<String> lines, int first, int last) {
        for (int line = Math.min(last, lines.size() - 1); line >= Math.max(0, first); line--) {
            int tab = lines.get(line).indexOf('\t');
            if (tab >= 0 && lines.get(line).substring(0, tab).isBlank()) {
                return Optional.of(new YamlProblem(
                        line + 1, tab + 1, "a tab at the beginning of the line", "indent with spaces only"));
            }
        }
        return Optional.empty();
    }

    private static YamlProblem at(Mark mark, String problem, String hint) {
        return new YamlProblem(mark.getLine() + 1, mark.getColumn() + 1, problem, hint);
    }
}
