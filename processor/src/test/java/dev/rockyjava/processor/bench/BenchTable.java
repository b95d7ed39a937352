package dev.rockyjava.processor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was measured, beside what is to be reached. */
final class BenchTable {

    /**
     * A line.
     *
     * @param wall null where time isn't what is measured, and {@code value} is not of the processor then
     * @param goal the most that it should be; null for a measure without one
     */
    private record Row(String measure, double value, @Nullable Double wall, @Nullable Double goal) {

        String text() {
            return String.format(
                            Locale.ROOT,
                            "%-62s %10.2f %10s %10s",
                            measure,
                            value,
                            wall == null ? "" : String.format(Locale.ROOT, "%.2f", wall),
                            goal == null ? "" : String.format(Locale.ROOT, "%.2f", goal))
                    .stripTrailing();
        }

        String json() {
            return String.format(Locale.ROOT, "  \"%s\": {\"%s\": %.3f", measure, wall == null ? "value" : "cpu", value)
                    + (wall == null ? "" : String.format(Locale.ROOT, ", \"wall\": %.3f", wall))
                    + (goal == null ? "}" : String.format(Locale.ROOT, ", \"goal\": %.2f}", goal));
        }
    }

    private final List<Row> rows = new ArrayList<>();

    void add(String measure, double value) {
        rows.add(new Row(measure, value, null, null));
    }

    void add(String measure, double value, double goal) {
        rows.add(new Row(measure, value, null, goal));
    }

    void add(String measure, Times times) {
        rows.add(new Row(measure, times.processor(), times.wall(), null));
    }

    void add(String measure, Times times, @Nullable Double goal) {
        rows.add(new Row(measure, times.processor(), times.wall(), goal));
    }

    /** Prints all lines, and leaves them as text and as JSON. */
    void publish(Path folder) throws IOException {
        String head = String.format(Locale.ROOT, "%-62s %10s %10s %10s", "", "CPU", "wall", "at most");
        String table = head + "\n" + rows.stream().map(Row::text).collect(Collectors.joining("\n"));
        System.out.println(table);
        Files.writeString(folder.resolve("results.txt"), table + "\n");
        Files.writeString(
                folder.resolve("results.json"),
                rows.stream().map(Row::json).collect(Collectors.joining(",\n", "{\n", "\n}\n")));
    }
}
