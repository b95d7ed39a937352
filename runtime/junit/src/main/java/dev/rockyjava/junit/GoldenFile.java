package dev.rockyjava.junit;

import dev.rockyjava.internal.file.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text table in a file, written on request only. */
final class GoldenFile {

    private static final String PROPERTY = "rocky.junit.golden";
    private static final String UPDATE = "update";

    /** What a test is started with to write files. */
    static final String SWITCH = PROPERTY + "=" + UPDATE;

    private GoldenFile() {}

    static boolean isUpdated() {
        return UPDATE.equals(System.getProperty(PROPERTY));
    }

    static Optional<Rows> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Rows.table(RegularFile.text(file)));
        } catch (IOException e) {
            throw new SandboxException("can't read " + file.toAbsolutePath() + ": " + e, e);
        }
    }

    /** Writes rows in the order of their texts, so that a file changes only where rows do. */
    static void write(Path file, Rows rows) {
        List<String> lines = new ArrayList<>(rows.toString().lines().toList());
        lines.subList(1, lines.size()).sort(null);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SandboxException("can't write " + file.toAbsolutePath() + ": " + e, e);
        }
    }
}
