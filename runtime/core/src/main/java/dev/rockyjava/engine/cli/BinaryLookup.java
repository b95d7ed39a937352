package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.EngineNotFoundException;
import java.io.File;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds a program by its name or its path. */
final class BinaryLookup {

    static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private BinaryLookup() {}

    /**
     * Returns the absolute path of a program.
     *
     * @param binary a bare name is looked up on the search path; anything else is a path, relative to this program's
     *     working directory if it isn't absolute
     * @param searchPath the value of {@code PATH}
     * @throws EngineNotFoundException if it doesn't exist, is a folder, or isn't executable
     */
    static Path require(String binary, String searchPath) {
        if (isBareName(binary)) {
            return onPath(binary, searchPath).orElseThrow(() -> new EngineNotFoundException(
                    "there is no executable '" + binary + "' on the PATH",
                    "install rocky (" + EngineNotFoundException.INSTALLATION + "), add its folder to the PATH, or give the path of"
                            + " the binary: " + InstalledBinary.WHERE_TO_SAY,
                    new FileNotFoundException("no folder of the PATH has it: " + searchPath)));
        }
        Path path = Path.of(binary).toAbsolutePath().normalize();
        if (!isProgram(path)) {
            String what = !Files.exists(path)
                    ? "there is no file " + path
                    : Files.isDirectory(path) ? path + " is a folder" : path + " must not be executed";
            throw new EngineNotFoundException(
                    what,
                    "make that file executable, or give the path of the rocky binary: "
                            + InstalledBinary.WHERE_TO_SAY,
                    null);
        }
        return path;
    }

    /** Returns the first executable file of this name; relative folders in the search path are skipped. */
    static Optional<Path> onPath(String name, String searchPath) {
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            for (String candidate : WINDOWS ? List.of(name + ".exe", name) : List.of(name)) {
                Optional<Path> path = resolve(folder, candidate);
                if (path.isPresent() && isProgram(path.get())) {
                    return path;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> resolve(String folder, String name) {
        try {
            // With a relative folder, the working directory would decide which program runs.
            return Optional.of(Path.of(folder)).filter(Path::isAbsolute).map(path -> path.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static boolean isBareName(String binary) {
        return !binary.contains("/") && !binary.contains(File.separator);
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
