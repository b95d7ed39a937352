package dev.rockyjava.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the processes that hold a lock on a file. It reads the system's list of locks: trying the lock would disturb
 * a process that wants it, and Java can't see the kind of lock on the engine state at all.
 */
public final class FileLocks {

    private static final Path LIST = Path.of("/proc/locks");

    private FileLocks() {}

    /**
     * Returns the processes that hold a lock, each with its id and name; empty if the system has no list of locks.
     *
     * @param file a file; need not exist
     */
    public static Optional<List<String>> holders(Path file) {
        try {
            if (!Files.exists(file) && Files.exists(LIST)) {
                return Optional.of(List.of()); // to read the list takes ten milliseconds in the kernel
            }
            List<String> lines = Files.readAllLines(LIST);
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            List<String> holders = new ArrayList<>();
            for (String line : lines) {
                // 1: FLOCK  ADVISORY  WRITE 1234 08:01:5678 0 EOF; for a waiting process, "->" precedes the kind.
                String[] fields = line.trim().split("\\s+");
                if (fields.length > 5 && !fields[1].equals("->") && fields[5].endsWith(inode)) {
                    holders.add("process " + fields[4] + name(fields[4]));
                }
            }
            return Optional.of(holders.stream().distinct().toList());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String name(String process) {
        try {
            return " (" + Files.readString(Path.of("/proc", process, "comm")).strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
