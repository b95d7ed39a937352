package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One program for several environments that differ in the catalog only: what the README says under this name. */
class EnvironmentsTest {

    private static final String TRANSLATION = "translation: {key: {model: \"{schema}/{table}\"}}";

    @TempDir
    Path folder;

    @Test
    void devAndProdCompileToTheSameClasses() throws IOException {
        assertThat(classes("dev_warehouse", "  " + TRANSLATION + "\n")).isEqualTo(classes("warehouse", "  " + TRANSLATION + "\n"));
        assertThat(classes("dev_warehouse", "")).isNotEqualTo(classes("warehouse", ""));
    }

    /** What is compiled with one environment's snapshot runs in another, and verify sees what else differs. */
    @Test
    void onlyTheCatalogsAreDifferentThen() {
        TestProject.Result dev = compile("dev_warehouse", "  " + TRANSLATION + "\n");
        TestProject.Result prod = compile("warehouse", "  " + TRANSLATION + "\n");
        assertThat(dev.definitions("acme.WarehouseDefinitions").keys())
                .isEqualTo(prod.definitions("acme.WarehouseDefinitions").keys())
                .hasSizeGreaterThan(5);
        String differences = prod.component("acme.WarehouseDefinitions", Path.of(""))
                .verify(dev.definitions("acme.WarehouseDefinitions"))
                .diff()
                .headline();
        assertThat(differences).contains("changed").doesNotContain("added", "removed", "renamed");
    }

    private SortedMap<String, String> classes(String catalog, String attributes) throws IOException {
        Path output = compile(catalog, attributes).clean().classes();
        SortedMap<String, String> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
                classes.put(output.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(classes).containsKey("acme/WarehouseAssets.class");
        return classes;
    }

    private TestProject.Result compile(String catalog, String attributes) {
        return new TestProject(folder.resolve(catalog))
                .file("defs.yaml", """
                        type: dagster_rocky.RockyComponent
                        attributes:
                          config_path: rocky/rocky.toml
                          dag_mode: true
                          defs_state: {path: rocky/snapshot.json}
                        """ + attributes)
                .snapshot(SnapshotJson.example().toString().replace("warehouse", catalog))
                .source("acme/Warehouse.java", TestProject.WAREHOUSE.replace("snapshot = \"rocky/snapshot.json\"", "defs = \"defs.yaml\""))
                .compile();
    }
}
