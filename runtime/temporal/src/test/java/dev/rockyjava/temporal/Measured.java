package dev.rockyjava.temporal;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures on one machine with a real server, for the table in README.md. Run it with {@code temporal} on the PATH:
 * {@code java -cp … dev.rockyjava.temporal.Measured}.
 */
final class Measured {

    private Measured() {}

    public static void main(String... args) throws Exception {
        Path folder = Files.createTempDirectory("measured");
        try (RealServer server = RealServer.start(folder)) {
            if (args.length == 0) {
                overhead(server);
            }
            thousand(server);
        }
        System.exit(0);
    }

    /** The same engine with and without the server, in turns, one call at a time. */
    private static void overhead(RealServer server) {
        TestEngine local = new TestEngine().answering((request, options) -> slept(request, 50));
        try (RockyWorker worker = RockyWorker.of(server.client(), local).queue("one").slots(1).start();
                TemporalEngine remote = TemporalEngine.to(server.client()).queue("one").build()) {
            List<Double> alone = new ArrayList<>();
            List<Double> over = new ArrayList<>();
            for (int i = 0; i < 220; i++) {
                alone.add(millis(local));
                over.add(millis(remote));
            }
            double[] ours = median(over);
            double[] theirs = median(alone);
            System.out.printf("measured overhead of %s: median %.1f ms, 95 %% %.1f ms%n", worker.getClass().getSimpleName(),
                    ours[0] - theirs[0], ours[1] - theirs[1]);
        }
    }

    private static double[] median(List<Double> values) {
        double[] sorted = values.stream().skip(20).mapToDouble(value -> value).sorted().toArray();
        return new double[] {sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]};
    }

    private static double millis(RockyEngine engine) {
        long begun = System.nanoTime();
        engine.run(new RunRequest.Model("orders", "main", PartitionChoice.DEFAULT));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void thousand(RealServer server) {
        TestEngine idle = new TestEngine().answering((request, options) -> slept(request, 200));
        List<RockyWorker> workers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            workers.add(RockyWorker.of(server.client(), idle).queue("many").slots(4).start());
        }
        try (TemporalEngine remote = TemporalEngine.to(server.client()).project("many").queue("many").build()) {
            for (int round = 0; round < 2; round++) {
                long begun = System.nanoTime();
                Duration server0 = server.cpu();
                Duration own0 = own();
                RunResult result = Materializer.of(ShellProject.models(1000, 1000), remote).parallelism(Integer.getInteger("parallelism", 40)).run();
                System.out.printf("measured 1,000 calls of 200 ms over 20 slots: %.1f s, succeeded %s, load %s%n",
                        (System.nanoTime() - begun) / 1e9, result.succeeded(), load());
                if (!result.succeeded()) {
                    System.out.println(result.summary());
                }
                System.out.printf("measured processor time per call: server %.1f ms, driver and workers %.1f ms%n",
                        server.cpu().minus(server0).toMillis() / 1000.0, own().minus(own0).toMillis() / 1000.0);
            }
        }
        workers.forEach(RockyWorker::close);
    }

    static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String load() {
        try {
            return Arrays.toString(Files.readString(Path.of("/proc/loadavg")).split(" ", 4));
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static EngineReply slept(RunRequest request, long millis) {
        try {
            Thread.sleep(millis);
            return TestEngine.built(request);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
