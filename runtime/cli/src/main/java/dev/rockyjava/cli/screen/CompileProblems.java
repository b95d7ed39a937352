package dev.rockyjava.cli.screen;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.text.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the engine's compiler complains about, for people. */
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
}
