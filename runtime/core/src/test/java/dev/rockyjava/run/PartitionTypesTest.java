package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A partition of the wrong type, or for an asset without partitions, is the compiler's to refuse. */
class PartitionTypesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "true  | m.materialize(daily, LocalDate.EPOCH)",
        "true  | m.partition(hourly, LocalDateTime.MIN)",
        "true  | m.partitions(daily, LocalDate.MIN, LocalDate.MAX)",
        "true  | m.materialize(daily, whole)",
        "false | m.materialize(daily, LocalDateTime.MIN)",
        "false | m.materialize(whole, LocalDate.EPOCH)",
        "false | m.partition(hourly, LocalDate.EPOCH)",
        "false | m.partition(whole, LocalDate.EPOCH)",
        "false | m.partitions(daily, LocalDate.MIN, YearMonth.now())"
    })
    void compilesOnlyTheRightType(boolean compiles, String call) throws IOException {
        Path source = Files.writeString(folder.resolve("Use.java"), """
                import dev.rockyjava.asset.*;
                import dev.rockyjava.run.*;
                import java.time.*;
                class Use {
                    void use(Materializer m, PartitionedAsset<LocalDate> daily,
                            PartitionedAsset<LocalDateTime> hourly, TransformationAsset whole) {
                        %s;
                    }
                }
                """.formatted(call));
        StringWriter problems = new StringWriter();
        PrintWriter out = new PrintWriter(problems);
        int exit = ToolProvider.findFirst("javac").orElseThrow().run(
                out, out, "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"),
                source.toString());
        assertThat(exit == 0).as(problems.toString()).isEqualTo(compiles);
        // The call itself is refused; nothing else is wrong with the source.
        assertThat(problems.toString().contains("Use.java:7:")).isEqualTo(!compiles);
    }
}
