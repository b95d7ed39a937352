package dev.rockyjava.processor.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a snapshot costs a new JVM, beside a parse of the same bytes by Jackson alone in a new JVM: to its definitions and,
 * where {@code mvn package} left the jar of the command line, to the output of commands of the installed program. With
 * {@code -Drocky.peer.python=PYTHON}, a Python that has dagster-rocky, also beside what dagster-rocky makes of the same file.
 * The table is in {@code target/bench-read}.
 */
class ReadBench {

    private static final Path FOLDER = Path.of("target/bench-read").toAbsolutePath();
    private static final Path LOG = FOLDER.resolve("log.txt");
    private static final int REPEATS = Integer.getInteger("rocky.bench.repeats", 5);
    private static final Path EXAMPLE = Path.of("..", "example-app");
    private static final String DAGSTER_ROCKY = """
            import json, sys
            import dagster_rocky
            from dagster_rocky.types import DagResult

            with open(sys.argv[1], encoding="utf-8") as file:
                state = json.load(file)
            dag = DagResult.model_validate_json(json.dumps(state["dag"]))
            specs, _ = dagster_rocky.build_dag_specs(dag, translator=dagster_rocky.RockyDagsterTranslator())
            assert specs
            """;
    private static final List<List<String>> COMMANDS =
            List.of(List.of("list"), List.of("plan", "*"), List.of("status"), List.of("completion", "--words"));

    private final BenchTable table = new BenchTable();

    @Test
    void measure() throws Exception {
        Optional<Path> program = installed();
        if (program.isPresent()) {
            inExample(program.get());
        }
        for (String size : System.getProperty("rocky.bench.sizes", "10000,50000").split(",")) {
            measure(Integer.parseInt(size.strip()), program);
        }
        table.publish(FOLDER);
    }

