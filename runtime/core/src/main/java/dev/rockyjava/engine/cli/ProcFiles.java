package dev.rockyjava.engine.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Linux tells in {@code /proc} and {@link ProcessHandle} doesn't: the session of a process, and whether it is dead. */
final class ProcFiles {

    private static final Path PROC = Path.of("/proc");

    /** Bytes: the kernel's names have 64 at most, and some fifty numbers follow, of which the first are of interest. */
    private static final int LONGEST_STAT = 512;

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
        // Numbers are given out upwards, and then again from the lowest free one.
        long lowest = young && newest() >= session ? session : 0;
        String[] names = PROC.toFile().list();
        // It is done after each call of the engine, and there may be hundreds: java.nio takes several times as long.
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))
                    && Long.parseLong(name) >= lowest
                    && stat(name).filter(stat -> stat.session() == session).isPresent()) {
                ProcessHandle.of(Long.parseLong(name)).ifPresent(members::add);
            }
        }
        return members;
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
        String[] names = PROC.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0)) && environment(name).contains(wanted)) {
                ProcessHandle.of(Long.parseLong(name)).ifPresent(members::add);
            }
        }
        return members;
    }

    private static String environment(String pid) {
        try (FileInputStream file = new FileInputStream("/proc/" + pid + "/environ")) {
            return "\0" + new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended, or is somebody else's
        }
    }

    /** Whether it has ended and only its entry is left. In a container nobody may ever clear that away. */
    static boolean isZombie(long pid) {
        return stat(Long.toString(pid))
                .filter(stat -> stat.state() == 'Z' || stat.state() == 'X')
                .isPresent();
    }

    // "pid (name) state parent group session …"; the name may itself hold blanks and brackets.
    private static Optional<Stat> stat(String pid) {
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
