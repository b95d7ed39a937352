package dev.rockyjava.processor.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whole compiles as processes of their own, on snapshots of several sizes. Prints a table with the goals beside, and leaves
 * it with the same as JSON under {@code target/bench}. {@code -Drocky.bench.sizes=100,1000} measures other sizes.
 *
 * <p>The processor is measured as class folders, and where {@code mvn package} left one, as the jar that users have.
 */
class CompileBench {

    private static final Path FOLDER = Path.of("target/bench").toAbsolutePath();
    private static final Path LOG = FOLDER.resolve("log.txt");
    private static final int REPEATS = Integer.getInteger("rocky.bench.repeats", 3);
    private static final String SMALL_HEAP = "-J-Xmx768m";

    private final BenchTable table = new BenchTable();
    private @Nullable Times tenThousand;

    @Test
    void measure() throws Exception {
        for (String size : System.getProperty("rocky.bench.sizes", "100,1000,10000,50000").split(",")) {
            compiles(Integer.parseInt(size.strip()));
        }
        table.publish(FOLDER);
    }

    private void compiles(int size) throws Exception {
        Path project = FOLDER.resolve("p" + size);
        Files.createDirectories(project.resolve("src/acme"));
        Path snapshot = project.resolve("snapshot.json");
        new BenchSnapshot(size).write(snapshot);
        table.add(size + ": snapshot, MB", Files.size(snapshot) / 1e6);
        Files.writeString(
                project.resolve("src/acme/Warehouse.java"),
                "package acme;\n\n@dev.rockyjava.annotation.RockyAssets(snapshot = \"snapshot.json\")\n"
                        + "public interface Warehouse {}\n");
        boolean huge = size >= 50_000;
        Times none = compare(project, size + ", no columns", huge ? List.of(SMALL_HEAP) : List.of(), "none", size == 10_000 ? 1.4 : null);
        table.add(size + ": class files, bytes an asset", bytes(project.resolve("classes"), ".class") / (double) size, 150);
        if (huge) {
            table.add(size + ", no columns: heap that was enough, MB", 768, 768);
        } else {
            compare(project, size + ", 12 columns", List.of(), "all", size == 10_000 ? 1.25 : null);
        }
        if (size == 50_000 && tenThousand != null) {
            table.add("50000 / 10000, no columns", none.dividedBy(tenThousand), 5.5);
        }
        if (size == 10_000) {
            tenThousand = none;
            compile(project, List.of(), "none", classPath());
            oneMore(project, size);
        }
        if (size >= 10_000) {
            compile(project, List.of(), "none", classPath());
            new ColdStart(project, LOG, table).measure(size + ": cold start ", size == 10_000);
        }
    }

    /**
     * The compile with the processor, that of all sources without, and with a processor that only copies them.
     *
     * @param goal null for a size without one
     */
    private Times compare(
            Path project, String what, List<String> memory, String columns, @Nullable Double goal) throws Exception {
        Optional<Path> jar = jar();
        List<Times.Action> actions = new ArrayList<>(List.of(
                () -> compile(project, memory, columns, classPath()),
                () -> javac(project, memory, List.of("-proc:none")),
                () -> copy(project, memory)));
        jar.ifPresent(path -> actions.add(() -> compile(project, memory, columns, path.toString())));
        List<Times> times = Times.bestInTurns(REPEATS, actions);
        Times with = times.get(0);
        Times without = times.get(1);
        table.add(what + ": javac with processor, s", with);
        table.add(what + ": javac alone, s", without);
        table.add(what + ": ratio", with.dividedBy(without), goal);
        table.add(what + ": ratio of a processor that only copies them", times.get(2).dividedBy(without));
        table.add(what + ": ratio to that one", with.dividedBy(times.get(2)));
        if (jar.isPresent()) {
            table.add(what + ": javac with processor as a jar, s", times.get(3));
            table.add(what + ": ratio as a jar", times.get(3).dividedBy(without), goal);
        }
        return with;
    }

    /** What no processor can save that generates these sources. */
    private static Times copy(Path project, List<String> memory) throws Exception {
        Path copied = project.resolve("copied");
        emptied(copied);
        return javac(project, memory, List.of(
                "-processorpath", Path.of("target/test-classes").toAbsolutePath().toString(),
                "-processor", CopyingProcessor.class.getName(), "-Afrom=" + project.resolve("generated"), "-s", copied.toString()));
    }

    /** The jar that users have; empty if there is none, or if it isn't of these classes. */
    private static Optional<Path> jar() throws IOException {
        FileTime classes = Files.getLastModifiedTime(
                Path.of("target/classes/dev/rockyjava/processor/RockyProcessor.class"));
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("rocky-processor-.*(?<!s)\\.jar"))
                    .filter(file -> file.toFile().lastModified() >= classes.toMillis())
                    .map(Path::toAbsolutePath)
                    .findFirst();
        }
    }

    private Times compile(Path project, List<String> memory, String columns, String processor) throws Exception {
        emptied(project.resolve("generated"));
        return javac(project, memory, List.of(
                "-processorpath", processor, "-Arocky.projectDir=" + project, "-Arocky.columns=" + columns,
                "-s", project + "/generated"));
    }

    private static Times javac(Path project, List<String> memory, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home("bin/javac")));
        command.addAll(memory);
        command.addAll(List.of("-d", emptied(project.resolve("classes")), "-classpath", classPath()));
        command.addAll(arguments);
        for (Path folder : arguments.contains("-proc:none")
                ? List.of(project.resolve("src"), project.resolve("generated"))
                : List.of(project.resolve("src"))) {
            command.addAll(sources(folder));
        }
        return Times.of(command, LOG);
    }

    private void oneMore(Path project, int size) throws Exception {
        Map<String, String> before = outputs(project);
        new BenchSnapshot(size + 1).write(project.resolve("snapshot.json"));
        compile(project, List.of(), "none", classPath());
        Map<String, String> after = outputs(project);
        long changed = after.keySet().stream().filter(path -> !after.get(path).equals(before.get(path))).count();
        table.add("one asset more than " + size + ": generated files that change", changed, 3);
        table.add("one asset more than " + size + ": files that disappear", before.keySet().stream()
                .filter(path -> !after.containsKey(path)).count());
    }

    static String home(String path) {
        return Path.of(System.getProperty("java.home"), path).toString();
    }

    /** What a user has on the processor path: nothing of the tests, and no other processor. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith("classes") && !entry.endsWith("test-classes")
                        || entry.matches(".*(rocky-runtime|javapoet|jackson-|snakeyaml|slf4j-api|jspecify).*"))
                .filter(entry -> Files.exists(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder).sorted(Comparator.reverseOrder())) {
                old.forEach(file -> file.toFile().delete());
            }
        }
        return Files.createDirectories(folder).toString();
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
        }
    }

    private static long bytes(Path folder, String suffix) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(suffix)).toList()) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    private static Map<String, String> outputs(Path project) throws IOException {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (String folder : List.of("generated", "classes")) {
            try (Stream<Path> files = Files.walk(project.resolve(folder))) {
                for (Path file : files.filter(f -> f.toString().matches(".*\\.(java|rocky|json)")).toList()) {
                    outputs.put(project.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)) + "");
                }
            }
        }
        return outputs;
    }
}
