package dev.rockyjava.internal.run.text;

import dev.rockyjava.internal.document.LoggedReason;
import dev.rockyjava.internal.json.Mappers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds the reason for a failure in the engine's last log lines, which are the only place that states it (ENGINE.md
 * §1.8).
 */
public final class LogTail {

    private LogTail() {}

    /**
     * Returns the engine's final {@code Error:} block, line by line; without such a block, its last line that isn't a
     * JSON log record.
     */
    public static Optional<String> reason(List<String> lines) {
        LoggedReason reason = LoggedReason.of(lines);
        return reason.lines().isEmpty()
                ? lines.stream()
                        .filter(line -> !line.isBlank() && !LoggedReason.isRecord(line))
                        .map(String::strip)
                        .reduce((before, last) -> last)
                : Optional.of(reason.text()).filter(text -> !text.isEmpty());
    }

    /** Returns the distinct errors in log records of level WARN and ERROR, each on one line, oldest first. */
    public static List<String> errors(List<String> lines) {
        return lines.stream()
                .filter(LoggedReason::isRecord)
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
