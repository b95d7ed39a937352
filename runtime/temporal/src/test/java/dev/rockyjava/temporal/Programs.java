package dev.rockyjava.temporal;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import io.temporal.client.WorkflowClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Programs of their own, which tests kill. */
final class Programs {

    private Programs() {}

    /** Serves the queue of a {@link ShellProject}: address, folder, name, slots, and its queue unless it is the usual one. */
    static final class WorkerProgram {

        private WorkerProgram() {}

        public static void main(String... args) {
            WorkflowClient client = WorkflowClient.newInstance(RealServer.connected(args[0]));
            ShellProject project = new ShellProject(Path.of(args[1]));
            RockyWorker worker = RockyWorker.of(client, project.engines(args[2]))
                    .queue(args.length > 4 ? args[4] : "warehouse").slots(Integer.parseInt(args[3])).start();
            System.out.println("ready");
            worker.awaitEnd();
        }
    }

    /** Runs, or goes on with a run: address, folder, id, {@code run}, {@code resume} or {@code again}. */
    static final class DriverProgram {

        private DriverProgram() {}

        public static void main(String... args) {
            WorkflowClient client = WorkflowClient.newInstance(RealServer.connected(args[0]));
            Definitions definitions = ShellProject.models(400, 40);
            try (TemporalEngine engine = TemporalEngine.to(client).project("shell").queue("warehouse")
                    .lostAfter(Duration.ofSeconds(4)).lease(Duration.ofSeconds(2)).build()) {
                Materializer materializer = Materializer.of(definitions, engine)
                        .parallelism(40).waitForOtherRuns(Duration.ofMinutes(1));
                if (!args[3].equals("again")) {
                    materializer = materializer.journal(Path.of(args[1]).resolve("journal"));
                }
                System.out.println("ready");
                RunResult result = args[3].equals("resume")
                        ? materializer.resume(args[2])
                        : materializer.runId(args[2]).run();
                result.outcomes().values().forEach(outcome -> System.out.println(
                        outcome.key() + " " + outcome.status() + " " + outcome.reason().orElse("").replace("\n", " ")));
            }
            System.exit(0);
        }
    }

    static Process start(Class<?> program, Path output, String... args) {
        return start(Map.of(), program, output, args);
    }

    static Process start(Map<String, String> environment, Class<?> program, Path output, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).replace(",", File.pathSeparator),
                program.getName()));
        command.addAll(Arrays.asList(args));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
