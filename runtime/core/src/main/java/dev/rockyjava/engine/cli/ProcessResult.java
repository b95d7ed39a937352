package dev.rockyjava.engine.cli;

import java.nio.charset.StandardCharsets;

/**
 * A process that has ended by itself.
 *
 * @param exitCode its status; 128 and the number of the signal if one ended it
 * @param stdout all that it printed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ProcessResult(int exitCode, byte[] stdout, ProcessLog log) {

    /** What it printed, as text. Takes its time with a megabyte. */
    String text() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Whether it printed something that can be a document. */
    boolean hasDocument() {
        for (byte next : stdout) {
            if (!Character.isWhitespace(next)) {
                return next == '{';
            }
        }
        return false;
    }
}
