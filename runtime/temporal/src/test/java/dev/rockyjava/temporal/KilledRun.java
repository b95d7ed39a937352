package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A run of 400 assets over three workers, of which the driver and a worker are killed at a random moment. */
final class KilledRun {

    private final Path folder;
    private final int round;
    private final Random random;

    KilledRun(Path parent, int round) throws Exception {
        this.folder = Files.createDirectory(parent.resolve("round-" + round));
        this.round = round;
        this.random = new Random(round);
    }

    void execute() throws Exception {
        ShellProject project = ShellProject.create(folder, "0.1");
        String id = "20260408-0130002%02d-k3x9ab".formatted(round);
        List<Process> programs = new ArrayList<>();
        try (RealServer server = RealServer.start(folder)) {
            for (int i = 0; i < 3; i++) {
                programs.add(Programs.start(
                        Programs.WorkerProgram.class, folder.resolve("worker-" + i), server.address(), folder.toString(), "w" + i, "4"));
            }
            Process driver = Programs.start(
                    Programs.DriverProgram.class, folder.resolve("driver-1"), server.address(), folder.toString(), id, "run");
            programs.add(driver);
            int kill = 1 + random.nextInt(380);
            while (project.lines("executions").size() < kill && driver.isAlive()) {
                Thread.sleep(10);
            }
            driver.destroyForcibly();
            if (random.nextBoolean()) {
                Thread.sleep(random.nextInt(300));
            }
            programs.get(random.nextInt(3)).destroyForcibly();
            boolean journal = round % 2 == 0;
            Process second = Programs.start(
                    Programs.DriverProgram.class, folder.resolve("driver-2"), server.address(), folder.toString(), id,
                    journal ? "resume" : "again");
            programs.add(second);
            assertThat(second.waitFor(5, TimeUnit.MINUTES)).as("the second driver ends").isTrue();
            String output = Files.readString(folder.resolve("driver-2"));
            assertThat(second.exitValue()).as(output).isZero();
            check(project, journal ? ofJournal(id) : ofOutput(output), output, kill);
        } finally {
            programs.forEach(Process::destroyForcibly);
            for (Process program : programs) {
                program.waitFor();
            }
        }
    }

    private Map<String, String> ofJournal(String id) {
        RecordedRun run = RunHistory.read(folder.resolve("journal")).run(id).orElseThrow();
        return run.assets().stream().collect(Collectors.toMap(
                asset -> asset.key().toString(),
                asset -> asset.status().map(Object::toString).orElse("none") + " " + reason(asset)));
    }

    private static String reason(RecordedAsset asset) {
        return asset.reason().orElse("");
    }

    private static Map<String, String> ofOutput(String output) {
        return output.lines().filter(line -> line.matches("m\\d+ .*")).collect(Collectors.toMap(
                line -> line.substring(0, line.indexOf(' ')), line -> line.substring(line.indexOf(' ') + 1)));
    }

    private void check(ShellProject project, Map<String, String> recorded, String output, int kill) throws Exception {
        Map<String, Integer> executions = new HashMap<>();
        project.lines("executions").stream().filter(line -> !line.isEmpty()).forEach(line -> executions.merge(line, 1, Integer::sum));
        assertThat(recorded).as(output).hasSize(400);
        Set<String> unknown = recorded.entrySet().stream()
                .filter(asset -> !asset.getValue().startsWith("MATERIALIZED"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        int repeated = executions.values().stream().mapToInt(times -> times - 1).sum();
        System.out.println("round " + round + ": killed after " + kill + " of 400 calls, " + executions.size() + " assets executed, " + repeated
                + " executed again, unknown " + unknown);
        recorded.forEach((key, outcome) -> {
            boolean adds = Integer.parseInt(key.substring(1)) >= 360;
            if (adds) {
                assertThat(executions.getOrDefault(key, 0)).as(key + " adds rows: " + outcome).isLessThanOrEqualTo(1);
                assertThat(outcome).matches("MATERIALIZED.*|FAILED.*(unknown|may).*");
            } else {
                assertThat(outcome).as(key).startsWith("MATERIALIZED");
                assertThat(executions.getOrDefault(key, 0)).as(key).isPositive();
            }
        });
        while (!project.processes().isEmpty()) {
            Thread.sleep(50);
        }
    }
}
