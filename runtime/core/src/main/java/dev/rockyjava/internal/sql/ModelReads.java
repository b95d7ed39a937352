package dev.rockyjava.internal.sql;

import dev.rockyjava.error.ProjectException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds the tables that the models in a folder read. */
public final class ModelReads {

    private ModelReads() {}

    /** Receives the tables that a model reads. */
    @FunctionalInterface
    public interface Receiver {

        /**
         * Receives one model.
         *
         * @param file the model's own file
         * @param model its name
         */
        void accept(Path file, String model, TableReads reads);
    }

    /**
     * Reads the models in a folder and all folders below it.
     *
     * @param variables looks up an environment variable; returns empty if it isn't set
     * @param each receives each model and the tables it reads; a model whose files can't be read is named after
     *     its file
     * @throws IOException if a folder can't be read
     */
    public static void of(
            Path folder, Function<String, Optional<String>> variables, Receiver each)
            throws IOException {
        for (Path file : ModelFile.in(folder)) {
            try {
                ModelFile model = ModelFile.read(file, variables);
                each.accept(file, model.name(), model.reads());
            } catch (ProjectException e) {
                String name = file.getFileName().toString();
                Optional<String> reason = Optional.of(String.valueOf(e.getMessage()));
                each.accept(file, name.substring(0, name.lastIndexOf('.')), new TableReads(new TreeSet<>(), reason));
            }
        }
    }
}
