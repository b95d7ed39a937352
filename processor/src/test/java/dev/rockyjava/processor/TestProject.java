package dev.rockyjava.processor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A Maven-like project in a folder, compiled by the real javac with all of its lint and {@code -Werror}: what is written,
 * found and printed is what a user sees.
 */
final class TestProject {

    static final String WAREHOUSE = """
            package acme;

            import dev.rockyjava.annotation.RockyAssets;

            @RockyAssets(snapshot = "rocky/snapshot.json")
            interface Warehouse {}
            """;

    private final Path folder;
    private final List<Path> sources = new ArrayList<>();
    private final List<String> options = new ArrayList<>(List.of("-Xlint:all", "-Werror"));
    private final List<Processor> processors = new ArrayList<>(List.of(new ReferenceProcessor(), new RockyProcessor()));
    private List<Path> classPath = runtimePath();

    /** Skips a test in a locale in which no file can have such a name, as in a container without LANG. */
    static void assumeFileName(String name) {
        assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(name),
                "SKIPPED: this JVM is in a locale without the letters of " + name);
    }

    TestProject(Path folder) {
        this.folder = folder;
        file("pom.xml", "<project/>");
    }

    /** A project with the component {@code acme.Warehouse}. */
    static TestProject warehouse(Path folder, Object snapshot) {
        return new TestProject(folder).snapshot(snapshot).source("acme/Warehouse.java", WAREHOUSE);
    }

    TestProject snapshot(Object json) {
        return file("rocky/snapshot.json", json.toString());
    }

    Path snapshotFile() {
        return folder.resolve("rocky/snapshot.json");
    }

    TestProject file(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestProject source(String path, String text) {
        file("src/" + path, text);
        sources.add(folder.resolve("src").resolve(path));
        return this;
    }

    TestProject options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    TestProject withoutWerror() {
        options.remove("-Werror");
        return this;
    }

    /** For a compiler with options of its own. */
    TestProject withoutLint() {
        options.removeIf(option -> option.startsWith("-Xlint"));
        return this;
    }

    /** For annotations of the test's own, which no processor claims. */
    TestProject withoutProcessingLint() {
        options.set(options.indexOf("-Xlint:all"), "-Xlint:all,-processing");
        return this;
    }

    TestProject runsOnly(Processor processor) {
        processors.clear();
        return alsoRuns(processor);
    }

    TestProject alsoRuns(Processor processor) {
        processors.add(processor);
        return this;
    }

    /** Without this the runtime is on the class path. */
    TestProject classPath(List<Path> entries) {
        classPath = entries;
        return this;
    }

    /** The runtime and what it needs: what a user's class path or module path has. */
    static List<Path> runtimePath() {
        Path self = location(RockyProcessor.class);
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .filter(entry -> !entry.equals(self))
                .filter(entry -> entry.equals(location(RockyComponent.class))
                        || entry.toString().matches(".*(jackson-|snakeyaml|slf4j-api|jspecify).*"))
                .toList();
    }

    private static Path location(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    Result compile() {
        return compile(ToolProvider.getSystemJavaCompiler());
    }

    /** Compiles with a compiler that isn't of this JDK. */
    Result compile(JavaCompiler compiler) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Path generated = emptied("target/generated-sources");
        Path classes = emptied("target/classes");
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-d", classes.toString(), "-s", generated.toString()));
        if (!classPath.isEmpty()) {
            all.addAll(List.of("-classpath", join(classPath)));
        }
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            var task = compiler.getTask(
                    null, files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(processors);
            boolean succeeded = task.call();
            return new Result(succeeded, diagnostics.getDiagnostics(), generated, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path emptied(String path) {
        Path directory = folder.resolve(path);
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> old = Files.walk(directory).sorted(Comparator.reverseOrder())) {
                    old.forEach(file -> file.toFile().delete());
                }
            }
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String join(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** What the compiler printed and wrote. */
    record Result(
            boolean succeeded,
            List<Diagnostic<? extends JavaFileObject>> diagnostics,
            Path generated,
            Path classes) {

        List<String> errors() {
            return messages(Diagnostic.Kind.ERROR);
        }

        /** The warnings; {@code -Werror} adds an error of its own to them. */
        List<String> warnings() {
            return diagnostics.stream()
                    .filter(d -> d.getKind() == Diagnostic.Kind.WARNING
                            || d.getKind() == Diagnostic.Kind.MANDATORY_WARNING)
                    .map(d -> d.getMessage(Locale.ROOT))
                    .toList();
        }

        private List<String> messages(Diagnostic.Kind kind) {
            return diagnostics.stream()
                    .filter(d -> d.getKind() == kind)
                    .map(d -> d.getMessage(Locale.ROOT))
                    .toList();
        }

        /** Fails with what the compiler printed if it printed anything. */
        Result clean() {
            if (!succeeded || !diagnostics.isEmpty()) {
                throw new AssertionError("the compiler complains:\n"
                        + diagnostics.stream().map(Object::toString).collect(Collectors.joining("\n")));
            }
            return this;
        }

        /** The one error that the compiler printed. */
        Diagnostic<? extends JavaFileObject> onlyError() {
            List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.stream()
                    .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                    .collect(Collectors.toList());
            if (succeeded || errors.size() != 1) {
                throw new AssertionError(errors.size() + " errors:\n"
                        + diagnostics.stream().map(Object::toString).collect(Collectors.joining("\n")));
            }
            return errors.get(0);
        }

        /** The generated sources, and the resources beside the classes, by path. */
        SortedMap<String, String> outputs() {
            SortedMap<String, String> outputs = new TreeMap<>();
            collect(generated, ".java", outputs);
            collect(classes, ".rocky", outputs);
            collect(classes, ".properties", outputs);
            return outputs;
        }

        private static void collect(Path folder, String suffix, SortedMap<String, String> into) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(suffix)).toList()) {
                    // Latin-1 keeps every byte as a character of its own.
                    into.put(
                            folder.relativize(file).toString(),
                            Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A generated source by its path. */
        String source(String path) {
            String source = outputs().get(path);
            if (source == null) {
                throw new AssertionError("not generated: " + path + "; there are " + outputs().keySet());
            }
            return source;
        }

        /** A loader that sees the classes, and the runtime as the test does. */
        ClassLoader loader() {
            try {
                return new URLClassLoader(new URL[] {classes.toUri().toURL()}, TestProject.class.getClassLoader());
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What the generated class of this name gives. */
        Definitions definitions(String className) {
            return (Definitions) call(className, "get");
        }

        /** What a generated class says is the component in a folder; the empty path for the one that it finds. */
        RockyComponent component(String className, Path projectDirectory) {
            try {
                return (RockyComponent) loader()
                        .loadClass(className)
                        .getMethod("component", Path.class)
                        .invoke(null, projectDirectory);
            } catch (InvocationTargetException e) {
                throw (RuntimeException) e.getCause();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        /** Calls a static method without parameters. */
        Object call(String className, String method) {
            try {
                return loader().loadClass(className).getMethod(method).invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}
