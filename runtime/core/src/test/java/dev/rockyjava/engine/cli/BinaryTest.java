package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.EngineNotFoundException;
import dev.rockyjava.engine.EngineVersion;
import dev.rockyjava.engine.EngineVersionException;
import dev.rockyjava.engine.RunRequest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Finding the binary and asking for its version. */
@Timeout(60)
class BinaryTest {

    @TempDir
    Path folder;

    @Test
    void aMissingBinaryIsSaidWithWhereItWasLookedFor() {
        FakeRocky fake = new FakeRocky(folder);
        assertThatThrownBy(() -> CliEngine.forProject(fake.file("rocky.toml"))
                        .binary("no-such-rocky")
                        .build()
                        .run(new RunRequest.Load("files")))
                .isInstanceOf(EngineNotFoundException.class)
                .hasMessageStartingWith("there is no executable 'no-such-rocky' on the PATH; install rocky (https://")
                .rootCause() // shown with the stack trace, under --verbose
                .hasMessageContaining(System.getenv("PATH"));
        assertThatThrownBy(() -> CliEngine.forProject(fake.file("rocky.toml")).binary(folder.resolve("none")).build().info())
                .isInstanceOf(EngineNotFoundException.class)
                .hasMessageContaining(folder.resolve("none").toString());
    }

    @Test
    void aFolderOrAPlainFileIsNoBinary() {
        FakeRocky fake = new FakeRocky(folder);
        assertThatThrownBy(() -> CliEngine.forProject(fake.file("rocky.toml")).binary(folder).build().info())
                .isInstanceOf(EngineNotFoundException.class)
                .hasMessageContaining("is a folder");
        Path plain = fake.write("plain", "#!/bin/sh");
        assertThatThrownBy(() -> CliEngine.forProject(fake.file("rocky.toml")).binary(plain).build().info())
                .isInstanceOf(EngineNotFoundException.class)
                .hasMessageContaining("must not be executed");
    }

    @Test
    void aFileThatTheSystemCannotExecuteIsSaidSo() {
        FakeRocky fake = new FakeRocky(folder);
        Path broken = fake.write("broken", "#!/no/such/interpreter");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> CliEngine.forProject(fake.file("rocky.toml")).binary(broken).build().info())
                .isInstanceOf(EngineNotFoundException.class)
                .hasMessageContaining("broken");
        assertThatThrownBy(() -> CliEngine.forProject(fake.file("rocky.toml"))
                        .binary(broken)
                        .environment("PATH", folder.toString())
                        .build()
                        .info())
                .as("without a session program")
                .isInstanceOf(EngineNotFoundException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void theSearchPathLeavesOutFoldersPlainFilesAndRelativeEntries() throws Exception {
        Files.createDirectories(folder.resolve("a/rocky"));
        FakeRocky fake = new FakeRocky(folder);
        fake.write("b/rocky", "not executable");
        Path real = fake.write("c/rocky", "#!/bin/sh");
        assertThat(real.toFile().setExecutable(true)).isTrue();
        String path = String.join(
                File.pathSeparator, "", ".", "c", folder + "/a", folder + "/b", folder + "/none", folder + "/c");
        assertThat(BinaryLookup.onPath("rocky", path)).contains(real);
        assertThat(BinaryLookup.onPath("rocky", "")).isEmpty();
        assertThat(CliEngine.findOnPath()).isEqualTo(BinaryLookup.onPath("rocky", System.getenv("PATH")));
    }

    @Test
    void anOldVersionIsRefusedNamingBoth() {
        CliEngine engine = new FakeRocky(folder).withProgram("echo 'rocky 1.68.9'").build();
        assertThatThrownBy(() -> engine.run(new RunRequest.Load("files")))
                .isInstanceOf(EngineVersionException.class)
                .hasMessageContaining("1.68.9")
                .hasMessageContaining("1.69.0")
                .hasMessageContaining("update rocky");
    }

    @Test
    void aBinaryThatDoesNotTellItsVersionIsTried() {
        for (String script : new String[] {"echo hello", "exit 3", "true", "yes | head -c 100000; exit 0"}) {
            CliEngine engine = new FakeRocky(folder)
                    .withProgram("[ \"$1\" = --version ] && { " + script + "; exit; }", "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                    .maxStdoutBytes(10_000)
                    .build();
            assertThat(engine.info().version()).as(script).isEqualTo("unknown");
            assertThat(engine.run(new RunRequest.Load("files")).exitCode()).isZero();
        }
    }

    @Test
    void aVersionQuestionThatHangsIsGivenUp() throws Exception {
        FakeRocky fake = new FakeRocky(folder);
        CliEngine engine = fake.withProgram(
                        "[ \"$1\" = --version ] && { echo $$ > self; exec sleep 1000; }",
                        "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .build();
        assertThat(engine.info().version()).isEqualTo("unknown");
        assertThat(Processes.runs(Processes.pidIn(fake.file("self")))).isFalse();
        assertThat(engine.run(new RunRequest.Load("files")).exitCode()).isZero();
    }

    @Test
    void versionsAreReadAndComparedAsTheContractSays() {
        assertThat(EngineVersion.parse("rocky 1.71.0\n")).get().extracting(EngineVersion::text).isEqualTo("1.71.0");
        assertThat(EngineVersion.parse("1.71.0")).isPresent();
        assertThat(EngineVersion.parse("rocky 1.69.0-rc.1+build (abc)")).get().satisfies(version -> {
            assertThat(version.text()).isEqualTo("1.69.0-rc.1+build");
            assertThat(version).isEqualByComparingTo(EngineVersion.OLDEST);
        });
        assertThat(EngineVersion.parse("rocky 1.100.0").orElseThrow()).isGreaterThan(EngineVersion.OLDEST);
        assertThat(EngineVersion.parse("rocky 1.9.9").orElseThrow()).isLessThan(EngineVersion.OLDEST);
        assertThat(EngineVersion.parse("rocky 2.0.0").orElseThrow()).isGreaterThan(EngineVersion.OLDEST);
        for (String odd : new String[] {"", "rocky", "rocky 1.71", "rocky 1.71.0.1", "rocky v1", "rocky 99999999999.1.1"}) {
            assertThat(EngineVersion.parse(odd)).as(odd).isEmpty();
        }
    }
}
