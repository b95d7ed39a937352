package dev.rockyjava.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.error.IncompatibleLibraryException;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.toml.TomlText;
import dev.rockyjava.run.Materializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program on whose class path Jackson's annotations are those of an older Jackson 2. */
class JacksonCheckTest {

    private static final Set<String> SINCE_2_21 = Set.of("JsonSerializeAs.class", "JsonDeserializeAs.class");

    @TempDir
    Path folder;

    @Test
    void eachEntryPointSaysWhatIsTooOldAndHowToMendIt() throws Exception {
        try (URLClassLoader program = withOlderAnnotations()) {
            for (int call = 1; call <= 2; call++) {
                assertRefused(program, RockyComponent.class.getName(), "create");
                assertRefused(program, EngineDocuments.class.getName(), "parse", "{}");
                assertRefused(program, TomlText.class.getName(), "parse", "a = 1", Path.of("rocky.toml"));
            }
            Object builder = call(program, CliEngine.class.getName(), null, "forProject", Path.of("rocky.toml"));
            assertThat(refusal(() -> call(program, builder.getClass().getName(), builder, "build")))
                    .isEqualTo(IncompatibleLibraryException.class.getName());
            Object none = call(program, Definitions.class.getName(), null, "empty");
            assertThat(refusal(() -> program.loadClass(Materializer.class.getName())
                            .getMethod("of", none.getClass(), program.loadClass(RockyEngine.class.getName()))
                            .invoke(null, none, null)))
                    .isEqualTo(IncompatibleLibraryException.class.getName());
        }
    }

    @Test
    void theExceptionKeepsTheFacts() throws Exception {
        IncompatibleLibraryException before = IncompatibleLibraryException.of(
                "g:a", Test.class, "99", "this", "a.version=99.1", null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(before);
        var after = (IncompatibleLibraryException)
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(after.library()).isEqualTo("g:a");
        assertThat(after.found()).isEqualTo(before.found()).isNotEmpty();
        assertThat(after.needed()).isEqualTo("99");
        assertThat(after.hint()).hasValueSatisfying(hint -> assertThat(hint)
                .contains("<groupId>g</groupId>", "<artifactId>a</artifactId>", "<version>99</version>")
                .contains("<a.version>99.1</a.version>"));
    }

    @Test
    void theAdviceNamesTheVersionThatThisBuildManages() throws IOException {
        assertThat(Files.readString(Path.of("..", "bom", "pom.xml")))
                .contains("<jackson-annotations.version>" + JacksonCheck.NEEDED + "<");
    }

    @Test
    void whatFitsPasses() {
        assertThatCode(JacksonCheck::run).doesNotThrowAnyException();
    }

    private static void assertRefused(ClassLoader program, String type, String method, Object... arguments)
            throws ReflectiveOperationException {
        try {
            call(program, type, null, method, arguments);
        } catch (InvocationTargetException e) {
            assertThat(e.getCause().getClass().getName()).isEqualTo(IncompatibleLibraryException.class.getName());
            assertThat(e.getCause().getMessage())
                    .startsWith("jackson-annotations 2.19.2 (file:")
                    .contains("older.jar) is too old: Jackson 3.", "needs 2.21 or newer")
                    .contains("<artifactId>jackson-annotations</artifactId>", "<version>2.21</version>")
                    .contains("<jackson-bom.version>2.21.4</jackson-bom.version>")
                    .contains("dependency(\"com.fasterxml.jackson.core:jackson-annotations:2.21\")");
            return;
        }
        throw new AssertionError(type + "." + method + " passed");
    }

    private static String refusal(Call call) throws ReflectiveOperationException {
        try {
            call.run();
            return "none";
        } catch (InvocationTargetException e) {
            return e.getCause().getClass().getName();
        }
    }

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    private static Object call(ClassLoader program, String type, Object on, String method, Object... arguments)
            throws ReflectiveOperationException {
        return Arrays.stream(program.loadClass(type).getMethods())
                .filter(candidate -> candidate.getName().equals(method) && accepts(candidate.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow()
                .invoke(on, arguments);
    }

    private static boolean accepts(Class<?>[] types, Object[] arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    /** Loads everything anew: the classes of the running test have found the right annotations. */
    private URLClassLoader withOlderAnnotations() throws IOException {
        List<URL> path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .map(entry -> entry.getFileName().toString().startsWith("jackson-annotations-") ? older(entry) : entry)
                .map(JacksonCheckTest::url)
                .toList();
        return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    private Path older(Path annotations) {
        Path older = folder.resolve("older.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "2.19.2");
        try (JarFile all = new JarFile(annotations.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(older), manifest)) {
            for (JarEntry entry : (Iterable<JarEntry>) all.stream()::iterator) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (name.endsWith(".class") && !SINCE_2_21.contains(name)) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = all.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return older;
    }
}
