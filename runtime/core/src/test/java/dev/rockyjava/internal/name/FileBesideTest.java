package dev.rockyjava.internal.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBesideTest {

    @TempDir
    Path folder;

    @Test
    void aFileWithANearNameIsFoundAndAFolderIsNot() throws IOException {
        Files.createDirectory(folder.resolve("rocky.tom"));
        assertThat(FileBeside.of(folder.resolve("rocky.tml"))).isEmpty();
        Path meant = Files.createFile(folder.resolve("rocky.toml"));
        Files.createFile(folder.resolve("something-else.sql"));
        assertThat(FileBeside.of(folder.resolve("rocky.tml"))).contains(meant);
        assertThat(FileBeside.of(folder.resolve("warehouse.duckdb"))).isEmpty();
    }

    @Test
    void nothingIsSuggestedForAFileThatExistsNorWithoutAFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("rocky.toml"));
        Files.createFile(folder.resolve("rocky.tom"));
        assertThat(FileBeside.of(file)).isEmpty();
        assertThat(FileBeside.of(folder.resolve("missing/rocky.toml"))).isEmpty();
        assertThat(FileBeside.of(folder.getRoot())).isEmpty();
    }
}
