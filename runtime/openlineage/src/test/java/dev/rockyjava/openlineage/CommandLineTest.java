package dev.rockyjava.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.cli.RockyCli;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of an application that has rocky-openlineage. */
class CommandLineTest {

    @TempDir
    Path folder;

    /** The application; its first argument is the project's folder. */
    static final class Application {

        private Application() {}

        public static void main(String[] args) {
            Path project = Path.of(args[0]);
            RockyComponent component = RockyComponent.fromYaml(project.resolve("defs.yaml"), project);
            RockyCli.of(component::buildDefs, folder -> component)
                    .withEngine(known -> EmbeddedEngine.open(known.rockyToml()))
                    .runAndExit(List.of(args).subList(1, args.length).toArray(String[]::new));
        }
    }

    private int run(String catalog, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.home=" + folder,
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Application.class.getName(), folder.toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OPENLINEAGE"));
        if (!catalog.isEmpty()) {
            builder.environment().put("OPENLINEAGE_URL", catalog);
        }
        return builder.start().waitFor();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Test
    void anOptionSendsTheRunToTheCatalog() throws Exception {
        Example.in(folder);
        try (Receiver catalog = Receiver.start()) {
            int status = run(catalog.url(), "materialize", "kind:seed", "--execute", "seed", "--openlineage");
            assertThat(status).as(log()).isZero();
            assertThat(catalog.events()).extracting(event -> event.path("eventType").asString())
                    .containsExactly("START", "START", "COMPLETE", "START", "COMPLETE", "COMPLETE");
        }
    }

    @Test
    void withoutACatalogNothingIsRun() throws Exception {
        Example.in(folder);
        int status = run("", "materialize", "kind:seed", "--execute", "seed", "--openlineage");
        assertThat(status).isEqualTo(1);
        assertThat(log()).contains("no lineage catalog is configured", "set OPENLINEAGE_URL").doesNotContain("materialized");
        assertThat(run("http://user:hunter22%zz@catalog", "materialize", "kind:seed", "--openlineage", "-v")).isEqualTo(1);
        assertThat(log()).contains("OPENLINEAGE_URL is not an absolute URL").doesNotContain("hunter22");
    }
}
