package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.engine.cli.CliEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the example's project with the real engine. */
class RealEngineTest {

    private static final Path EXAMPLE = Path.of("..", "..", "example-app", "rocky");

    @TempDir
    Path folder = Path.of("");

    @Test
    void refreshesAndMaterializes() throws IOException {
        assumeTrue(CliEngine.findOnPath().isPresent(), "there is no rocky on the PATH");
        copyTheExample();

        Ran refreshed = command("refresh");
        assertThat(refreshed.status()).as(refreshed.err()).isZero();
        assertThat(refreshed.err()).contains("] rocky dag --column-lineage\n");
        // Nothing changed meanwhile, so a second question brings nothing new.
        assertThat(command("refresh", "--check").status()).isZero();

        Ran seeds = command("materialize", "kind:seed", "--execute", "seed", "--output", "json");
        assertThat(seeds.status()).as(seeds.err()).isZero();
        assertThat(seeds.json().get("assets")).hasSize(2);

        Files.writeString(
                folder.resolve("models/marts/one_more.sql"), "select customer_id from warehouse.marts.dim_customers\n");
        Files.writeString(folder.resolve("models/marts/one_more.toml"), "name = \"one_more\"\n");
        Ran check = command("refresh", "--check");
        assertThat(check.status()).as(check.err()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(check.out()).contains("+ warehouse/marts/one_more");
        assertThat(command("doctor").out())
                .contains("ok       engine    rocky 1.", "the snapshot is older than models/marts/one_more.sql");
    }

    @Test
    void anotherCatalogIsSaidOnce() throws IOException {
        assumeTrue(CliEngine.findOnPath().isPresent(), "there is no rocky on the PATH");
        copyTheExample();
        assertThat(command("refresh").status()).isZero();
        Path before = Files.copy(folder.resolve("snapshot.json"), folder.resolve("before.json"));
        String changed = "changed:" + before;
        assertThat(command("list", changed, "-o", "json").json()).isEmpty();

        // Not by a variable, which this process can't set: so the files of models and pipelines are edited, which counts as a change.
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".toml")).toList()) {
                Files.writeString(file, Files.readString(file).replace("\"warehouse\"", "\"pr_17\""));
            }
        }
        assertThat(command("refresh").status()).isZero();
        Ran diff = command("diff", before.toString());
        assertThat(diff.out()).startsWith("26 changed, in another environment\n  = catalog warehouse -> pr_17\n")
                .doesNotContain(" + ", "perhaps", "columns", "dependencies");
        assertThat(command("list", changed, "-o", "json").json()).hasSize(26);
    }

    private Ran command(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("--project", folder.toString()));
        all.addAll(List.of(arguments));
        return Ran.command(RockyCli.ofProject(), all.toArray(String[]::new));
    }

    private void copyTheExample() throws IOException {
        List<String> left = List.of(".rocky-state.redb", "warehouse.duckdb");
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = EXAMPLE.relativize(file);
                if (!relative.startsWith(".rocky")
                        && left.stream().noneMatch(relative.getFileName().toString()::startsWith)) {
                    Path copy = folder.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }
}
