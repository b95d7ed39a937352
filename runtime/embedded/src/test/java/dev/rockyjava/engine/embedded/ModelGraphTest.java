package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.sql.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelGraphTest {

    @TempDir
    private Path folder;

    private void check(String sql) throws IOException {
        Files.writeString(folder.resolve("m.toml"), "");
        ModelGraph.check(List.of(ModelFile.read(Files.writeString(folder.resolve("m.sql"), sql), name -> Optional.empty())));
    }

    /** This took hours when each of them was looked for up to the end. */
    @Test
    void commentsThatDontEnd() throws IOException {
        String comments = "/* ".repeat(500_000);

        assertThatCode(() -> check("SELECT 1 AS n " + comments)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(comments)).isInstanceOf(ProjectException.class).hasMessageContaining("has no SQL");
    }

    @Test
    void aByteOrderMarkCountsOutsideOfTextsAndComments() throws IOException {
        assertThatCode(() -> check("SELECT '\ufeff' /* \ufeff */ AS n -- \ufeff")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("SELECT 1 /* */ AS\ufeff n")).isInstanceOf(ProjectException.class).hasMessageContaining("byte order mark");
    }
}
