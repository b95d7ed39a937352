package dev.rockyjava.processor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whole compiles as processes of their own, on snapshots of several sizes. Prints a table, and leaves it with the same as
 * JSON under {@code target/bench}. {@code -Drocky.bench.sizes=100,1000} measures other sizes.
 *
 * <p>A time is the processor time of the process with all its threads, the least of some runs: the time on the clock tells
 * more of what else the machine does.
 */
class CompileBench {

    private static final Path FOLDER = Path.of("target/bench").toAbsolutePath();
    private static final int REPEATS = Integer.getInteger("rocky.bench.repeats", 3);

    private final Map<String, Double> results = new LinkedHashMap<>();

    @Test
    void measure() throws Exception {
        for (String size : System.getProperty("rocky.bench.sizes", "100,1000,10000,50000").split(",")) {
            compiles(Integer.parseInt(size.strip()));
        }
        String table = results.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%-58s %12.2f", e.getKey(), e.getValue()))
                .collect(Collectors.joining("\n"));
        System.out.println(table);
        Files.writeString(FOLDER.resolve("results.txt"), table + "\n");
        Files.writeString(FOLDER.resolve("results.json"), results.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "  \"%s\": %.3f", e.getKey(), e.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n")));
    }

    private void compiles(int size) throws Exception {
        Path project = FOLDER.resolve("p" + size);
        Files.createDirectories(project.resolve("src/acme"));
        Path snapshot = project.resolve("snapshot.json");
        new BenchSnapshot(size).write(snapshot);
        results.put(size + ": snapshot, MB", Files.size(snapshot) / 1e6);
        Files.writeString(
                project.resolve("src/acme/Warehouse.java"),
                "package acme;\n\n@dev.rockyjava.annotation.RockyComponent(snapshot = \"snapshot.json\")\n"
                        + "public interface Warehouse {}\n");
        List<String> memory = size >= 50_000 ? List.of("-J-Xmx768m") : List.of();
        double none = compare(project, size + ", no columns", memory, "none");
        if (size <= 10_000) {
            compare(project, size + ", 12 columns", List.of(), "all");
        }
        compile(project, List.of(), "none");
        results.put(size + ": class files, bytes an asset", bytes(project.resolve("classes"), ".class") / (double) size);
        Double before = results.get("10000, no columns: javac with processor, s");
        if (size == 50_000 && before != null) {
            results.put("50000 / 10000, no columns", none / before);
        }
        if (size == 10_000) {
            oneMore(project, size);
            new ColdStart(project, results).measure(size + ": cold start, ");
        }
    }

    /** The compile with the processor, and that of all sources without. */
    private double compare(Path project, String what, List<String> memory, String columns) throws Exception {
        double with = best(() -> compile(project, memory, columns));
        double without = best(() -> javac(project, memory, List.of("-proc:none")));
        results.put(what + ": javac with processor, s", with);
        results.put(what + ": javac alone, s", without);
        results.put(what + ": ratio", with / without);
        return with;
    }

    private double compile(Path project, List<String> memory, String columns) throws Exception {
        return javac(project, memory, List.of(
                "-processorpath", classPath(), "-Arocky.projectDir=" + project, "-Arocky.columns=" + columns,
                "-s", project + "/generated"));
    }

    private static double javac(Path project, List<String> memory, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home("bin/javac")));
        command.addAll(memory);
        command.addAll(List.of("-d", emptied(project.resolve("classes")), "-classpath", classPath()));
        if (arguments.contains("-s")) {
            emptied(project.resolve("generated"));
        }
        command.addAll(arguments);
        for (Path folder : arguments.contains("-proc:none")
                ? List.of(project.resolve("src"), project.resolve("generated"))
                : List.of(project.resolve("src"))) {
            command.addAll(sources(folder));
        }
        return run(command);
    }

    private void oneMore(Path project, int size) throws Exception {
        Map<String, String> before = outputs(project);
        new BenchSnapshot(size + 1).write(project.resolve("snapshot.json"));
        compile(project, List.of(), "none");
        Map<String, String> after = outputs(project);
        long changed = after.keySet().stream().filter(path -> !after.get(path).equals(before.get(path))).count();
        results.put("one asset more than " + size + ": generated files that change", (double) changed);
        results.put("one asset more than " + size + ": files that disappear", (double) before.keySet().stream()
                .filter(path -> !after.containsKey(path)).count());
    }

    /** Something that is run, and the processor time that it took. */
    private interface Action {
        double run() throws Exception;
    }

    private static double best(Action action) throws Exception {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            least = Math.min(least, action.run());
        }
        return least;
    }

    static double run(List<String> command) throws Exception {
        Path log = FOLDER.resolve("log.txt");
        List<String> timed = new ArrayList<>(List.of("sh", "-c", "\"$@\" && times", "sh"));
        timed.addAll(command);
        Process process = new ProcessBuilder(timed).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        int exit = process.waitFor();
        String printed = Files.readString(log);
        assertThat(exit).as(printed).isZero();
        // The last line has the user and the system time of the children: 0m1.234s 0m0.056s
        String[] times = printed.strip().substring(printed.strip().lastIndexOf('\n') + 1).split(" ");
        return Arrays.stream(times).mapToDouble(CompileBench::secondsOf).sum();
    }

    private static double secondsOf(String time) {
        String[] parts = time.split("[ms]");
        return 60 * Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
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
