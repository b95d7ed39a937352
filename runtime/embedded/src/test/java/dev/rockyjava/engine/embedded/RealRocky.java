package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.internal.document.EngineDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The binary on the PATH, started the plain way. */
final class RealRocky {

    private final Path directory;

    RealRocky(Path directory) {
        this.directory = directory;
    }

    /** @param document empty when it printed none */
    record Answer(int exitCode, Optional<EngineDocument> document, String stderr) {}

    static boolean isOnPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "rocky")));
    }

    Answer run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("rocky", "-c", "rocky.toml", "--state-path", ".rocky-state.redb", "--output", "json"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("rocky", ".out");
        Path err = Files.createTempFile("rocky", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("ROCKY_TRACE_DISABLE", "1");
            builder.environment().put("GREETING", "hi");
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " didn't end");
            }
            String stdout = Files.readString(out, StandardCharsets.UTF_8).strip();
            return new Answer(
                    process.exitValue(),
                    stdout.isEmpty() ? Optional.empty() : Optional.of(EngineDocuments.parse(stdout)),
                    Files.readString(err, StandardCharsets.UTF_8).replaceAll("(?s)Stack backtrace:.*", ""));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
