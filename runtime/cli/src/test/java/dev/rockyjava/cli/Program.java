package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The command line as a process: what it prints is in the files out and err of the project. */
record Program(FakeProject project) {

    Process start(String... arguments) throws IOException {
        return builder(arguments).start();
    }

    /** One that is not yet started. */
    ProcessBuilder builder(String... arguments) {
        List<String> all = new ArrayList<>(List.of(project.folder().toString()));
        all.addAll(List.of(arguments));
        return builder(RockyCli.class, "--project", all);
    }

    /** The command line of an application. */
    Process application(String... arguments) throws IOException {
        return builder(Application.class, project.folder().toString(), List.of(arguments)).start();
    }

    /** Another program. */
    ProcessBuilder builder(Class<?> program, String argument) {
        return builder(program, argument, List.of());
    }

    private ProcessBuilder builder(Class<?> program, String first, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName(),
                first));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(project.file("out").toFile())
                .redirectError(project.file("err").toFile());
    }

    /** The process that a fake engine has written to engine.pid. */
    long engineOf(Process run) throws InterruptedException {
        while (!Files.exists(project.file("engine.pid")) && run.isAlive()) {
            run.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return Long.parseLong(project.read("engine.pid").strip());
    }

    static void kill(String signal, long process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process)).inheritIO().start().waitFor()).isZero();
    }

    /** Returns whether this process ignores a signal, and so what it starts: SIGHUP under nohup, SIGINT in the background. */
    static boolean ignores(String signal) throws IOException {
        Map<String, Integer> numbers = Map.of("HUP", 1, "INT", 2, "TERM", 15);
        long bit = 1L << (Objects.requireNonNull(numbers.get(signal)) - 1);
        Path status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & bit) != 0);
    }

    static int ended(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }
}
