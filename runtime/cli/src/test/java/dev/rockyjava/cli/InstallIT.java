package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(installed.err()).isEqualTo(bin + " isn't on the PATH of this shell\n");
        assertThat(installed.out()).isEqualTo(program + "\n");

        Ended byJar = run(List.of(JAVA, "-jar", jar, "-p", at, "list"));
        assertThat(byJar.status()).as(byJar.err()).isZero();
        assertThat(run(List.of(program.toString(), "-p", at, "list"))).isEqualTo(byJar);
        assertThat(run(List.of(program.toString(), "-p", at, "show", "nothing")).status()).isEqualTo(ExitCodes.USAGE);
        assertThat(run(List.of(program.toString(), "-p", at, "lst")).err()).contains("did you mean list");

        // With -Xshare:on a JVM doesn't start unless it can use the archive.
        Path archive = bin.resolve(".rocky-java.jsa");
        List<String> strict = new ArrayList<>(List.of(JAVA, "-Xshare:on", "-XX:SharedArchiveFile=" + archive));
        strict.addAll(ClassArchive.OPTIONS);
        strict.add("-XX:+UseSerialGC");
        strict.addAll(List.of("-jar", program.toString(), "-p", at, "list"));
        assertThat(run(strict)).isEqualTo(byJar);

        // Installed again by itself; then without an archive, and with one of another program.
        assertThat(run(List.of(program.toString(), "install", bin.toString())).status()).isZero();
        assertThat(run(List.of(program.toString(), "-p", at, "list"))).isEqualTo(byJar);
        Files.write(archive, new byte[] {1, 2, 3});
        assertThat(run(List.of(program.toString(), "-p", at, "list"))).isEqualTo(byJar);
        Files.delete(archive);
        assertThat(run(List.of(program.toString(), "-p", at, "list"))).isEqualTo(byJar);
        assertThat(bin.toFile().list()).containsExactly("rocky-java");

        // A collector that the environment chooses; a file and a link of the user's own.
        assertThat(run(List.of("env", "JAVA_TOOL_OPTIONS=-XX:+UseParallelGC", program.toString(), "-p", at, "list")).out())
                .isEqualTo(byJar.out());
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
