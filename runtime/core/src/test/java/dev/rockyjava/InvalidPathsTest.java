package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.config.ConfigException;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.generated.ComponentResource;
import dev.rockyjava.internal.sql.ModelCode;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStores;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that no file can be called is refused where it is read, with the exception of that place. */
class InvalidPathsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "[adapter]\ntype = \"duckdb\"\npath = \"a\\u0000b\"", "[pipeline.p]\ntype = \"transformation\"\nmodels = \"a\\u0000b/**\""
    })
    void ofAProject(String toml) {
        assertThatThrownBy(() -> RockyProject.parse(folder.resolve("rocky.toml"), toml, name -> Optional.empty()))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("rocky.toml is not a valid path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "defs"})
    void ofACompiledConfiguration(String member) throws Exception {
        Files.writeString(folder.resolve("rocky.toml"), "");
        String properties = "layout=1\ntype=acme.Warehouse\n" + member + "=a\\u0000b\n";
        ComponentResource resource = ComponentResource.load(
                new ByteArrayInputStream(properties.getBytes(StandardCharsets.US_ASCII)), "Warehouse.properties");

        assertThatThrownBy(() -> resource.in(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is not a valid path");
    }

    @Test
    void ofAStore() {
        assertThatThrownBy(() -> StateStores.open("./a\0b", "key"))
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("is not a valid path");
    }

    @Test
    void ofAModelsName() throws Exception {
        Path model = Files.writeString(folder.resolve("m.sql"), "SELECT 1");

        assertThat(new ModelCode(folder, Optional.of(folder)).of(model, "a\0b")).containsOnlyKeys("m.sql");
    }
}
