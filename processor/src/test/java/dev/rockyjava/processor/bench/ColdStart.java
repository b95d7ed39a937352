package dev.rockyjava.processor.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the definitions of a compiled project cost a new JVM, above one whose {@code main} is empty. The runs take turns, so
 * that whatever else the machine does slows all of them; of each kind it is the median that counts.
 */
final class ColdStart {

    private static final int RUNS = Integer.getInteger("rocky.bench.starts", 21);
    private static final String EMPTY = "empty";
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
    private final Map<String, Double> results;

    /**
     * @param project with its class files in {@code classes}
     * @param results where the measures go, in milliseconds
     */
    ColdStart(Path project, Map<String, Double> results) {
        this.project = project;
        this.results = results;
    }

    void measure(String prefix) throws Exception {
        Path classes = project.resolve("classes");
        Path source = project.resolve("start/Start.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, PROGRAM);
        String libraries = File.pathSeparator + CompileBench.classPath();
        CompileBench.run(List.of(
                CompileBench.home("bin/javac"), "-proc:none", "-d", classes.toString(),
                "-classpath", classes + libraries, source.toString()));
        Path jar = project.resolve("start/app.jar");
        CompileBench.run(
                List.of(CompileBench.home("bin/jar"), "cf", jar.toString(), "-C", classes.toString(), "."));
        measure(prefix + "from a folder, ", classes + libraries);
        measure(prefix + "from a jar, ", jar + libraries);
    }

    private void measure(String prefix, String classPath) throws Exception {
        List<String> kinds = List.of(EMPTY, "one key", "one constant", "all specs", "all with lineage");
        List<List<Double>> clock = new ArrayList<>();
        List<List<Double>> processor = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            clock.add(new ArrayList<>());
            processor.add(new ArrayList<>());
        }
        for (int run = 0; run < RUNS; run++) {
            for (int i = 0; i < kinds.size(); i++) {
                long begin = System.nanoTime();
                double seconds = CompileBench.run(
                        List.of(CompileBench.home("bin/java"), "-cp", classPath, "Start", kinds.get(i)));
                clock.get(i).add((System.nanoTime() - begin) / 1e6);
                processor.get(i).add(1000 * seconds);
            }
        }
        for (int i = 1; i < kinds.size(); i++) {
            results.put(prefix + kinds.get(i) + ", ms on the clock", median(clock.get(i)) - median(clock.get(0)));
            results.put(prefix + kinds.get(i) + ", ms of processors", median(processor.get(i)) - median(processor.get(0)));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
