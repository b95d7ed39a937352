package dev.rockyjava.internal.refresh;

import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.config.DefsState;
import dev.rockyjava.store.LocalStateStore;
import dev.rockyjava.store.StateStoreException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a component. Relative paths are resolved against the project's folder; dagster-rocky resolves them
 * against its working directory.
 */
public record ComponentPaths(ComponentConfig config, Path project) {

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
                .orElseGet(this::ownPlace);
    }

    private Path ownPlace() {
        try {
            return LocalStateStore.in(project, config.stateKey()).file();
        } catch (StateStoreException e) {
            throw new ConfigException("defs_state.key: " + e.getMessage(), e);
        }
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
            throw new ConfigException(attribute + " is not a valid path: " + e.getMessage(), e);
        }
    }
}
