package dev.rockyjava.cli.json;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the problems that the engine's compiler reports as JSON. */
public final class CompileProblemsJson {

    private CompileProblemsJson() {}

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
