package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.toml.TomlText;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code rocky.toml}: read for each call, since it may have been edited, and parsed again only if its text has
 * changed.
 */
final class ProjectFile {

    private record Parsed(String text, RockyProject project) {}

    private final Path file;
    private final Map<String, String> environment;
    private volatile @Nullable Parsed last;

    /**
     * @param file absolute
     * @param environment the variables available to the project
     */
    ProjectFile(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Returns the file as it is with other values of some variables. */
    ProjectFile with(Map<String, String> variables) {
        try {
            if (variables.keySet().stream().noneMatch(TomlText.read(file)::contains)) {
                return this;
            }
        } catch (ProjectException e) {
            return this; // read() reports it
        }
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(variables);
        return new ProjectFile(file, all);
    }

    /** Returns the file; absolute. */
    Path file() {
        return file;
    }

    /** Returns the folder that contains it, where every engine command runs; absolute. */
    Path directory() {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }

    /**
     * Returns the project in its current state.
     *
     * @throws ProjectException if the file can't be read, isn't TOML, or needs a variable that isn't set
     */
    RockyProject read() {
        String text = TomlText.read(file);
        Parsed known = last;
        if (known == null || !known.text().equals(text)) {
            known = new Parsed(
                    text, RockyProject.parse(file, text, name -> Optional.ofNullable(environment.get(name))));
            last = known;
        }
        return known.project();
    }
}
