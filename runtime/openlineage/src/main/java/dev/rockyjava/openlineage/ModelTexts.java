package dev.rockyjava.openlineage;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.internal.sql.ModelCode;
import dev.rockyjava.internal.sql.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the files of models. Not thread-safe. */
final class ModelTexts {

    private final RockyProject project;
    private final Map<String, Map<String, Path>> byPipeline = new HashMap<>();

    ModelTexts(RockyProject project) {
        this.project = project;
    }

    /** Returns the {@code .sql} or {@code .rocky} file of a model; empty if the asset has none, or it isn't found. */
    Optional<Path> file(AssetSpec spec) {
        return spec.stated().code().keySet().stream()
                .filter(ModelCode::isModel)
                .findFirst()
                .map(project.directory()::resolve)
                .or(() -> spec.pipeline().flatMap(pipeline -> Optional.ofNullable(
                        byPipeline.computeIfAbsent(pipeline, this::files).get(spec.label()))));
    }

    /** A snapshot that dagster-rocky wrote names no files. */
    private Map<String, Path> files(String pipeline) {
        Map<String, Path> files = new HashMap<>();
        try {
            Optional<RockyProject.Pipeline> known =
                    project.pipeline(pipeline).filter(one -> one.type().equals("transformation"));
            if (known.isPresent()) {
                for (Path file : ModelFile.in(project.directory().resolve(known.get().modelsFolder()))) {
                    String name = file.getFileName().toString();
                    files.put(name.substring(0, name.lastIndexOf('.')), file);
                }
            }
        } catch (IOException e) {
            // then the events are without SQL
        }
        return files;
    }
}
