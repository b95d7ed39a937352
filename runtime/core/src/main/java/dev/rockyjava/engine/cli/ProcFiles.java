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
import java.util.stream.LongStream;

/** What Linux tells in {@code /proc} and {@link ProcessHandle} doesn't: the session of a process, and whether it is dead. */
final class ProcFiles {

    private static final Path PROC = Path.of("/proc");

    /** Bytes: the kernel's names have 64 at most, and some fifty numbers follow, of which the first are of interest. */
    private static final int LONGEST_STAT = 512;

    /** Numbers that are tried one by one rather than listing those that there are. */
    private static final int MOST_TRIED = 1000;

    private record Stat(char state, long session) {}

    private ProcFiles() {}

    static boolean available() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /**
     * Every process of a session, also those whose parent has ended.
     *
     * @param young whether the session began so short a time ago that no number can have been given out twice since
     */
    static List<ProcessHandle> ofSession(long session, boolean young) {
        List<ProcessHandle> members = new ArrayList<>();
        for (long pid : young ? since(session) : numbers()) {
            if (stat(pid).filter(stat -> stat.session() == session).isPresent()) {
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
    private static long[] numbers() {
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

    /** Every process that was started with this in its environment, as {@code NAME=value}; only of this user. */
    static List<ProcessHandle> ofEnvironment(String variable) {
        String wanted = "\0" + variable + "\0";
        List<ProcessHandle> members = new ArrayList<>();
        for (long pid : numbers()) {
            if (environment(pid).contains(wanted)) {
                ProcessHandle.of(pid).ifPresent(members::add);
            }
        }
        return members;
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

    // "pid (name) state parent group session …"; the name may itself hold blanks and brackets.
    private static Optional<Stat> stat(long pid) {
        byte[] bytes = new byte[LONGEST_STAT];
        try (FileInputStream file = new FileInputStream("/proc/" + pid + "/stat")) {
            int length = file.read(bytes);
            String text = new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", 5);
            return Optional.of(new Stat(fields[0].charAt(0), Long.parseLong(fields[3])));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
