package dev.rockyjava.cli.screen;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.text.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats the problems that the engine's compiler reports, as text. */
public final class CompileProblems {

    private static final int SHOWN = 20;

    private CompileProblems() {}

    /** Returns a line for each problem, up to a maximum. */
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
