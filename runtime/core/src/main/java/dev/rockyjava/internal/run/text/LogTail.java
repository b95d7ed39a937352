package dev.rockyjava.internal.run.text;

import dev.rockyjava.internal.json.Mappers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds the reason for a failure in the engine's last log lines, which are the only place that states it (ENGINE.md
 * §1.8).
 */
public final class LogTail {

    private static final String ERROR = "Error:";

    private LogTail() {}

    /**
     * Returns the engine's final {@code Error:} block joined into one line; without such a block, its last line that
     * isn't a JSON log record.
     */
    public static Optional<String> reason(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith(ERROR)) {
                String block = lines.subList(i, lines.size()).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("{"))
                        .collect(Collectors.joining(" "));
                return Optional.of(block.substring(ERROR.length()).strip()).filter(text -> !text.isEmpty());
            }
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("{")) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** Returns the distinct errors in log records of level WARN and ERROR, each on one line, oldest first. */
    public static List<String> errors(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("{"))
                .map(LogTail::error)
                .filter(error -> !error.isEmpty())
                .distinct()
                .toList();
    }

    private static String error(String line) {
        try {
            JsonNode log = Mappers.json().readTree(line);
            boolean bad = Set.of("WARN", "ERROR").contains(log.path("level").asString(""));
            return bad ? log.path("fields").path("error").asString("").strip().replaceAll("\\s+", " ") : "";
        } catch (JacksonException e) {
            return ""; // not a record, or truncated
        }
    }
}
