package dev.rockyjava.engine;

import dev.rockyjava.engine.document.EngineDocument;
import java.util.List;

/**
 * An engine's answer. All of its parts matter: exit code 0 doesn't mean success, and a document can say {@code
 * "Success"} although the work failed (ENGINE.md §3.2).
 *
 * @param exitCode the process's exit code; an engine inside the JVM returns the one that the binary would
 * @param document the document printed
 * @param logTail the last log lines, oldest first, at most {@value #LOG_TAIL}; secrets masked
 */
public record EngineReply(int exitCode, EngineDocument document, List<String> logTail) {

    /** Maximum number of log lines kept. */
    public static final int LOG_TAIL = 20;

    public EngineReply {
        logTail = List.copyOf(logTail);
    }
}