    private void inExample(Path program) throws Exception {
        Path project = FOLDER.resolve("example");
        forget(project);
        try (Stream<Path> files = Files.walk(EXAMPLE.resolve("rocky"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = project.resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.copy(EXAMPLE.resolve("defs.yaml"), project.resolve("defs.yaml"));
        Path snapshot = project.resolve("rocky/snapshot.json");
        inExample(program, project, snapshot, 4, "--help");
        inExample(program, project, snapshot, 7, "list");
        inExample(program, project, snapshot, 7, "show", "daily_revenue");
        inExample(program, project, snapshot, 7, "status");
    }

    private void inExample(Path program, Path project, Path snapshot, double goal, String... words) throws Exception {
        List<String> whole = new ArrayList<>(List.of(program.toString(), "-p", project.toString()));
        whole.addAll(List.of(words));
        Times.of(whole, LOG); // keeps the definitions
        List<Times> times =
                Times.bestInTurns(REPEATS, List.of(() -> java(List.of(), "empty", snapshot), () -> Times.of(whole, LOG)));
        String name = "example: " + String.join(" ", words);
        table.add(name + ", s", times.get(1));
        table.add(name + " / empty main", times.get(1).dividedBy(times.get(0)), goal);
    }

    private void measure(int size, Optional<Path> program) throws Exception {
        Path project = Files.createDirectories(FOLDER.resolve("p" + size));
        Path snapshot = project.resolve("snapshot.json");
        Files.writeString(project.resolve("rocky.toml"), "[pipeline.p]\ntype = \"transformation\"\n");
        new BenchSnapshot(size).write(snapshot); // the last, as a refresh does it
        long megabytes = Files.size(snapshot) / 1_000_000;
        table.add(size + ": snapshot, MB", megabytes);
        List<Times> times = Times.bestInTurns(
                REPEATS,
                List.of(
                        () -> java(List.of(), "empty", snapshot),
                        () -> java(List.of(), "tokens", snapshot),
                        () -> java(List.of(), "tree", snapshot),
                        () -> java(List.of(), "definitions", snapshot)));
        table.add(size + ": empty main, s", times.get(0));
        table.add(size + ": Jackson alone, all tokens, s", times.get(1));
        table.add(size + ": Jackson alone, a tree, s", times.get(2));
        table.add(size + ": definitions, s", times.get(3));
        table.add(size + ": definitions / tokens", times.get(3).dividedBy(times.get(1)), 1.5);
        table.add(size + ": definitions / tree", times.get(3).dividedBy(times.get(2)));
        // Java returns little to the system, so the process has as much as its heap may have, and some 80 MB.
        long heap = Math.max(32, (size < 50_000 ? 4 : 3) * megabytes - 80);
        java(List.of("-Xmx" + heap + "m"), "definitions", snapshot);
        table.add(size + ": heap that was enough, MB", heap, heap);
        kept(size, snapshot);
        String python = System.getProperty("rocky.peer.python", "");
        if (!python.isEmpty() && size <= 10_000) { // some 25 s and more than half a gigabyte for 10,000
            Times peer = Times.of(List.of(python, "-c", DAGSTER_ROCKY, snapshot.toString()), LOG);
            Times ours = java(List.of(), "definitions", snapshot);
            table.add(size + ": definitions in dagster-rocky, s", peer);
            table.add(size + ": definitions / those in dagster-rocky", ours.dividedBy(peer));
        }
        if (program.isPresent()) {
            for (List<String> command : COMMANDS) {
                commands(size + ": " + String.join(" ", command), program.get(), command, snapshot);
            }
        }
    }

    /** The definitions of a program that keeps them: {@code RockyComponent.withDefinitionsCache}, which needs the jar. */
    private void kept(int size, Path snapshot) throws Exception {
        Optional<Path> runtime = jar(Path.of("..", "runtime", "core", "target"), "rocky-runtime-[0-9.]+(-SNAPSHOT)?\\.jar");
        if (runtime.isEmpty()) {
            return;
        }
        forget(snapshot.resolveSibling("kept"));
        String classPath = runtime.get() + File.pathSeparator + System.getProperty("java.class.path");
        List<String> command = List.of(
                CompileBench.home("bin/java"), "-cp", classPath, ReadBenchStart.class.getName(), "kept", snapshot.toString());
        Times first = Times.of(command, LOG); // keeps them
        List<Times> times = Times.bestInTurns(
                REPEATS, List.of(() -> java(List.of(), "tokens", snapshot), () -> Times.of(command, LOG)));
        table.add(size + ": definitions, which are then kept, s", first);
        table.add(size + ": kept definitions, s", times.get(1));
        table.add(size + ": kept definitions / tokens", times.get(1).dividedBy(times.get(0)), 1.5);
    }

    private void commands(String name, Path program, List<String> command, Path snapshot) throws Exception {
        List<String> whole = new ArrayList<>(List.of(program.toString(), "-p", String.valueOf(snapshot.getParent())));
        whole.addAll(command);
        List<Times> times = Times.bestInTurns(
                REPEATS,
                List.of(
                        () -> java(List.of(), "empty", snapshot),
                        () -> java(List.of(), "tokens", snapshot),
                        () -> {
                            forget(snapshot.resolveSibling(".rocky-java"));
                            return Times.of(whole, LOG);
                        },
                        () -> Times.of(whole, LOG)));
        table.add(name + ", of a snapshot from elsewhere, s", times.get(2));
        table.add(name + ", of a snapshot from elsewhere / tokens", times.get(2).dividedBy(times.get(1)));
        table.add(name + ", again, s", times.get(3));
        // A refresh keeps the definitions, too, so this is also the first time after one.
        table.add(name + ", after a refresh / tokens", times.get(3).dividedBy(times.get(1)), 1.5);
        table.add(name + ", again / empty main", times.get(3).dividedBy(times.get(0)), 10.0);
    }

    private static Times java(List<String> options, String what, Path snapshot) throws Exception {
        List<String> command = new ArrayList<>(List.of(CompileBench.home("bin/java")));
        command.addAll(options);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), ReadBenchStart.class.getName(), what, snapshot.toString()));
        return Times.of(command, LOG);
    }

    private static void forget(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder).sorted(Comparator.reverseOrder())) {
                files.forEach(file -> file.toFile().delete());
            }
        }
    }

    /** Installs the command line; empty if it isn't packaged. */
    private static Optional<Path> installed() throws Exception {
        Path bin = Files.createDirectories(FOLDER.resolve("bin"));
        Optional<Path> jar = jar(Path.of("..", "runtime", "cli", "target"), ".*-all\\.jar");
        if (jar.isPresent()) {
            Times.of(List.of(CompileBench.home("bin/java"), "-jar", jar.get().toString(), "install", bin.toString()), LOG);
        }
        return jar.map(found -> bin.resolve("rocky-java"));
    }

    private static Optional<Path> jar(Path target, String name) throws IOException {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(name)).map(Path::toAbsolutePath).findFirst();
        }
    }
}
