package dev.rockyjava.stress;

import dev.rockyjava.asset.Definitions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A project in a folder, compiled by the real javac with the processor. */
final class CompiledProject {

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    private final Path folder;
    private final List<Path> sources = new ArrayList<>();

    CompiledProject(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Files.createDirectories(folder.resolve("rocky"));
    }

    /**
     * Adds a type with the annotation in a package of its own.
     *
     * @param members of the annotation besides {@code snapshot}
     */
    Path component(String packageName, byte[] snapshot, String members) throws IOException {
        Path file = Files.write(folder.resolve("rocky").resolve(packageName + ".json"), snapshot);
        Path source = Files.createDirectories(folder.resolve("src").resolve(packageName)).resolve("Warehouse.java");
        sources.remove(source);
        sources.add(Files.writeString(source, """
                package %1$s;

                @dev.rockyjava.annotation.RockyAssets(snapshot = "rocky/%1$s.json"%2$s)
                interface Warehouse {}
                """.formatted(packageName, members)));
        return file;
    }

    /** Compiles everything that was added, with all of javac's lint and Javadoc's. */
    List<Diagnostic<? extends JavaFileObject>> compile() throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-Xlint:all", "-Xdoclint:all,-missing", "-processor", "dev.rockyjava.processor.RockyProcessor",
                "-d", emptied("classes").toString(), "-s", emptied("generated").toString(),
                "-classpath", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = JAVAC.getStandardFileManager(diagnostics, null, null)) {
            JAVAC.getTask(null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources)).call();
        }
        return diagnostics.getDiagnostics();
    }

    /** Returns what Javadoc says about the generated sources; empty if it accepts them. */
    String javadoc() throws IOException {
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = tool.getStandardFileManager(diagnostics, null, null)) {
            List<Path> generated = list(folder.resolve("generated"), ".java");
            boolean accepted = tool.getTask(null, files, diagnostics, null,
                            List.of("-quiet", "-Xdoclint:all,-missing", "-Werror", "-package", "-d", emptied("javadoc").toString(),
                                    "-classpath", folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path")),
                            files.getJavaFileObjectsFromPaths(generated))
                    .call();
            return accepted ? "" : diagnostics.getDiagnostics().toString();
        }
    }

    /** Returns the generated sources. */
    List<Path> generated() {
        return list(folder.resolve("generated"), ".java");
    }

    /** Loads and initializes all classes, and returns the definitions of one component. */
    Definitions definitions(String packageName) throws Exception {
        Path classes = folder.resolve("classes");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, CompiledProject.class.getClassLoader())) {
            for (Path file : list(classes.resolve(packageName), ".class")) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
                Class.forName(name.substring(0, name.length() - ".class".length()), true, loader);
            }
            Definitions definitions = (Definitions)
                    loader.loadClass(packageName + ".WarehouseDefinitions").getMethod("get").invoke(null);
            definitions.specs().forEach(Object::toString);
            return definitions;
        }
    }

    private Path emptied(String name) throws IOException {
        Path directory = folder.resolve(name);
        if (Files.exists(directory)) {
            try (Stream<Path> old = Files.walk(directory).sorted(Comparator.reverseOrder())) {
                old.forEach(file -> file.toFile().delete());
            }
        }
        return Files.createDirectories(directory);
    }

    private static List<Path> list(Path folder, String suffix) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
