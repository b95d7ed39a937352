package dev.rockyjava.engine.embedded;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.sql.ModelFile;
import dev.rockyjava.internal.toml.PipelineTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of the models of one transformation pipeline (ENGINE.md §7.5).
 *
 * @param directory absolute
 */
record ModelRoot(EmbeddedProject project, Path directory) {

    private static final Pattern GLOB = Pattern.compile("([^*?\\[{]+?)(/\\*\\*(/\\*\\.sql)?)?/?");

    /**
     * Finds the folder.
     *
     * @throws dev.rockyjava.engine.EngineCommandException if there is none, or it isn't inside the project
     * @throws dev.rockyjava.engine.UnsupportedByEngineException if {@code models} is a pattern that selects by more
     *     than a folder
     */
    static ModelRoot of(EmbeddedProject project, PipelineTable pipeline) {
        String glob = pipeline.body().path("models").asString("models/**");
        Matcher matcher = GLOB.matcher(glob);
        if (!matcher.matches() || glob.endsWith(".rocky") || (matcher.group(2) == null && glob.endsWith(".sql"))) {
            throw Refusal.of(
                    "the models pattern '" + glob + "' (only 'folder', 'folder/**' and 'folder/**/*.sql')",
                    project.file(),
                    "pipeline." + pipeline.name() + ".models");
        }
        Path directory = project.directory().resolve(matcher.group(1)).normalize();
        if (!directory.startsWith(project.directory())) {
            throw project.problem("pipeline." + pipeline.name() + ".models '" + glob + "' leaves the project's folder");
        }
        if (!Files.isDirectory(directory)) {
            throw project.problem(
                    "models directory '" + project.shown(directory) + "' not found (required for a model)");
        }
        return new ModelRoot(project, directory);
    }

    /**
     * Returns all models, sorted by file.
     *
     * @throws ProjectException if one of them can't be read, or as for {@link ModelGraph#check}: then none of them
     *     runs
     */
    List<ModelFile> load() {
        List<ModelFile> models;
        try {
            models = ModelFile.in(directory).stream()
                    .map(file -> {
                        ModelFile model = ModelFile.read(file, project.variables());
                        SidecarShape.checkModel(model.config(), model.configFile());
                        return model;
                    })
                    .toList();
        } catch (IOException e) {
            throw new ProjectException("can't read the models in " + directory + ": " + e, e);
        }
        ModelGraph.check(models);
        return models;
    }
}
