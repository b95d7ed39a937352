package dev.rockyjava.engine.cli;

import java.nio.charset.StandardCharsets;

/**
 * A process that has ended by itself.
 *
 * @param exitCode its exit code; 128 plus the signal number if a signal ended it
 * @param stdout everything that it printed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ProcessResult(int exitCode, byte[] stdout, ProcessLog log) {

    /** Returns what it printed, as text. Decodes on each call, which takes a while for a megabyte. */
    String text() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Returns whether the output can be a document. */
    boolean hasDocument() {
        for (byte next : stdout) {
            if (!Character.isWhitespace(next)) {
                return next == '{';
            }
        }
        return false;
    }
}
