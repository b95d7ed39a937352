package dev.rockyjava.internal.sql;

import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.SqlLocation;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the place of a model's SQL. */
public final class ModelPlace {

    private ModelPlace() {}

    /**
     * Returns where the SQL is that an error of a model is about.
     *
     * @param error the text of the error; the place has a line if it quotes one of the model's
     * @return empty if there is no such pipeline or model, or its files can't be read
     */
    public static Optional<SqlLocation> of(RockyProject project, String pipeline, String model, String error) {
        Path folder = project.directory();
        return project.pipeline(pipeline)
                .flatMap(one -> ModelFile.named(model, folder.resolve(one.modelsFolder())))
                .map(file -> new SqlLocation(
                        relative(folder, file),
                        UnparsedModels.names(error).contains(model)
                                ? UnparsedModels.lineOf(model, error, file)
                                : ErrorLine.of(error, ModelFile.textOf(file))));
    }

    static String relative(Path folder, Path file) {
        return folder.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }
}
