package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of installing without the jar; the rest is in {@link InstallIT}. */
class InstallTest {

    @TempDir
    Path folder;

    @Test
    void onlyTheJarWithEverythingInItCanBeInstalled() {
        Ran ran = Ran.command(RockyCli.ofProject(), "install", folder.toString());

        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("wasn't started from the jar with -all in its name");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anApplicationHasNoSuchCommand() {
        assertThat(Ran.command(
                        RockyCli.of(() -> Definitions.of(List.of(), List.of()), place -> RockyComponent.fromYaml(place)), "--help")
                .out()).contains("  list ").doesNotContain("  install ");
    }

    /** Otherwise its classes aren't among those that are kept. */
    @Test
    void whatIsExecutedForItsClassesSucceeds() throws Exception {
        ClassesInUse.writeProject(folder);
        for (List<String> command : ClassesInUse.COMMANDS) {
            Ran ran = Ran.command(RockyCli.ofProject(), ClassesInUse.inProject(folder, command));
            assertThat(ran.status()).as("%s: %s", command, ran.err())
                    .isEqualTo(command.equals(ClassesInUse.MISTAKE) ? ExitCodes.USAGE : ExitCodes.OK);
            assertThat(ran.out() + ran.err()).as("%s", command).doesNotContain("WARN").doesNotContain("fault of rocky-java");
        }
        // Definitions are kept if rocky-java is in jar files, as in a whole build.
        assertThat(folder.toFile().list()).filteredOn(name -> !name.equals(".rocky-java"))
                .containsExactlyInAnyOrder("defs.yaml", "rocky.toml", "snapshot.json");
    }

    @Test
    void namesInTheScriptAreQuoted() {
        assertThat(InstallCommand.script(Path.of("/opt/it's a jdk/bin/java"), Path.of("/x/$HOME")))
                .startsWith("#!/bin/sh\n")
                .contains("java='/opt/it'\\''s a jdk/bin/java'")
                .contains("='/x/$HOME'\n");
    }
}
