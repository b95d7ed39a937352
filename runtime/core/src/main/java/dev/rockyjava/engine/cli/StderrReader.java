package dev.rockyjava.engine.cli;

import dev.rockyjava.internal.secret.Secrets;
import dev.rockyjava.internal.text.ControlSequences;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits the engine's stderr into lines, in constant memory even if there is no line break for gigabytes. */
final class StderrReader implements Runnable {

    /** Maximum number of characters of a line that are passed on. */
    static final int LONGEST_LINE = 8 * 1024;

    // What an engine breaks over lines it writes at once. Whoever watches a log doesn't notice so short a time.
    private static final int SOON_MILLIS = 200;
    private static final int POLL_MILLIS = 20;

    // Twice as much is read, so that a secret across the cut is masked before it is cut.
    private final byte[] line = new byte[2 * LONGEST_LINE];
    private final InputStream stderr;
    private final MaskedLines lines;
    private int length;
    private long dropped;
    private boolean returned;

    /** @param lines receives every line that isn't blank, without line break and control sequences, with secrets masked */
    StderrReader(InputStream stderr, Secrets secrets, Consumer<String> lines) {
        this.stderr = stderr;
        this.lines = new MaskedLines(secrets, lines);
    }

    @Override
    public void run() {
        byte[] chunk = new byte[16 * 1024];
        try {
            for (int count = stderr.read(chunk); count >= 0; count = stderr.read(chunk)) {
                split(chunk, count);
                if (lines.isHolding() && !continuesSoon()) {
                    lines.release();
                }
            }
        } catch (IOException e) {
            // The pipe was closed concurrently: what has arrived so far is all there is.
        }
        endLine();
        lines.release();
    }

    private boolean continuesSoon() throws IOException {
        try {
            for (int waited = 0; waited < SOON_MILLIS && stderr.available() == 0; waited += POLL_MILLIS) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return stderr.available() > 0;
    }

    private void split(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            if (returned && chunk[i] != '\n') {
                // A bar of progress is drawn anew.
                endLine();
            }
            returned = chunk[i] == '\r';
            if (chunk[i] == '\n') {
                endLine();
            } else if (length < line.length) {
                line[length++] = chunk[i];
            } else {
                dropped++;
            }
        }
    }

    private void endLine() {
        String raw = new String(line, 0, length, StandardCharsets.UTF_8);
        boolean cut = dropped > 0;
        length = 0;
        dropped = 0;
        // Blanks at its end, and a blank line, may belong to a secret.
        lines.accept(ControlSequences.removed(raw), cut);
    }
}
