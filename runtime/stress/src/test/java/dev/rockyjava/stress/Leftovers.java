package dev.rockyjava.stress;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What may be left behind: processes, threads, file handles, temporary files. Of Linux. */
final class Leftovers {

    private static final Path PROC = Path.of("/proc");

    private Leftovers() {}

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** Returns the processes that have a folder as their working directory, dead ones left out. */
    static List<ProcessHandle> processesIn(Path folder) throws IOException {
        Path real = folder.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> real.equals(link(PROC.resolve(process.pid() + "/cwd"))))
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie(process.pid()))
                .toList();
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            return true; // it has ended
        }
    }

    /** Returns what this JVM's file handles are open on, but for its own jars and modules. */
    static List<String> handles() throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> handles = Files.list(PROC.resolve("self/fd"))) {
            for (Path handle : (Iterable<Path>) handles::iterator) {
                String target = String.valueOf(link(handle));
                if (!target.endsWith(".jar") && !target.endsWith("/modules") && !target.contains("/proc/")) {
                    open.add(target.replaceAll("\\d+", "N"));
                }
            }
        }
        return open;
    }

    private static Path link(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return Path.of(""); // it has ended
        }
    }

    /** Returns the names of the engine's threads. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("rocky-"))
                .toList();
    }

    static List<Path> temporaryFilesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }
}
