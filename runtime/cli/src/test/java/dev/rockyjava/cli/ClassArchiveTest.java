package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Archives by a JVM that is a shell script; {@link InstallIT} has those of a real one. */
@DisabledOnOs(OS.WINDOWS)
class ClassArchiveTest {

    @TempDir
    Path folder;

    private Path bin;
    private Path program;
    private Path archive;

    @BeforeEach
    void writeTheProgram() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        program = Files.writeString(bin.resolve("rocky-java"), "program");
        archive = bin.resolve(".rocky-java.jsa");
    }

    @Test
    void twoInstallsAtOnceLeaveTheWholeArchiveOfOne() throws IOException {
        // Each writes a part, waits until the other one has done so, too, and writes the rest.
        Path java = java("""
                printf "$$ " >"$made"
                : >"$here/wrote.$$"
                until [ "$(ls "$here" | grep -c wrote)" = 2 ]; do sleep 0.02; done
                printf "$$ " >>"$made"
                """);
        List<CompletableFuture<Optional<String>>> installs = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new ClassArchive(java, program, archive).create(), // the common pool may have one thread only
                        install -> new Thread(install).start()))
                .toList();
        installs.forEach(install -> assertThat(install.join()).isEmpty());

        assertThat(Files.readString(archive)).matches("(\\d+) \\1 rocky-java");
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(Files.getLastModifiedTime(program));
        assertThat(bin.toFile().list()).containsExactlyInAnyOrder("rocky-java", ".rocky-java.jsa");
    }

    @Test
    void aProgramThatAnotherInstallReplacesMeanwhileDoesNotGetTheArchiveOfTheOldOne() throws IOException {
        Path java = java("""
                printf made >"$made"
                touch -t 202001010000 "$here/bin/rocky-java"
                """);
        assertThat(new ClassArchive(java, program, archive).create()).isEmpty();
        assertThat(bin.toFile().list()).containsExactly("rocky-java");
    }

    @Test
    void whatAJvmThatFailsHasWrittenIsDeleted() throws IOException {
        Path java = java("""
                printf made >"$made"
                echo no memory
                exit 3
                """);
        assertThat(new ClassArchive(java, program, archive).create()).hasValueSatisfying(
                why -> assertThat(why).endsWith("ended with status 3: no memory"));
        assertThat(bin.toFile().list()).containsExactly("rocky-java");
    }

    /** Returns a JVM with a script that writes the archive {@code $made}. */
    private Path java(String writesArchive) throws IOException {
        Path java = Files.writeString(folder.resolve("java"), """
                #!/bin/sh
                here='%s'
                for option; do
                  case "$option" in -XX:SharedArchiveFile=*) made="${option#*=}" ;; esac
                done
                [ -n "$made" ] || exit 0
                """.formatted(folder) + writesArchive);
        return Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
