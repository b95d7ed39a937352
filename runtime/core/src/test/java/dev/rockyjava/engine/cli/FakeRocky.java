package dev.rockyjava.engine.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A project with a program that answers as a test says. It proves how the driver behaves, and nothing about the real
 * engine.
 */
final class FakeRocky {

    static final String RUN_DOCUMENT = "{\"version\":\"1.71.0\",\"command\":\"run\",\"status\":\"Success\"}";

    private final Path project;

    /** A project without pipelines and without a database. */
    FakeRocky(Path project) {
        this.project = project;
        write("rocky.toml", "");
    }

    Path file(String name) {
        return project.resolve(name);
    }

    FakeRocky config(String... lines) {
        write("rocky.toml", lines);
        return this;
    }

    /** An engine whose program tells version 1.71.0, and else executes this shell script. */
    CliEngineBuilder answering(String... script) {
        return withProgram("[ \"$1\" = --version ] && { echo 'rocky 1.71.0'; exit 0; }\n" + String.join("\n", script));
    }

    /** An engine whose program is this shell script. */
    CliEngineBuilder withProgram(String... script) {
        Path program = write("fake-rocky", "#!/bin/sh\n" + String.join("\n", script));
        if (!program.toFile().setExecutable(true)) {
            throw new IllegalStateException("can't make " + program + " executable");
        }
        return CliEngine.forProject(file("rocky.toml")).binary(program);
    }

    Path write(String name, String... lines) {
        try {
            Path file = file(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
