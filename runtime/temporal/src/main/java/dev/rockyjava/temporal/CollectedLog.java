package dev.rockyjava.temporal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that an engine logged during a call, within limits. Safe for use by several threads. */
final class CollectedLog {

    static final int MOST_LINES = 1000;
    static final int MOST_CHARACTERS = 256 * 1024;

    private final Deque<String> lines = new ArrayDeque<>();
    private int characters;
    private long leftOut;

    synchronized void add(String line) {
        String kept = line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS);
        lines.add(kept);
        characters += kept.length();
        while (lines.size() > MOST_LINES || characters > MOST_CHARACTERS) {
            characters -= lines.remove().length();
            leftOut++;
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized long leftOut() {
        return leftOut;
    }
}
