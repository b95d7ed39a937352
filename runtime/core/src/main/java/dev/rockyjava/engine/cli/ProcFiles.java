package dev.rockyjava.engine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Linux tells in {@code /proc} and {@link ProcessHandle} doesn't: the session of a process, and whether it is dead. */
final class ProcFiles {

    private static final Path PROC = Path.of("/proc");

    private record Stat(char state, long session) {}

    private ProcFiles() {}

    static boolean available() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** Every process of a session, also those whose parent has ended. */
    static List<ProcessHandle> ofSession(long session) {
        List<ProcessHandle> members = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path folder : folders) {
                if (stat(folder).filter(stat -> stat.session() == session).isPresent()) {
                    ProcessHandle.of(Long.parseLong(folder.getFileName().toString())).ifPresent(members::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Then the descendants are all that is known.
        }
        return members;
    }

    /** Whether it has ended and only its entry is left. In a container nobody may ever clear that away. */
    static boolean isZombie(long pid) {
        return stat(PROC.resolve(Long.toString(pid)))
                .filter(stat -> stat.state() == 'Z' || stat.state() == 'X')
                .isPresent();
    }

    // "pid (name) state parent group session …"; the name may itself hold blanks and brackets.
    private static Optional<Stat> stat(Path folder) {
        try {
            String text = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", 5);
            return Optional.of(new Stat(fields[0].charAt(0), Long.parseLong(fields[3])));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
