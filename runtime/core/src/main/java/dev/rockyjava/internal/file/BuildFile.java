package dev.rockyjava.internal.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file by which a folder is known to be a project of Maven or Gradle. */
public final class BuildFile {

    /** The names, in the order in which they are looked for. */
    public static final List<String> NAMES = List.of("pom.xml", "build.gradle.kts", "build.gradle");

    private BuildFile() {}

    /** Returns the build file of a folder; empty if there is none. */
    public static Optional<Path> in(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /** Returns the nearest folder that has a build file: the given one, or one above it; empty if there is none. */
    public static Optional<Path> nearestFolder(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (in(folder).isPresent()) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
