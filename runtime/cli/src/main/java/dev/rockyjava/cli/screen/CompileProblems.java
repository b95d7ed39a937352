package dev.rockyjava.cli.screen;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.text.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the engine's compiler complains about, for people and for programs. */
public final class CompileProblems {

    private static final int SHOWN = 20;

    private CompileProblems() {}

    /** A line for each; of very many the first ones. */
    public static List<String> lines(List<CompileDiagnostic> problems) {
        List<String> lines = new ArrayList<>();
        problems.stream().limit(SHOWN).forEach(problem -> lines.add(Terminal.oneLine(
                "compile " + problem.severity().toLowerCase(Locale.ROOT) + ": " + problem)));
        if (problems.size() > SHOWN) {
            lines.add("..." + Listing.more(problems.size() - SHOWN) + "; see -o json, or `rocky compile`");
        }
        return lines;
    }

    public static void addTo(ArrayNode json, List<CompileDiagnostic> problems) {
        for (CompileDiagnostic problem : problems) {
            ObjectNode node = json.addObject()
                    .put("severity", problem.severity())
                    .put("code", problem.code())
                    .put("model", problem.model())
                    .put("message", problem.message());
            problem.place().ifPresent(place -> node.put("place", place));
        }
    }
}
