package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.snapshot.ProblemId;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A processor path with older annotations of Jackson. The packaged processor brings its own under another name, but a
 * translator may bring rocky-runtime, and with it whatever version a framework manages.
 */
class OlderLibraryTest {

    @TempDir
    Path folder;

    @Test
    void isACompileErrorThatSaysHowToMendIt() throws Exception {
        TestProject.warehouse(folder, SnapshotJson.example());
        String printed = javac(folder.resolve("src/acme/Warehouse.java"));
        assertThat(printed)
                .contains("Warehouse.java:5: error: ", "[" + ProblemId.INCOMPATIBLE_LIBRARY.code() + "]")
                .contains("jackson-annotations", "is too old", "needs 2.21 or newer", "<dependencyManagement>")
                .contains("1 error");
        assertThat(folder.resolve("generated/acme"))
                .as("generated, so that no other error hides this one")
                .isDirectoryContaining("glob:**WarehouseAssets.java")
                .isDirectoryContaining("glob:**WarehouseDefinitions.java");
    }

    /** In a process of its own: within this one the compiler's processors would see the classes of this test first. */
    private String javac(Path source) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .filter(entry -> Stream.of("lombok", "mapstruct", "auto-", "ecj").noneMatch(entry::contains))
                .map(entry -> entry.contains("jackson-annotations-") ? older(Path.of(entry)).toString() : entry)
                .collect(Collectors.joining(File.pathSeparator));
        Path generated = Files.createDirectories(folder.resolve("generated"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                        "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC",
                        "-d", Files.createDirectories(folder.resolve("out")).toString(), "-s", generated.toString(),
                        "-processorpath", classPath, "-classpath", classPath, source.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    private Path older(Path annotations) {
        Path older = folder.resolve("older.jar");
        try (JarFile all = new JarFile(annotations.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(older))) {
            for (JarEntry entry : (Iterable<JarEntry>) all.stream()::iterator) {
                if (!entry.getName().endsWith("/JsonSerializeAs.class")) {
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
