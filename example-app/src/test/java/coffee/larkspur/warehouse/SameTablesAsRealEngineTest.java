package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine is a stand-in: it must leave what the real one leaves. */
class SameTablesAsRealEngineTest {

    @TempDir
    Path realFolder;

    @TempDir
    Path embeddedFolder;

    @Test
    void bothEnginesLeaveTheSameRowsAfterTwoNights() {
        Optional<Path> binary = CliEngine.findOnPath();
        assumeTrue(binary.isPresent(), "skipped: there is no rocky binary on PATH to compare with");

        ProjectCopy real = ProjectCopy.in(realFolder);
        ProjectCopy embedded = ProjectCopy.in(embeddedFolder);
        twoNights(real, CliEngine.forProject(real.config()).binary(binary.get()).build());
        twoNights(embedded, EmbeddedEngine.open(embedded.config()));

        SortedMap<String, List<List<String>>> expected = real.contents();
        NightlyRunTest.assertRows(expected);
        assertThat(embedded.contents().keySet()).isEqualTo(expected.keySet());
        embedded.contents().forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(expected.get(table)));
    }

    private static void twoNights(ProjectCopy project, RockyEngine engine) {
        try (engine) {
            for (int night = 1; night <= 2; night++) {
                ByteArrayOutputStream printed = new ByteArrayOutputStream();
                int status = NightlyRun.run(
                        project.folder(), engine, new PrintStream(printed, true, StandardCharsets.UTF_8));
                assertThat(status).as(printed.toString(StandardCharsets.UTF_8)).isZero();
            }
        }
    }
}
