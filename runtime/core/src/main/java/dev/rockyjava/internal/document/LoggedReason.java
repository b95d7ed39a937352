package dev.rockyjava.internal.document;

import java.util.ArrayList;
import java.util.List;

/**
 * The reason that a failing engine logs: the last block of plain text that begins with {@code Error:}, among log records
 * in JSON (ENGINE.md §1.8). Not thread-safe.
 */
public final class LoggedReason {

    private static final String ERROR = "Error:";
    private static final String USAGE_ERROR = "error:";
    private static final int LONGEST = 200;

    private final List<String> lines = new ArrayList<>();
    private boolean inside;

    /** Returns the reason among some lines of a log. */
    public static LoggedReason of(List<String> log) {
        LoggedReason reason = new LoggedReason();
        log.forEach(reason::add);
        return reason;
    }

    /** Adds the next line of the log. */
    public void add(String line) {
        boolean usageError = line.startsWith(USAGE_ERROR) && lines.isEmpty();
        if (line.startsWith(ERROR) || usageError) {
            lines.clear();
            inside = true;
        } else if (line.startsWith("Stack backtrace:")) {
            inside = false;
        }
        if (inside && lines.size() < LONGEST && !isRecord(line)) {
            lines.add(line);
        }
    }

    /** Returns the lines of the block, at most 200; empty if the engine gave no reason. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the block line by line, as a caret counts on it, without the word that it begins with; may be empty. */
    public String text() {
        return String.join("\n", lines.stream().map(String::stripTrailing).toList())
                .substring(lines.isEmpty() ? 0 : ERROR.length())
                .strip();
    }

    /** Returns whether a line is a log record in JSON, rather than text. */
    public static boolean isRecord(String line) {
        return line.startsWith("{");
    }
}
