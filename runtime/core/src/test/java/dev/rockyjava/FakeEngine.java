package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project whose {@code binary_path} is a shell script of the test's own. */
record FakeEngine(Path project) {

    static final String DAG = "echo '{\"command\":\"dag\",\"nodes\":[{\"id\":\"seed:a\",\"kind\":\"seed\","
            + "\"label\":\"a\"}]}'";

    FakeEngine {
        write(project, "rocky.toml", "");
    }

    FakeEngine toml(String toml) {
        write(project, "rocky.toml", toml);
        return this;
    }

    /** Tells version 1.71.0, and else executes this. */
    FakeEngine answering(String script) {
        return program("[ \"$1\" = --version ] && { echo 'rocky 1.71.0'; exit 0; }\n" + script);
    }

    FakeEngine program(String script) {
        Path program = write(project, "fake-rocky", "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return this;
    }

    /** A component in DAG mode. */
    RockyComponent component(Object... attributes) {
        ComponentConfig.Builder config = ComponentConfig.builder()
                .set(Attribute.DAG_MODE, true)
                .set(Attribute.BINARY_PATH, "./fake-rocky");
        for (int i = 0; i < attributes.length; i += 2) {
            config.set((Attribute) attributes[i], attributes[i + 1]);
        }
        return RockyComponent.of(config.build(), project);
    }

    private static Path write(Path project, String name, String text) {
        try {
            return Files.writeString(project.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
