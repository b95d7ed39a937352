package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A rocky.toml that can't be read once a run has begun: deleted, or not permitted. */
@DisabledOnOs(OS.WINDOWS)
class VanishedProjectTest {

    @Test
    void isAFailureOfTheAssetAndNoBug(@TempDir Path folder) throws Exception {
        FakeRocky fake = new FakeRocky(folder).config("[pipeline.marts]", "type = \"transformation\"");
        try (CliEngine engine = fake.answering("echo '" + FakeRocky.RUN_DOCUMENT + "'").build()) {
            Files.delete(folder.resolve("rocky.toml"));
            RunResult result = Materializer.of(Definitions.of(List.of(LoggedRun.model("a")), List.of()), engine).run();

            assertThat(result.succeeded()).isFalse();
            assertThat(result.outcomes().toString())
                    .contains("can't read " + folder.resolve("rocky.toml"))
                    .doesNotContain("bug")
                    .doesNotContain("threw");
        }
    }
}
