package dev.rockyjava.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which processes hold a lock on a file. Read from the system's list: to try the lock would disturb whoever wants it, and
 * the engine state's kind of lock can't be seen from Java at all.
 */
public final class FileLocks {

    private static final Path LIST = Path.of("/proc/locks");

    private FileLocks() {}

    /**
     * The processes, each with its id and name; empty where the system has no such list.
     *
     * @param file there or not
     */
    public static Optional<List<String>> holders(Path file) {
        try {
            List<String> lines = Files.readAllLines(LIST);
            if (!Files.exists(file)) {
                return Optional.of(List.of());
            }
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            List<String> holders = new ArrayList<>();
            for (String line : lines) {
                // 1: FLOCK  ADVISORY  WRITE 1234 08:01:5678 0 EOF; one that waits has "->" in place of the kind.
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
