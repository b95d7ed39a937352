package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.internal.text.ShellWords;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar, made an executable file. */
@DisabledOnOs(OS.WINDOWS)
class InstallIT {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    private record Ended(int status, String out, String err) {}

    @Test
    void theFileDoesWhatTheJarDoes() throws Exception {
        String jar = System.getProperty("rocky.cli.jar");
        assumeTrue(jar != null, "the jar isn't packaged yet; mvn verify does it");
        Path bin = folder.resolve("a 'bin'");
        Path program = bin.resolve("rocky-java");
        FakeProject project = new FakeProject(Files.createDirectories(folder.resolve("project"))).refreshed();
        String at = project.folder().toString();

        Ended installed = run(List.of(JAVA, "-jar", jar, "install", bin.toString()));
        assertThat(installed.err()).isEqualTo("made " + program + "; keeping its classes beside it for a fast start takes some seconds\n"
                + bin + " isn't on the PATH of this shell; put it there: export PATH=" + ShellWords.quoted(bin.toString()) + ":\"$PATH\"\n"
                + "next: rocky-java init in the folder of a project's pom.xml or build.gradle, or rocky-java --help\n");
        assertThat(installed.out()).isEqualTo(program + "\n");

        Ended byJar = run(List.of(JAVA, "-jar", jar, "-p", at, "list"));
        assertThat(byJar.status()).as(byJar.err()).isZero();
        assertThat(run(List.of(program.toString(), "-p", at, "list"))).isEqualTo(byJar);
        assertThat(run(List.of(program.toString(), "-p", at, "show", "nothing")).status()).isEqualTo(ExitCodes.USAGE);
        assertThat(run(List.of(program.toString(), "-p", at, "lst")).err()).contains("did you mean list");

        Path archive = bin.resolve(".rocky-java.jsa");
        assertThat(Files.getLastModifiedTime(archive)).isLessThanOrEqualTo(Files.getLastModifiedTime(program));
        assertThat(run(withTheArchiveOrNotAtAll(program, "-p", at, "list"))).isEqualTo(byJar);
        assertThat(run(List.of("sh", "-x", program.toString(), "--version")).err()).contains("-XX:SharedArchiveFile=" + archive);

        // Installed again by itself; then without an archive, and with one of another program.
        assertThat(run(List.of(program.toString(), "install", bin.toString())).status()).isZero();
        assertThat(run(List.of(program.toString(), "-p", at, "list"))).isEqualTo(byJar);
        FileTime time = Files.getLastModifiedTime(archive);
        for (long cut : List.of(1L, 4096L, Files.size(archive) / 2)) {
            try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
                file.truncate(file.size() - cut);
            }
            Files.setLastModifiedTime(archive, time);
            assertThat(run(List.of(program.toString(), "-p", at, "list"))).as("%s bytes less", cut).isEqualTo(byJar);
        }
        Files.write(archive, new byte[] {1, 2, 3});
        assertThat(run(List.of(program.toString(), "-p", at, "list"))).isEqualTo(byJar);
        Files.delete(archive);
        assertThat(run(List.of(program.toString(), "-p", at, "list"))).isEqualTo(byJar);
        assertThat(bin.toFile().list()).containsExactly("rocky-java");

        // A collector and a compiler that the environment chooses; a file and a link of the user's own.
        Path file = Files.writeString(folder.resolve("options"), "-XX:TieredStopAtLevel=4 -XX:+UseParallelGC\n");
        for (String options : List.of(
                "JAVA_TOOL_OPTIONS=-XX:+UseParallelGC", "_JAVA_OPTIONS=-XX:TieredStopAtLevel=4", "_JAVA_OPTIONS=-XX:-TieredCompilation",
                "JDK_JAVA_OPTIONS=-XX:CICompilerCount=3", "JDK_JAVA_OPTIONS=@" + file, "_JAVA_OPTIONS=-XX:VMOptionsFile=" + file)) {
            assertThat(run(List.of("env", options, program.toString(), "-p", at, "list")).out()).as(options).isEqualTo(byJar.out());
        }
        Path own = Files.createDirectories(folder.resolve("own")).resolve("rocky-java");
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Files.writeString(own, "mine");
        assertThat(run(List.of(program.toString(), "install", own.getParent().toString())).status()).isEqualTo(ExitCodes.USAGE);
        assertThat(own).hasContent("mine");
        Files.delete(own);
        Files.createSymbolicLink(own, elsewhere);
        assertThat(run(List.of(program.toString(), "install", own.getParent().toString())).status()).isEqualTo(ExitCodes.USAGE);
        assertThat(elsewhere).hasContent("mine");
        assertThat(run(List.of(program.toString(), "install", folder.resolve("a:b").toString())).status()).isEqualTo(ExitCodes.USAGE);
    }

    /** With {@code -Xshare:on} a JVM doesn't start unless it can use the archive. */
    private static List<String> withTheArchiveOrNotAtAll(Path program, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(JAVA, "-Xshare:on", "-XX:SharedArchiveFile=" + program.resolveSibling(".rocky-java.jsa")));
        command.addAll(ClassArchive.OPTIONS);
        command.addAll(List.of("-XX:+UseSerialGC", "-jar", program.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Ctrl-C reaches the JVMs that make the archive, too, and sometimes first. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsInterruptedHasAProgramThatWorks(boolean othersFirst) throws Exception {
        String jar = System.getProperty("rocky.cli.jar");
        assumeTrue(jar != null, "the jar isn't packaged yet; mvn verify does it");
        assumeFalse(Program.ignores("INT"), "this process ignores SIGINT, and what it starts does so, too");
        Path bin = folder.resolve("bin");
        Path err = folder.resolve("err");
        Process install = new ProcessBuilder(JAVA, "-jar", jar, "install", bin.toString())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(err.toFile())
                .start();
        while (install.descendants().findAny().isEmpty() && install.isAlive()) {
            install.waitFor(20, TimeUnit.MILLISECONDS);
        }
        if (othersFirst) {
            for (ProcessHandle other : install.descendants().toList()) {
                Program.kill("INT", other.pid());
            }
        } else {
            Program.kill("INT", install.pid());
        }

        assertThat(Program.ended(install)).isEqualTo(ExitCodes.INTERRUPTED);
        Path program = bin.resolve("rocky-java");
        assertThat(err).hasContent("made " + program + "; keeping its classes beside it for a fast start takes some seconds\n"
                + "interrupted; " + program + " works, but doesn't start fast until 'install' is repeated");
        assertThat(folder.resolve("out")).isEmptyFile();
        assertThat(bin.toFile().list()).containsExactly("rocky-java");
        assertThat(run(List.of(program.toString(), "--version")).status()).isZero();
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
