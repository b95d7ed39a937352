package dev.rockyjava.stress;

import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.cli.CliEngineBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A project whose engine is a shell script. */
record ScriptedRocky(Path folder) {

    private static final Path PROGRAM = program();

    /**
     * Builds models as {@link FileEngine} does, in a process of its own. It takes some time before and after the work, so that a
     * kill may come at any moment of it.
     */
    static final String BUILDS_MODELS = """
            case "$*" in *history*)
              echo "{\\"command\\":\\"history\\",\\"runs\\":[$(paste -sd, history)]}"; exit 0;;
            esac
            while [ $# -gt 0 ]; do [ "$1" = --model ] && model=$2; shift; done
            sleep 0.02
            case "$model" in
              m1|m4|m7)
                echo "$model" >> rows
                sleep 0.02
                echo "{\\"run_id\\":\\"x\\",\\"submission_id\\":\\"$ROCKY_SUBMISSION_ID\\",\\"status\\":\\"Success\\",\\
            \\"models\\":[{\\"model_name\\":\\"$model\\",\\"status\\":\\"success\\"}]}" >> history;;
              *) echo "$model" >> tables;;
            esac
            sleep 0.02
            echo "{\\"version\\":\\"1.71.0\\",\\"command\\":\\"run\\",\\"status\\":\\"Success\\",\\
            \\"materializations\\":[{\\"asset_key\\":[\\"$model\\"]}]}"
            """;

    static ScriptedRocky in(Path folder, String script) throws IOException {
        Files.writeString(folder.resolve("rocky.toml"), "");
        Files.writeString(folder.resolve("state.redb"), ""); // or nobody asks for a history
        Files.writeString(folder.resolve("history"), "");
        Files.writeString(folder.resolve("script"), script);
        return new ScriptedRocky(folder);
    }

    /**
     * Writes the program, which executes its project's script, and returns it. It is never replaced: while one thread writes a
     * program, another one's child may have it open too, and it then can't be executed.
     */
    private static Path program() {
        try {
            Path program = Files.createTempFile("stress", ".sh");
            Files.writeString(program, "#!/bin/sh\n[ \"$1\" = --version ] && { echo 'rocky 1.71.0'; exit 0; }\n. ./script\n");
            program.toFile().deleteOnExit();
            if (!program.toFile().setExecutable(true)) {
                throw new IllegalStateException("can't make " + program + " executable");
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CliEngineBuilder engine() {
        return CliEngine.forProject(folder.resolve("rocky.toml"))
                .binary(PROGRAM)
                .engineState(folder.resolve("state.redb"))
                .gracePeriod(Duration.ofMillis(300));
    }

    List<String> lines(String file) {
        return new FileEngine(folder).lines(file);
    }
}
