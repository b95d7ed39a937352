package dev.rockyjava.temporal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens during a call on a worker: its log, of which the last lines are kept, and its waits. Thread-safe. */
final class CollectedProgress {

    static final int MOST_LINES = 1000;
    static final int MOST_CHARACTERS = 256 * 1024;
    /** Of the lines in a heartbeat, which the server stores each time. */
    static final int MOST_LIVE_LINES = 200;
    static final int MOST_LIVE_CHARACTERS = 32 * 1024;

    private final int attempt;
    private final Deque<String> lines = new ArrayDeque<>();
    private int characters;
    private long count;
    private boolean waits;
    private byte @Nullable [] details;

    CollectedProgress(int attempt) {
        this.attempt = attempt;
    }

    synchronized void log(String line) {
        String kept = line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS);
        lines.add(kept);
        count++;
        characters += kept.length();
        while (lines.size() > MOST_LINES || characters > MOST_CHARACTERS) {
            characters -= lines.remove().length();
        }
        details = null;
    }

    synchronized void waits(boolean now) {
        waits = now;
        details = null;
    }

    /** Returns the lines that are kept. */
    synchronized LogLines log() {
        return log(List.copyOf(lines));
    }

    private LogLines log(List<String> last) {
        return new LogLines(attempt, count - last.size(), last);
    }

    /** Returns a packed {@link Progress} with as many of the last lines as a heartbeat takes. */
    synchronized byte[] details() {
        byte[] known = details;
        if (known == null) {
            known = Documents.plain(new Progress(waits, log(live())));
            details = known;
        }
        return known;
    }

    private List<String> live() {
        Deque<String> live = new ArrayDeque<>();
        int left = MOST_LIVE_CHARACTERS;
        for (Iterator<String> newest = lines.descendingIterator(); newest.hasNext() && live.size() < MOST_LIVE_LINES; ) {
            String line = newest.next();
            left -= line.length();
            if (left < 0) {
                break;
            }
            live.addFirst(line);
        }
        return new ArrayList<>(live);
    }
}
