package dev.rockyjava.temporal;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import io.temporal.client.WorkflowClient;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulates a large run on one machine: many workers, in a JVM of their own, whose engines answer at once. Prints what the
 * driver needs, and what the server stores. Run it with {@code temporal} on the PATH; arguments: assets, workers.
 */
final class Simulated {

    private static final int SLOTS = 4;

    private Simulated() {}

    /** Workers with engines that do nothing: address, number. */
    static final class Workers {

        private Workers() {}

        public static void main(String... args) {
            WorkflowClient client = WorkflowClient.newInstance(RealServer.connected(args[0]));
            List<RockyWorker> workers = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                workers.add(RockyWorker.of(client, new TestEngine()).queue("many").slots(SLOTS).start());
            }
            System.out.println("ready");
            workers.get(0).awaitEnd();
        }
    }

    public static void main(String... args) throws Exception {
        int assets = Integer.parseInt(args[0]);
        int workers = Integer.parseInt(args[1]);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Path folder = Files.createTempDirectory("simulated");
        try (RealServer server = RealServer.start(folder)) {
            TestEngine local = new TestEngine();
            long alone = System.nanoTime();
            Materializer.of(ShellProject.models(assets, 0), local).parallelism(workers * SLOTS).run();
            System.out.printf("scheduler alone: %,d assets in %.1f s%n", assets, (System.nanoTime() - alone) / 1e9);
            WorkflowClient client = server.client();
            Path database = folder.resolve("temporal.db");
            Process program = Programs.start(Workers.class, folder.resolve("workers"), server.address(), args[1]);
            try (TemporalEngine engine = TemporalEngine.to(client).project("many").queue("many").build()) {
                long before = Files.size(database);
                long begun = System.nanoTime();
                Duration cpu = Measured.own();
                Duration ofServer = server.cpu();
                threads.resetPeakThreadCount();
                RunResult result = Materializer.of(ShellProject.models(assets, 0), engine).parallelism(workers * SLOTS).run();
                double seconds = (System.nanoTime() - begun) / 1e9;
                System.gc();
                System.out.printf("JDK %s: %,d assets on %d workers of %d slots in %.1f s, %.1f a second, succeeded %s%n",
                        Runtime.version(), assets, workers, SLOTS, seconds, assets / seconds, result.succeeded());
                System.out.printf("driver: at most %d platform threads, %d MB after the run, %.1f ms of processor time per call; server %.1f ms%n",
                        threads.getPeakThreadCount(),
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                        Measured.own().minus(cpu).toMillis() / (double) assets,
                        server.cpu().minus(ofServer).toMillis() / (double) assets);
                System.out.printf("database: %.1f KB per call%n", (Files.size(database) - before) / 1024.0 / assets);
                client.listExecutions("WorkflowType = 'rocky-call'").limit(1).forEach(call -> System.out.println(
                        "history of one: " + call.getWorkflowExecutionInfo().getHistoryLength() + " events, "
                                + call.getWorkflowExecutionInfo().getHistorySizeBytes() + " bytes"));
            } finally {
                program.destroyForcibly().waitFor();
            }
        }
        System.exit(0);
    }
}
