package dev.rockyjava.processor.snapshot;

import dev.rockyjava.internal.file.BuildFile;
import dev.rockyjava.internal.name.FileBeside;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/**
 * Looks for a snapshot in all places that make sense, the same in javac, Maven, Gradle and IDEs. The compiler's
 * working directory isn't one of them: it differs between all four.
 */
public final class SnapshotFinder {

    private final ProcessingEnvironment environment;
    private final TypeElement component;
    private final Optional<String> projectDirectory;

    /**
     * Creates a finder.
     *
     * @param projectDirectory the project's folder as the user named it; empty to find it
     */
    public SnapshotFinder(
            ProcessingEnvironment environment, TypeElement component, Optional<String> projectDirectory) {
        this.environment = environment;
        this.component = component;
        this.projectDirectory = projectDirectory;
    }

    /**
     * A snapshot that was found.
     *
     * @param name its name in messages: its path, or the name of a class path resource
     * @param folder the folder that it is in; empty for a resource
     * @param inProject its path relative to the project's folder; empty if it wasn't found by that
     * @param content opens it
     */
    public record FoundSnapshot(String name, Optional<Path> folder, Optional<String> inProject, Content content) {

        interface Content {
            InputStream open() throws IOException;
        }

        public InputStream open() throws IOException {
            return content.open();
        }

        private FoundSnapshot withPathInProject(String path) {
            return new FoundSnapshot(
                    name, folder, Optional.of(Path.of(path).normalize().toString().replace('\\', '/')), content);
        }
    }

    /**
     * The result of looking for a file.
     *
     * @param found the file; empty if it is nowhere
     * @param tried the places without it, for the message if it is nowhere
     */
    public record Search(Optional<FoundSnapshot> found, List<String> tried) {}

    /** Returns the project's folder: the one that the user named, otherwise the one that contains the class output. */
    public Optional<Path> projectFolder() {
        try {
            return projectDirectory.map(Path::of).or(() -> enclosingProject(new ArrayList<>())).map(Path::toAbsolutePath);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Looks for the snapshot or another file.
     *
     * @param path an absolute path, a path relative to the project, or the name of a resource
     */
    public Search find(String path) {
        List<String> tried = new ArrayList<>();
        Optional<FoundSnapshot> found = find(path, tried);
        return new Search(found, List.copyOf(tried));
    }

    private Optional<FoundSnapshot> find(String path, List<String> tried) {
        Path asPath;
        try {
            asPath = Path.of(path);
        } catch (InvalidPathException e) {
            tried.add(path + " (invalid path: " + e.getReason() + ")");
            return Optional.empty();
        }
        if (asPath.isAbsolute()) {
            return file(asPath, "as given", tried);
        }
        return projectDirectory
                .flatMap(directory -> givenProject(directory, path, tried))
                .or(() -> enclosingProject(tried)
                        .flatMap(folder -> file(folder.resolve(path), "in the project", tried)
                                .map(found -> found.withPathInProject(path))))
                .or(() -> sourceFolder(tried).flatMap(folder -> file(folder.resolve(path), "beside the source", tried)))
                .or(() -> resource(StandardLocation.CLASS_PATH, path, "on the class path", tried))
                .or(() -> resource(StandardLocation.CLASS_OUTPUT, path, "among the resources", tried));
    }

    private Optional<FoundSnapshot> givenProject(String directory, String path, List<String> tried) {
        String place = "in the folder of -Arocky.projectDir";
        try {
            return file(Path.of(directory, path), place, tried).map(found -> found.withPathInProject(path));
        } catch (InvalidPathException e) {
            tried.add(place + " (invalid path: " + e.getReason() + ")");
            return Optional.empty();
        }
    }

    private static Optional<FoundSnapshot> file(Path path, String place, List<String> tried) {
        Path file = path.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            tried.add(place + ": " + file
                    + FileBeside.of(file).map(other -> " (" + other.getFileName() + " lies beside it)").orElse(""));
            return Optional.empty();
        }
        return Optional.of(new FoundSnapshot(
                file.toString(),
                Optional.ofNullable(file.getParent()),
                Optional.empty(),
                () -> Files.newInputStream(file)));
    }

    private Optional<FoundSnapshot> resource(
            JavaFileManager.Location location, String path, String place, List<String> tried) {
        try {
            FileObject resource = environment.getFiler().getResource(location, "", path.replace('\\', '/'));
            // Some compilers return an object for a file that doesn't exist; only opening it fails.
            resource.openInputStream().close();
            return Optional.of(new FoundSnapshot(path, Optional.empty(), Optional.empty(), resource::openInputStream));
        } catch (IOException | RuntimeException e) {
            // Compilers throw various exceptions for a location or file that they don't give.
            tried.add(place + ": " + path);
            return Optional.empty();
        }
    }

    /** Returns the nearest folder above the class output that has a build file. */
    private Optional<Path> enclosingProject(List<String> tried) {
        try {
            URI output = environment
                    .getFiler()
                    .getResource(StandardLocation.CLASS_OUTPUT, "", "rocky-probe")
                    .toUri();
            return above(output, tried);
        } catch (IOException | RuntimeException e) {
            tried.add("in the project: its folder can't be determined from this compiler's class output");
            return Optional.empty();
        }
    }

    private static Optional<Path> above(URI output, List<String> tried) {
        if (!"file".equals(output.getScheme())) {
            tried.add("in the project: the class output is not a folder");
            return Optional.empty();
        }
        Path classes = Path.of(output).getParent();
        Optional<Path> folder = Optional.ofNullable(classes).flatMap(BuildFile::nearestFolder);
        if (folder.isPresent()) {
            return folder;
        }
        tried.add("in the project: no folder above " + classes + " has a "
                + String.join(", ", BuildFile.NAMES));
        return Optional.empty();
    }

    /** Returns the folder of the annotated type's source; available from JDK 18 on. */
    private Optional<Path> sourceFolder(List<String> tried) {
        try {
            Object file = Elements.class
                    .getMethod("getFileObjectOf", javax.lang.model.element.Element.class)
                    .invoke(environment.getElementUtils(), component);
            URI uri = ((FileObject) file).toUri();
            return "file".equals(uri.getScheme()) ? Optional.ofNullable(Path.of(uri).getParent()) : Optional.empty();
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException | RuntimeException e) {
            tried.add("beside the source: this compiler doesn't expose its location");
            return Optional.empty();
        }
    }
}
