package dev.rockyjava.stress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A program in a JVM of its own, whose output is read line by line. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
                "-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Ends this JVM if any of its threads fails. */
    static void endOnFailure() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            thrown.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
    }

    Process process() {
        return process;
    }

    /** Reads the output up to a line. */
    void await(Predicate<String> line) throws IOException {
        for (String read = output.readLine(); read != null; read = output.readLine()) {
            lines.add(read);
            if (line.test(read)) {
                return;
            }
        }
        throw new AssertionError("the program has ended: " + lines);
    }

    /** Kills the program and returns all that it has printed. */
    List<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // unlike the process, it doesn't close the output
        return end();
    }

    /** Waits for the program's end and returns all that it has printed. */
    List<String> end() throws IOException, InterruptedException {
        output.lines().forEach(lines::add);
        process.waitFor();
        return lines;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
