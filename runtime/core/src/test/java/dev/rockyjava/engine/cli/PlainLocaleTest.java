package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A JVM in the locale C, as a container without LANG is, whose own encoding is ASCII (invariant 12). */
@DisabledOnOs(OS.WINDOWS)
class PlainLocaleTest {

    private static final String NOT_ASCII = "gr\u00f6\u00dfe";

    @TempDir
    Path folder;

    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            CliEngine engine = CliEngine.forProject(Path.of(arguments[0])).binary(Path.of(arguments[1])).build();
            try {
                engine.run(new RunRequest.Model(NOT_ASCII, "marts", PartitionChoice.DEFAULT));
                System.out.println("it ran");
            } catch (UnsupportedByEngineException e) {
                System.out.println(e.getMessage());
            }
            engine.run(new RunRequest.Load("files"));
        }
    }

    @Test
    void variablesAreHandedOnByteForByteAndNoArgumentIsHandedOnInPart() throws Exception {
        FakeRocky fake = new FakeRocky(folder).config("[pipeline.marts]", "type = \"transformation\"");
        assertThat(fake.answering("printf %s \"$SECRET\" > secret; echo \"$*\" >> argv", "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                        .build())
                .isNotNull();
        Process program = new ProcessBuilder(
                        "sh", "-c", "export LC_ALL=C SECRET=$(printf 'gr\\303\\266\\303\\237e'); exec \"$@\"", "sh",
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        fake.file("rocky.toml").toString(),
                        fake.file("fake-rocky").toString())
                .redirectErrorStream(true)
                .redirectOutput(fake.file("output").toFile())
                .start();

        assertThat(program.waitFor()).as(Files.readString(fake.file("output"))).isZero();
        assertThat(Files.readString(fake.file("secret"))).isEqualTo(NOT_ASCII);
        assertThat(fake.lines("argv")).singleElement().asString().contains("--pipeline files");
        assertThat(Files.readString(fake.file("output"))).contains("argument gr").contains("LC_ALL=C.UTF-8");
    }
}
