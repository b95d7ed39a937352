package dev.rockyjava.internal.refresh;

import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.config.DefsState;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a component. Relative paths are resolved against the project's folder; dagster-rocky resolves them
 * against its working directory.
 */
public record ComponentPaths(ComponentConfig config, Path project) {

    /** dagster-rocky's rule for the name of a snapshot's folder (dagster.components.utils.project_paths). */
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    public Path rockyToml() {
        return resolve("config_path", config.configPath());
    }

    public Optional<Path> engineState() {
        return config.statePath().map(path -> resolve("state_path", path));
    }

    /** Returns the engine binary. A bare name is kept as it is, since it is looked up on the {@code PATH}. */
    public String binary() {
        String binary = config.binaryPath();
        boolean bare = !binary.contains("/") && !binary.contains(project.getFileSystem().getSeparator());
        return bare ? binary : resolve("binary_path", binary).toString();
    }

    public Path models() {
        return folder("models_dir", config.modelsDir());
    }

    public Optional<Path> contracts() {
        return config.contractsDir().map(folder -> folder("contracts_dir", folder));
    }

    public Path snapshot() {
        DefsState state = config.defsState();
        return state.path()
                .map(path -> resolve("defs_state.path", path))
                .orElseGet(() -> project.resolve(".local_defs_state").resolve(keyFolder()).resolve("state"));
    }

    private String keyFolder() {
        String name = UNSAFE.matcher(config.stateKey()).replaceAll("__");
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new ConfigException("defs_state.key '" + config.stateKey()
                    + "' can't be the name of a folder; give it a letter or a digit");
        }
        return name;
    }

    private Path folder(String attribute, String path) {
        Path inProject = resolve(attribute, path);
        if (Files.isDirectory(inProject)) {
            return inProject;
        }
        Path besideToml = rockyToml().resolveSibling(path).normalize();
        return Files.isDirectory(besideToml) ? besideToml : inProject;
    }

    private Path resolve(String attribute, String path) {
        try {
            return project.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new ConfigException(attribute + " is no valid path: " + e.getMessage(), e);
        }
    }
}
