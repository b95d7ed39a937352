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

/** What Linux tells in {@code /proc} and {@link ProcessHandle} doesn't: the session of a process, and whether it is dead. */
final class ProcFiles {

    private static final Path PROC = Path.of("/proc");

    /** Bytes: the kernel's names have 64 at most, and some fifty numbers follow, of which the first are of interest. */
    private static final int LONGEST_STAT = 512;

    /** Numbers that are tried one by one rather than listing those that there are. */
    private static final int MOST_TRIED = 1000;

    /** Looks that may find nothing while others start processes all the time. */
    private static final int MOST_LOOKS = 20;

    /**
     * @param started in the kernel's ticks since the machine was started
     */
    private record Stat(char state, long session, long started) {}

    private ProcFiles() {}

    static boolean available() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** When a process was started, in the kernel's ticks; empty if it has been cleared away. */
    static OptionalLong started(long pid) {
        return stat(pid).map(stat -> OptionalLong.of(stat.started())).orElse(OptionalLong.empty());
    }

    /**
     * Every process that a program has started and that runs, also one whose parent has ended or that has taken a
     * session of its own. Only of this user.
     *
     * @param leader the program's process, which leads a session if anything belongs to that
     * @param started when that was started, in the kernel's ticks, if known
     * @param mark what is in the environment of all of it and of nothing else, as {@code NAME=value}
     * @param young whether it was started so short a time ago that no number can have been given out twice since
     */
    static List<ProcessHandle> ofProgram(long leader, OptionalLong started, String mark, boolean young) {
        for (int look = 1; ; look++) {
            long newest = newest();
            List<ProcessHandle> found = lookFor(leader, started, mark, young);
            // One that was started meanwhile, by one that has ended meanwhile, would be in neither list.
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

    // Numbers are given out upwards, and then again from the lowest free one. After a call of the engine it is a handful;
    // of all processes there may be hundreds.
    private static long[] since(long first) {
        long last = newest();
        return last >= first && last - first < MOST_TRIED ? LongStream.rangeClosed(first, last).toArray() : numbers();
    }

    /** Of all processes of the machine. */
    static long[] numbers() {
        String[] names = PROC.toFile().list(); // java.nio takes several times as long
        return names == null
                ? new long[0]
                : Arrays.stream(names)
                        .filter(name -> Character.isDigit(name.charAt(0)))
                        .mapToLong(Long::parseLong)
                        .toArray();
    }

    /** The number that was given out last; -1 if it isn't known. */
    private static long newest() {
        try {
            String text = Files.readString(PROC.resolve("loadavg")).strip();
            return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    /** What a process was started with in its environment under a name; empty if nothing, or if it isn't this user's. */
    static Optional<String> variable(long pid, String name) {
        String environment = environment(pid);
        int at = environment.indexOf("\0" + name + "=");
        int from = at + name.length() + 2;
        int end = environment.indexOf('\0', from);
        return at < 0 || end < 0 ? Optional.empty() : Optional.of(environment.substring(from, end));
    }

    /** The folder that a process works in; empty if it isn't this user's. */
    static Optional<Path> directory(long pid) {
        return link(pid, "cwd");
    }

    /** Whether a process is known by the same number to itself. */
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

    /** Whether a process leads its session. */
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
            return ""; // it has ended, or is somebody else's
        }
    }

    /** Whether it has ended and only its entry is left. In a container nobody may ever clear that away. */
    static boolean isZombie(long pid) {
        return stat(pid)
                .filter(stat -> stat.state() == 'Z' || stat.state() == 'X')
                .isPresent();
    }

    // "pid (name) state parent group session …", the start as the 22nd; the name may itself hold blanks and brackets.
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
