package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.internal.document.LoggedReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one engine call: passes on each line as it arrives, and keeps the last ones. Log lines are JSON, with
 * plain text between them; the reason of a failure is plain text that begins with {@code Error:} (ENGINE.md §1.8).
 */
final class ProcessLog implements Consumer<String> {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLog.class);
    private static final int LINES_WITHOUT_REASON = 5;

    private final Consumer<String> listener;
    private final Deque<String> tail = new ArrayDeque<>();
    // Kept separately from the tail, where a backtrace or late log lines would push it out.
    private final LoggedReason reason = new LoggedReason();
    private boolean listenerFailed;

    /** @param listener receives every line */
    ProcessLog(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(String line) {
        keep(line);
        LOG.debug("rocky: {}", line);
        try {
            if (!listenerFailed) {
                listener.accept(line);
            }
        } catch (Throwable e) {
            // If reading stopped, the engine would hang on a full pipe.
            listenerFailed = true;
            LOG.warn("the log listener of this call failed and gets no more lines", e);
        }
    }

    private synchronized void keep(String line) {
        if (tail.size() == EngineReply.LOG_TAIL) {
            tail.removeFirst();
        }
        tail.addLast(line);
        reason.add(line);
    }

    /** Returns the last lines, oldest first. */
    synchronized List<String> tail() {
        return List.copyOf(tail);
    }

    /**
     * Returns why the engine failed, in its own words; if it gave no reason, the last lines that aren't JSON. May be
     * empty.
     */
    synchronized String reason() {
        if (!reason.lines().isEmpty()) {
            return String.join("\n", reason.lines());
        }
        List<String> plain = tail.stream().filter(line -> !LoggedReason.isRecord(line)).toList();
        return String.join("\n", plain.subList(Math.max(0, plain.size() - LINES_WITHOUT_REASON), plain.size()));
    }
}
