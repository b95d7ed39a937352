package dev.rockyjava.run.bench;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.CurrentCode;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.Staleness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One row of {@link RunBench}: {@code RunBenchRow NAME FOLDER}. */
final class RunBenchRow {

    /** Has the nanoseconds of the processor that the reading thread has had; on Linux only. */
    private static final Path THREAD = Path.of("/proc/thread-self/schedstat");

    /** Calls until the compiler is done with what a call executes, and a little more. */
    private static final int WARM_UP = 200;

    private RunBenchRow() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "scheduler" -> scheduler(Materializer.of(assets(10_000), new IdleEngine()), "without journal");
            case "journal" -> scheduler(
                    Materializer.of(assets(10_000), new IdleEngine()).journal(folder).keepRuns(2), "with journal");
            case "adding" -> scheduler(
                    Materializer.of(assets(10_000, "incremental"), new IdleEngine()).journal(folder).keepRuns(2),
                    "that add rows, with journal");
            case "history" -> history(folder);
            case "plan" -> plan();
            case "staleness" -> staleness(folder);
            case "call" -> call(folder);
            case "refresh" -> RefreshRow.measure(folder);
            default -> flood(folder);
        }
    }

    private static void scheduler(Materializer materializer, String how) throws Exception {
        AtomicInteger events = new AtomicInteger();
        Materializer heard = materializer.listener(event -> events.incrementAndGet());
        Callable<Void> run = () -> {
            RunResult result = heard.run();
            if (!result.succeeded()) {
                throw new AssertionError(result.summary());
            }
            return null;
        };
        print("run of 10,000 assets " + how + ", the first, s; the goal is 0.40", seconds(run));
        measure("run of 10,000 assets " + how + ", s", 1, 11, run);
        measure("run of 10,000 assets " + how + ", 4 at a time, s", 1, 11, () -> heard.parallelism(4).run());
        print("run of 10,000 assets " + how + ", heap limit, MB", Runtime.getRuntime().maxMemory() / 1e6);
    }

    private static void plan() throws Exception {
        Definitions definitions = assets(50_000);
        Materializer all = Materializer.of(definitions, new IdleEngine());
        Materializer some = all.select(AssetSelection.parse("+model_49999"));
        Materializer tenth = all.select(AssetSelection.parse("group:group_3"));
        print("plan of all of 50,000 assets, the first, ms", 1000 * seconds(all::plan));
        measure("plan of all of 50,000 assets, ms", 1000, 31, all::plan);
        measure("plan of a tenth of 50,000 assets, ms", 1000, 31, tenth::plan);
        measure("plan of all that is above one of 50,000 assets, ms", 1000, 31, some::plan);
    }

    /** Which of 10,000 assets are stale, beside the reading of the journal of one run of all. */
    private static void staleness(Path folder) throws Exception {
        Definitions definitions = coded(assets(10_000));
        CurrentCode files = CurrentCode.ofProject(folder.resolve("rocky.toml"), Optional.empty());
        Files.createDirectories(folder.resolve("models"));
        for (AssetSpec spec : definitions.specs()) {
            Files.writeString(folder.resolve("models").resolve(spec.label() + ".sql"), "SELECT 1 AS one FROM a\n".repeat(40));
        }
        Path journal = folder.resolve("journal");
        Materializer.of(definitions, new IdleEngine()).journal(journal).code(files).run();
        int turns = 11;
        double[] reading = new double[turns];
        double[] judging = new double[turns];
        double[] withFiles = new double[turns];
        for (int i = -turns; i < turns; i++) {
            double start = processorSeconds();
            RunHistory history = RunHistory.read(journal);
            double read = processorSeconds();
            Staleness.of(definitions, history, CurrentCode.ofSnapshot(), Instant.now());
            double judged = processorSeconds();
            Staleness.of(definitions, history, files, Instant.now());
            if (i >= 0) {
                reading[i] = read - start;
                judging[i] = judged - read;
                withFiles[i] = processorSeconds() - judged;
            }
        }
        print("reading of the journal of 10,000 assets, ms, processor", 1000 * middle(reading));
        print("staleness of 10,000 assets, as a share of that reading", middle(judging) / middle(reading));
        print("staleness of 10,000 assets, ms, processor", 1000 * middle(judging));
        print("staleness of 10,000 assets and digests of their files, ms, processor", 1000 * middle(withFiles));
    }

    /** Reading of as many journals as are kept. */
    private static void history(Path folder) throws Exception {
        int runs = 100;
        Materializer materializer = Materializer.of(assets(1000), new IdleEngine()).journal(folder);
        for (int i = 0; i < runs; i++) {
            materializer.run();
        }
        print("journals of 100 runs of 1,000 assets, s", seconds(() -> RunHistory.read(folder)));
    }

    private static Definitions coded(Definitions definitions) {
        return Definitions.of(definitions.specs().stream().map(spec -> {
            AssetSpec.Builder same = AssetSpec.builder(spec.key(), spec.nodeId(), spec.kind(), spec.label(), spec.group())
                    .pipeline(spec.pipeline().orElseThrow())
                    .strategy(spec.strategy().orElseThrow())
                    .stated(new Stated(new TreeMap<>(), new TreeMap<>(),
                            new TreeMap<>(Map.of("models/" + spec.label() + ".sql", "0123456789abcdef")), 0));
            spec.upstreamKeys().forEach(upstream -> same.dependency(upstream, Dependency.Origin.DECLARED));
            return same.build();
        }).toList(), List.of());
    }

    private static void call(Path folder) throws Exception {
        Path document = Files.writeString(folder.resolve("document.json"), megabyte());
        Path program = program(folder, "exec cat " + document);
        List<String> bare = List.of(program.toString(), "run");
        try (CliEngine engine = CliEngine.forProject(folder.resolve("rocky.toml")).binary(program).build()) {
            Callable<?> ours = () -> {
                EngineReply reply = engine.run(new RunRequest.Quality("p"));
                return reply.exitCode();
            };
            Callable<?> process = () -> {
                Process started = new ProcessBuilder(bare).start();
                started.getInputStream().readAllBytes();
                return started.waitFor();
            };
            int calls = 60;
            byte[] bytes = Files.readAllBytes(document);
            double[] above = new double[calls];
            double[] alone = new double[calls];
            double[] tokens = new double[calls];
            for (int i = -WARM_UP; i < calls; i++) {
                // In turns, so that what else the machine does is the same for both.
                double bareSeconds = seconds(process);
                double ourSeconds = seconds(ours);
                double parserSeconds = seconds(() -> tokens(bytes));
                if (i >= 0) {
                    tokens[i] = parserSeconds;
                    alone[i] = bareSeconds;
                    above[i] = ourSeconds - bareSeconds;
                }
            }
            print("bare process that prints 1 MB, ms", 1000 * middle(alone));
            print("1 MB, Jackson's tokens alone, ms", 1000 * middle(tokens));
            print("call with a document of 1 MB, ms above the bare process; the goal is 3", 1000 * middle(above));
            print("call with a document of 1 MB, ms above, best quarter", 1000 * above[calls / 4]);
            double ofProcess = processorOf(calls * 5, process);
            double ofCall = processorOf(calls * 5, ours);
            print("call with a document of 1 MB, ms above, processor", 1000 * (ofCall - ofProcess));
        }
    }

    private static long tokens(byte[] document) {
        long length = 0;
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), document)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                length += token == JsonToken.VALUE_STRING ? parser.getString().length() : 0;
            }
        }
        return length;
    }

    private static void flood(Path folder) throws Exception {
        Path flood = folder.resolve("flood");
        Path program = program(folder,
                "[ -e flood ] && yes 'a line that the engine logs, again and again and again' | head -c 1073741824 >&2",
                "echo '{\"version\":\"1.71.0\",\"command\":\"run\",\"status\":\"Success\"}'");
        try (CliEngine engine = CliEngine.forProject(folder.resolve("rocky.toml")).binary(program).build()) {
            engine.run(new RunRequest.Quality("p"));
            double before = memory("VmHWM:");
            Files.createFile(flood);
            print("1 GB of stderr, s", seconds(() -> engine.run(new RunRequest.Quality("p"))));
            print("1 GB of stderr, heap limit, MB", Runtime.getRuntime().maxMemory() / 1e6);
            print("1 GB of stderr, most memory of the whole JVM before it, MB", before);
            print("1 GB of stderr, most memory of the whole JVM, MB", memory("VmHWM:"));
            print("1 GB of stderr, of that its own, without mapped files, MB", memory("RssAnon:"));
        }
    }

    /** What the system tells about the memory of this JVM, in megabytes; on Linux only. */
    private static double memory(String name) throws IOException {
        Path status = Path.of("/proc/self/status");
        for (String line : Files.exists(status) ? Files.readAllLines(status) : List.<String>of()) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1e3;
            }
        }
        return Double.NaN;
    }

    /** A program that tells a version, and else executes this shell script; beside it an empty project. */
    private static Path program(Path folder, String... script) throws IOException {
        Files.writeString(folder.resolve("rocky.toml"), String.join("\n",
                "[adapter.local]", "type = 'duckdb'", "path = 'warehouse.duckdb'",
                "[pipeline.p]", "type = 'quality'", "[pipeline.p.target]", "adapter = 'local'"));
        for (String made : List.of(".rocky-state.redb", "warehouse.duckdb")) { // by the engine's first run
            Files.writeString(folder.resolve(made), "");
        }
        Path program = Files.writeString(folder.resolve("rocky"), "#!/bin/sh\n"
                + "[ \"$1\" = --version ] && { echo 'rocky 1.71.0'; exit 0; }\n" + String.join("\n", script) + "\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("can't make " + program + " executable");
        }
        return program;
    }

    private static String megabyte() {
        List<String> entries = new ArrayList<>();
        for (int length = 0; length < 1_000_000; length += entries.get(0).length() + 1) {
            entries.add("{\n  \"asset_key\": [\"warehouse\", \"marts\", \"model_" + entries.size() + "\"],\n"
                    + "  \"rows_copied\": null,\n  \"duration_ms\": 12,\n  \"started_at\": \"2026-04-01T01:02:03Z\",\n"
                    + "  \"metadata\": {\"strategy\": \"full_refresh\", \"sql_hash\": \"0123456789abcdef\",\n"
                    + "    \"target_table_full_name\": \"warehouse.marts.model_" + entries.size() + "\"}\n}");
        }
        return "{\"version\": \"1.71.0\", \"command\": \"run\", \"status\": \"Success\", \"materializations\": ["
                + String.join(",", entries) + "]}\n";
    }

    /** Models in ten groups; each reads two that are a little or much further up. */
    private static Definitions assets(int count) {
        return assets(count, "full_refresh");
    }

    private static Definitions assets(int count, String strategy) {
        List<AssetSpec> specs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            AssetSpec.Builder spec = AssetSpec.builder(
                            AssetKey.of("model_" + i), "transformation:model_" + i, NodeKind.TRANSFORMATION,
                            "model_" + i, "group_" + i % 10)
                    .pipeline("marts")
                    .strategy(strategy);
            if (i >= 100) {
                spec.dependency(AssetKey.of("model_" + (i - 100)), Dependency.Origin.DECLARED);
                spec.dependency(AssetKey.of("model_" + (i / 2)), Dependency.Origin.COLUMN_LINEAGE);
            }
            specs.add(spec.build());
        }
        return Definitions.of(specs, List.of());
    }

    /** Prints the middle of some times on the clock, and of the processor time of the same thread. */
    private static void measure(String what, double unit, int times, Callable<?> work) throws Exception {
        double[] clock = new double[times];
        double[] processor = new double[times];
        for (int i = -times; i < times; i++) { // the first half warms up
            double before = processorSeconds();
            double elapsed = seconds(work);
            if (i >= 0) {
                clock[i] = elapsed;
                processor[i] = processorSeconds() - before;
            }
        }
        print(what, unit * middle(clock));
        print(what + ", processor", unit * middle(processor));
    }

    /** Processor time of this JVM with the processes that it started, for one of many repetitions; on Linux only. */
    private static double processorOf(int times, Callable<?> work) throws Exception {
        double before = processTicks();
        for (int i = 0; i < times; i++) {
            work.call();
        }
        return (processTicks() - before) / 100 / times;
    }

    private static double processTicks() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) {
            return Double.NaN;
        }
        String text = Files.readString(stat);
        // After the name: 12 to 15 are the user and system time of the process and of its children, in ticks of 10 ms.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
    }

    private static double processorSeconds() throws IOException {
        return Files.exists(THREAD) ? Long.parseLong(Files.readString(THREAD).split(" ")[0]) / 1e9 : Double.NaN;
    }

    static double middle(double[] measured) {
        Arrays.sort(measured);
        return measured[measured.length / 2];
    }

    static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    static void print(String what, double value) {
        System.out.printf(Locale.ROOT, "%-66s %10.2f%n", what, value);
    }
}
