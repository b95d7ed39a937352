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

/** The embedded engine is a stand-in: it must leave what the real one leaves, in every table and view, nothing left out. */
class SameTablesAsRealEngineTest {

    private static final String SOURCES = "source-systems.sql";

    /** Customers who changed their names. */
    private static final String CHANGED = "UPDATE raw_shop__eu.customers SET full_name = full_name || ' II',"
            + " updated_at = TIMESTAMP '2026-05-01 00:00:00' WHERE customer_id % 20 = 7;\n";

    @TempDir
    Path realFolder;

    @TempDir
    Path embeddedFolder;

    @Test
    void bothEnginesLeaveTheSameTablesAfterEachOfTwoNights() {
        Optional<Path> binary = CliEngine.findOnPath();
        assumeTrue(binary.isPresent(), "skipped: there is no rocky binary on PATH to compare with");

        ProjectCopy real = ProjectCopy.in(realFolder);
        ProjectCopy embedded = ProjectCopy.in(embeddedFolder);
        String sources = real.read(SOURCES);
        try (RockyEngine realEngine =
                        CliEngine.forProject(real.config()).binary(binary.get()).build();
                RockyEngine embeddedEngine = EmbeddedEngine.open(embedded.config())) {
            for (String tonight : List.of(aWeekEarlier(sources), sources + CHANGED)) {
                night(real, realEngine, tonight);
                night(embedded, embeddedEngine, tonight);
                SortedMap<String, List<List<String>>> expected = real.contents();
                SortedMap<String, List<List<String>>> actual = embedded.contents();
                assertThat(actual.keySet()).isEqualTo(expected.keySet());
                actual.forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(expected.get(table)));
            }
        }
        NightlyRunTest.assertRows(real.contents());
    }

    /** With fewer orders, invoices and payments. */
    private static String aWeekEarlier(String sources) {
        return sources.replace("FROM range(600)", "FROM range(540)")
                .replace("FROM range(300)", "FROM range(270)")
                .replace("'2026-05-01 00:00:00'", "'2026-04-24 00:00:00'");
    }

    private static void night(ProjectCopy project, RockyEngine engine, String sources) {
        project.write(SOURCES, sources);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int status =
                NightlyRun.run(project.component(), engine, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(status).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    }
}
