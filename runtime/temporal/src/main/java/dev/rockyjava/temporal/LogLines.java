package dev.rockyjava.temporal;

import java.util.List;

/**
 * Consecutive lines that an engine logged during a call.
 *
 * @param attempt the attempt of the call that logged them, from 1; 0 if none has begun
 * @param from how many lines of that attempt come before these
 */
record LogLines(int attempt, long from, List<String> lines) {

    static final LogLines NONE = new LogLines(0, 0, List.of());

    LogLines {
        lines = List.copyOf(lines);
    }
}
