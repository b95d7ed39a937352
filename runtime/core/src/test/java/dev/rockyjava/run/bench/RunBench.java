package dev.rockyjava.run.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run and a refresh cost beside the engine, each row in a JVM of its own with no more heap than is promised. Prints a table, and
 * leaves it in {@code target/bench}. The times are medians on the clock; on a busy machine they tell of the others, too.
 */
class RunBench {

    private static final Path RESULTS = Path.of("target/bench/run.txt").toAbsolutePath();

    @Test
    void measure(@TempDir Path folder) throws Exception {
        StringBuilder table = new StringBuilder();
        table.append(row(folder, "-Xmx128m", "scheduler"));
        table.append(row(folder, "-Xmx128m", "journal"));
        table.append(row(folder, "-Xmx128m", "adding"));
        table.append(row(folder, "-Xmx256m", "history"));
        table.append(row(folder, "-Xmx512m", "plan"));
        table.append(row(folder, "-Xmx512m", "staleness"));
        table.append(row(folder, "-Xmx128m", "call"));
        table.append(row(folder, "-Xmx16m", "flood"));
        table.append(row(folder, "-Xmx1g", "refresh"));
        System.out.print(table);
        Files.createDirectories(RESULTS.getParent());
        Files.writeString(RESULTS, table);
    }

    private static String row(Path folder, String heap, String what) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(), heap,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp", System.getProperty("java.class.path"), RunBenchRow.class.getName(), what,
                Files.createDirectories(folder.resolve(what)).toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
