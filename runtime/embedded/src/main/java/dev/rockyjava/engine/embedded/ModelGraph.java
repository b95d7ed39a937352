package dev.rockyjava.engine.embedded;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.sql.ModelFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The conditions on all models in a folder that must hold before any of them runs (ENGINE.md §2.7, §8). */
final class ModelGraph {

    // One that doesn't end goes up to the end of the text: DuckDB reports it.
    private static final String COMMENTS = "/\\*.*?(?:\\*/|\\z)|--[^\\n]*";

    private static final Pattern COMMENT = Pattern.compile(COMMENTS + "|;", Pattern.DOTALL);

    private static final Pattern TEXT =
            Pattern.compile("'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|" + COMMENTS, Pattern.DOTALL);
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private ModelGraph() {}

    /**
     * @throws ProjectException if two models have the same name, or one has no query, can't be parsed, depends on a
     *     name that doesn't exist, or depends on itself through others
     */
    static void check(List<ModelFile> models) {
        Map<String, ModelFile> byName = new HashMap<>();
        for (ModelFile model : models) {
            ModelFile twin = byName.put(model.name(), model);
            if (twin != null) {
                throw new ProjectException(
                        "duplicate model name '" + model.name() + "' in " + twin.file() + " and " + model.file(), null);
            }
        }
        for (ModelFile model : models) {
            if (model.isSql() && TEXT.matcher(model.sql()).replaceAll("").indexOf(BYTE_ORDER_MARK) >= 0) {
                throw new ProjectException(
                        model.file() + " has a byte order mark (U+FEFF) in its SQL, which the engine's parser refuses",
                        "save it as UTF-8 without one",
                        null);
            }
            if (model.isSql() && COMMENT.matcher(model.sql()).replaceAll("").isBlank()) {
                throw new ProjectException(
                        model.file() + " has no SQL", "write a SELECT into it, or take the file away", null);
            }
        }
        Set<String> done = new HashSet<>();
        for (ModelFile model : models) {
            visit(model, byName, new LinkedHashSet<>(), done);
        }
    }

    private static void visit(
            ModelFile model, Map<String, ModelFile> byName, Set<String> path, Set<String> done) {
        if (done.contains(model.name())) {
            return;
        }
        if (!path.add(model.name())) {
            throw new ProjectException("circular dependency detected involving: " + path, null);
        }
        for (String dependency : EmbeddedProject.texts(model.config().path("depends_on"))) {
            ModelFile upstream = byName.get(dependency);
            if (upstream == null) {
                throw new ProjectException(
                        "unknown dependency '" + dependency + "' referenced by '" + model.name() + "' in "
                                + model.configFile(),
                        "name a model of the same folder",
                        null);
            }
            visit(upstream, byName, path, done);
        }
        path.remove(model.name());
        done.add(model.name());
    }
}
