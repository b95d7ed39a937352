package dev.rockyjava.engine.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Reads from Linux's {@code /proc} what {@link ProcessHandle} doesn't provide: the session of a process, and whether
 * it is dead.
 */
final class ProcFiles {

    private static final Path PROC = Path.of("/proc");

    /**
     * Bytes: the kernel's process names have at most 64, followed by some fifty numbers, of which only the first
     * matter.
     */
    private static final int LONGEST_STAT = 512;

    /** Maximum number of pids to try one by one instead of listing the existing ones. */
    private static final int MOST_TRIED = 1000;

    /** Maximum number of attempts that may find nothing while other programs keep starting processes. */
    private static final int MOST_LOOKS = 20;

    /** @param started start time in the kernel's ticks since boot */
    private record Stat(char state, long session, long started) {}

    private ProcFiles() {}

    static boolean available() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** Returns the start time of a process in the kernel's ticks; empty if its entry is gone. */
    static OptionalLong started(long pid) {
        return stat(pid).map(stat -> OptionalLong.of(stat.started())).orElse(OptionalLong.empty());
    }

    /**
     * Returns every running process that a program has started, even if its parent has ended or if it runs in a
     * session of its own. Limited to processes of this user.
     *
     * @param leader the program's process, which leads a session if any process belongs to that session
     * @param started the program's start time in the kernel's ticks, if known
     * @param mark a {@code NAME=value} that is in the environment of all its processes and of no other process
     * @param young whether it was started so recently that no pid can have been reused since
     */
    static List<ProcessHandle> ofProgram(long leader, OptionalLong started, String mark, boolean young) {
        for (int look = 1; ; look++) {
            long newest = newest();
            List<ProcessHandle> found = lookFor(leader, started, mark, young);
            // A process started in the meantime, by one that ended in the meantime, would be in neither list.
            if (!found.isEmpty() || newest == newest() || look == MOST_LOOKS) {
                return found;
            }
        }
    }

    private static List<ProcessHandle> lookFor(long leader, OptionalLong started, String mark, boolean young) {
        List<ProcessHandle> members = new ArrayList<>();
        for (long pid : young ? since(leader) : numbers()) {
            Optional<Stat> stat = stat(pid).filter(found -> found.state() != 'Z' && found.state() != 'X');
            if (stat.filter(found -> found.session() == leader
                            || found.started() >= started.orElse(0) && hasVariable(pid, mark))
                    .isPresent()) {
                ProcessHandle.of(pid).ifPresent(members::add);
            }
        }
        return members;
    }

    // Pids are assigned in ascending order, and then again from the lowest free one. After a call of the engine there
    // are only a handful of new ones; in total there may be hundreds of processes.
    private static long[] since(long first) {
        long last = newest();
        return last >= first && last - first < MOST_TRIED ? LongStream.rangeClosed(first, last).toArray() : numbers();
    }

    /** Returns the pids of all processes of the machine. */
    static long[] numbers() {
        String[] names = PROC.toFile().list(); // java.nio takes several times as long
        return names == null
                ? new long[0]
                : Arrays.stream(names)
                        .filter(name -> Character.isDigit(name.charAt(0)))
                        .mapToLong(Long::parseLong)
                        .toArray();
    }

    /** Returns the pid assigned most recently; -1 if unknown. */
    private static long newest() {
        try {
            String text = Files.readString(PROC.resolve("loadavg")).strip();
            return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    /**
     * Returns the value that an environment variable had when the process was started; empty if it had none, or if
     * the process isn't this user's.
     */
    static Optional<String> variable(long pid, String name) {
        String environment = environment(pid);
        int at = environment.indexOf("\0" + name + "=");
        int from = at + name.length() + 2;
        int end = environment.indexOf('\0', from);
        return at < 0 || end < 0 ? Optional.empty() : Optional.of(environment.substring(from, end));
    }

    /** Returns the working directory of a process; empty if the process isn't this user's. */
    static Optional<Path> directory(long pid) {
        return link(pid, "cwd");
    }

    /** Returns whether a process is in this process's pid namespace, and so has the same pid there. */
    static boolean isOfThisNamespace(long pid) {
        return link(pid, "ns/pid").equals(link(ProcessHandle.current().pid(), "ns/pid"));
    }

    private static Optional<Path> link(long pid, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(PROC.resolve(pid + "/" + name)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns whether a process leads its session. */
    static boolean leads(long pid) {
        return stat(pid).filter(stat -> stat.session() == pid).isPresent();
    }

    private static boolean hasVariable(long pid, String variable) {
        return environment(pid).contains("\0" + variable + "\0");
    }

    private static String environment(long pid) {
        try (FileInputStream file = new FileInputStream("/proc/" + pid + "/environ")) {
            return "\0" + new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // the process has ended, or belongs to another user
        }
    }

    /** Returns whether the process has ended and only its entry is left. In a container it may never be reaped. */
    static boolean isZombie(long pid) {
        return stat(pid)
                .filter(stat -> stat.state() == 'Z' || stat.state() == 'X')
                .isPresent();
    }

    // "pid (name) state parent group session …", with the start time in field 22; the name itself may contain blanks
    // and brackets.
    private static Optional<Stat> stat(long pid) {
        byte[] bytes = new byte[LONGEST_STAT];
        try (FileInputStream file = new FileInputStream("/proc/" + pid + "/stat")) {
            int length = file.read(bytes);
            String text = new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", 21);
            return Optional.of(
                    new Stat(fields[0].charAt(0), Long.parseLong(fields[3]), Long.parseLong(fields[19])));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
