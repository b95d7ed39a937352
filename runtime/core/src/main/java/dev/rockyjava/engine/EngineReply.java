package dev.rockyjava.engine;

import dev.rockyjava.engine.document.EngineDocument;
import java.util.List;

/**
 * What an engine answered. All of it counts: an exit status of 0 is not success, and a document can say
 * {@code "Success"} when the work failed (ENGINE.md §3.2).
 *
 * @param exitCode the process's exit status; an engine inside the JVM gives the one that the binary would
 * @param document what was printed
 * @param logTail the last log lines, oldest first, at most {@value #LOG_TAIL}; secrets masked
 */
public record EngineReply(int exitCode, EngineDocument document, List<String> logTail) {

    /** How many log lines are kept. */
    public static final int LOG_TAIL = 20;

    public EngineReply {
        logTail = List.copyOf(logTail);
    }
}
