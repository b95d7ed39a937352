package dev.rockyjava.processor.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the definitions of a compiled project cost a new JVM, above one whose {@code main} is empty. The runs take turns, so
 * that whatever else the machine does slows all of them; of each kind it is the median that counts.
 */
final class ColdStart {

    private static final int RUNS = Integer.getInteger("rocky.bench.starts", 21);
    private static final String EMPTY = "empty";
    private static final Map<String, Double> GOALS = Map.of("one key", 30.0, "all specs", 200.0);
    private static final List<String> KINDS = List.of("one key", "one constant", "all specs", "all with lineage");
    private static final String PROGRAM = """
            import acme.WarehouseAssets;
            import acme.WarehouseDefinitions;
            import dev.rockyjava.asset.*;
            final class Start {
                public static void main(String[] what) {
                    if (what[0].equals("empty")) {
                        return;
                    }
                    Definitions all = WarehouseDefinitions.get();
                    if (what[0].equals("one constant")) {
                        touch(all.get(WarehouseAssets.Warehouse.Raw0.CUSTOMER_DAILY_SUMMARY_0).label().length());
                        return;
                    }
                    touch(all.get(AssetKey.of("warehouse", "raw_0", "customer_daily_summary_0")).label().length());
                    if (what[0].startsWith("all")) {
                        int dependencies = 0;
                        int columns = 0;
                        for (AssetSpec spec : all.specs()) {
                            dependencies += spec.dependencies().size();
                            columns += what[0].equals("all with lineage") ? spec.columnLineage().size() : 1;
                        }
                        touch(dependencies);
                        touch(columns);
                    }
                }
                private static void touch(int count) {
                    if (count == 0) {
                        throw new AssertionError();
                    }
                }
            }
            """;

    private final Path project;
    private final Path log;
    private final BenchTable table;

    /**
     * @param project with its class files in {@code classes}
     * @param table where the measures go, in milliseconds
     */
    ColdStart(Path project, Path log, BenchTable table) {
        this.project = project;
        this.log = log;
        this.table = table;
    }

    /** The time of all kinds, or of one key alone, which should depend little on the size. */
    void measure(String prefix, boolean all) throws Exception {
        Path classes = project.resolve("classes");
        Path source = project.resolve("start/Start.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, PROGRAM);
        String libraries = File.pathSeparator + CompileBench.classPath();
        Times.of(
                List.of(
                        CompileBench.home("bin/javac"), "-proc:none", "-d", classes.toString(),
                        "-classpath", classes + libraries, source.toString()),
                log);
        Path jar = project.resolve("start/app.jar");
        Times.of(List.of(CompileBench.home("bin/jar"), "cf", jar.toString(), "-C", classes.toString(), "."), log);
        List<String> kinds = all ? KINDS : KINDS.subList(0, 1);
        measure(prefix + "from a folder, ", classes + libraries, kinds);
        measure(prefix + "from a jar, ", jar + libraries, kinds);
    }

    private void measure(String prefix, String classPath, List<String> measured) throws Exception {
        List<String> kinds = new ArrayList<>(measured);
        kinds.add(0, EMPTY);
        List<List<Times>> times = new ArrayList<>();
        kinds.forEach(kind -> times.add(new ArrayList<>()));
        for (int run = 0; run < RUNS; run++) {
            for (int i = 0; i < kinds.size(); i++) {
                times.get(i).add(
                        Times.of(List.of(CompileBench.home("bin/java"), "-cp", classPath, "Start", kinds.get(i)), log));
            }
        }
        for (int i = 1; i < kinds.size(); i++) {
            table.add(prefix + kinds.get(i) + ", ms", median(times.get(i)).above(median(times.get(0))), GOALS.get(kinds.get(i)));
        }
    }

    private static Times median(List<Times> times) {
        return new Times(
                median(times.stream().map(Times::processor)), median(times.stream().map(Times::wall)));
    }

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
